import type { Environment } from '@smile/core';
import type { CommandStep } from './connect-plan.ts';
import { BASTION_NAME } from './hosts/host-names.ts';
import { portForwardDocumentName } from './sessions/session-names.ts';

/** Finds the running bastion. */
export function bastionStep({ region, namePrefix }: Environment): CommandStep {
  return {
    saveAs: 'bastion',
    command: [
      ...['aws', 'ec2', 'describe-instances', '--region', region, '--output', 'text'],
      ...['--filters', `Name=tag:Name,Values=${namePrefix}-${BASTION_NAME}`],
      'Name=instance-state-name,Values=running',
      ...['--query', 'Reservations[0].Instances[0].InstanceId'],
    ],
  };
}

/** Forwards a port of `$host` through `$bastion`, until it is interrupted. */
export function forwardStep(environment: Environment, port: number, localPort: number | '$port'): CommandStep {
  return {
    command: [
      ...['aws', 'ssm', 'start-session', '--region', environment.region, '--target', '$bastion'],
      ...['--document-name', portForwardDocumentName(environment)],
      '--parameters',
      `host=$host,portNumber=${port},localPortNumber=${localPort}`,
    ],
  };
}
