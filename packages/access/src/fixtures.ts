import { EncryptionKey, type EstateStack } from '@smile/core';
import { GatewayEndpoints, InterfaceEndpoints, Vpc } from '@smile/network';
import { synthesize } from '@smile/testing';
import type { HostNetwork } from './hosts/managed-host.ts';
import { Sessions } from './sessions/sessions.ts';

/** A network that hosts can be in. */
export function hostNetwork(stack: EstateStack): HostNetwork {
  const vpc = new Vpc(stack, 'Vpc', {
    cidr: '10.1.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
  });
  return {
    vpc,
    endpoints: new InterfaceEndpoints(stack, 'InterfaceEndpoints', { vpc, services: ['ssm'] }),
    gatewayEndpoints: new GatewayEndpoints(stack, 'GatewayEndpoints', { vpc }),
  };
}

/** A key, and sessions encrypted with it. */
export function encryptedSessions(stack: EstateStack): { readonly key: EncryptionKey; readonly sessions: Sessions } {
  const key = new EncryptionKey(stack, 'Key', { description: 'Sessions and the bastion', alias: 'access' });
  return { key, sessions: new Sessions(stack, 'Sessions', { encryption: key, logRetention: '365 days' }) };
}

/** Topic that alarms of tests tell. */
export const ALARM_TOPIC = { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms' };

/** Statements of the policy document at a construct path below a stack, as in `Roles/PlanTrust`. */
export function statementsAt(stack: EstateStack, path: string): readonly Record<string, unknown>[] {
  const address = `data.aws_iam_policy_document.${path.replaceAll('/', '_')}_*`;
  const [document] = synthesize(stack).inventory.resources({ address });
  return (document?.values.statement ?? []) as Record<string, unknown>[];
}
