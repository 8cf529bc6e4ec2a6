import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EncryptionKey, EstateStack, PORTS, PrivateBucket, STATE_CONTEXT } from '@smile/core';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import { Inventory } from '@smile/inventory';
import { SecurityGroup, Vpc } from '@smile/network';
import { rehearse, type StackReport } from '@smile/rehearsal';
import { App } from 'cdktf';
import { CloudflareZone } from './cloudflare/cloudflare-zone.ts';
import type { EdgeLoadBalancer } from './edge-load-balancer.ts';

/** A stack of layer `edge` for tests. */
export function edgeStackFor(build: (stack: EstateStack) => void): EstateStack {
  return estateStackFor(build, { layer: 'edge' });
}

export const TEST_ZONE = { domain: 'smile.example', zoneId: 'a'.repeat(32), accountId: 'b'.repeat(32) };

export const TEST_TOPIC = { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms' };

/** The country's zone in a stack of tests. */
export function zoneIn(stack: EstateStack): CloudflareZone {
  return new CloudflareZone(stack, 'Cloudflare', TEST_ZONE);
}

/** A network in a stack of tests. */
export function vpcIn(stack: EstateStack): Vpc {
  return new Vpc(stack, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
}

/** A bucket that load balancers may write their logs to, in a stack of tests. */
export function logsBucketIn(stack: EstateStack): PrivateBucket {
  const bucket = new PrivateBucket(stack, 'Logs', { encryption: { sseS3Because: 'load balancers' } });
  bucket.addToPolicy({
    sid: 'DeliverByService',
    actions: ['s3:PutObject'],
    resources: [`${bucket.bucketArn}/*`],
    principals: [{ type: 'Service', identifiers: ['logdelivery.elasticloadbalancing.amazonaws.com'] }],
  });
  return bucket;
}

/** A key that log groups may use, in a stack of tests. */
export function logsKeyIn(stack: EstateStack): EncryptionKey {
  const key = new EncryptionKey(stack, 'LogsKey', { description: 'Logs', alias: 'logs' });
  key.allowLogs();
  return key;
}

const LOAD_BALANCERS = 'arn:aws:elasticloadbalancing:ap-southeast-3:222222222222';

/** A load balancer that exists already, with a security group in a stack of tests. */
export function loadBalancerIn(stack: EstateStack, vpc: Vpc = vpcIn(stack)): EdgeLoadBalancer {
  const group = new SecurityGroup(stack, 'WebAlb', { vpc, description: 'Web', defaultPort: PORTS.https });
  return {
    loadBalancerArn: `${LOAD_BALANCERS}:loadbalancer/app/web/50dc6c495c0c9188`,
    loadBalancerArnSuffix: 'app/web/50dc6c495c0c9188',
    dnsName: 'web.ap-southeast-3.elb.amazonaws.com',
    hostedZoneId: 'Z08888821HLRG5A9ZRTER',
    httpsListenerArn: `${LOAD_BALANCERS}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`,
    connections: group.connections,
  };
}

/**
 * Runs a stack of layer `edge` through plan, apply, a second plan that must be empty, and destroy.
 *
 * @param env where Terraform is found: the environment of the process.
 */
export async function rehearsed(
  env: NodeJS.ProcessEnv,
  build: (stack: EstateStack) => void,
): Promise<StackReport | undefined> {
  const outdir = mkdtempSync(join(tmpdir(), 'smile-edge-'));
  try {
    const app = new App({ outdir, context: { [STATE_CONTEXT]: 'local' } });
    build(new EstateStack(app, testEnvironment(), 'edge'));
    app.synth();
    const report = await rehearse({ synthesized: Inventory.fromSynth(outdir), env });
    return report.stacks[0];
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
