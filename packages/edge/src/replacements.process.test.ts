import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EncryptionKey, EstateStack, PrivateBucket, STATE_CONTEXT } from '@smile/core';
import { testEnvironment } from '@smile/core/fixtures';
import { Inventory } from '@smile/inventory';
import { schemasFor, startStandIns } from '@smile/rehearsal';
import { App } from 'cdktf';
import { afterAll, expect, test } from 'vitest';
import { Certificate } from './certificates/certificate.ts';
import { vpcIn, zoneIn } from './fixtures.ts';
import { CloudflarePrefixLists } from './load-balancers/cloudflare-prefix-lists.ts';
import { AUTHORITY, NEXT_AUTHORITY } from './load-balancers/fixtures.ts';
import { LoadBalancer } from './load-balancers/load-balancer.ts';
import { OriginPullTrust } from './load-balancers/origin-pull-trust.ts';
import { TargetGroup } from './load-balancers/target-group.ts';
import { WebAcl } from './waf/web-acl.ts';

const folder = mkdtempSync(join(tmpdir(), 'smile-replacements-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What AWS cannot change in place, or only in a certain order. */
interface Values {
  readonly authorities: string;
  readonly webAcl: string;
  readonly hosts: Readonly<Record<string, string>>;
  readonly port: number;
}

/** Synthesizes a load balancer for visitors, with all that hangs on it. */
function synthesized(id: string, { authorities, webAcl, hosts, port }: Values): string {
  const outdir = join(folder, id);
  const app = new App({ outdir, context: { [STATE_CONTEXT]: 'local' } });
  const stack = new EstateStack(app, testEnvironment(), 'edge');
  const vpc = vpcIn(stack);
  const logsKey = new EncryptionKey(stack, 'LogsKey', { description: 'Logs', alias: 'logs' });
  const certificate = new Certificate(stack, 'Certificate', { names: hosts, zones: [zoneIn(stack)] });
  const loadBalancer = new LoadBalancer(stack, 'Web', {
    vpc,
    name: 'web',
    admits: {
      of: 'cloudflare',
      from: new CloudflarePrefixLists(stack, 'CloudflareRanges').lists,
      trust: new OriginPullTrust(stack, 'OriginPullTrust', { authorities }),
    },
    certificateArn: certificate.certificateArn,
    logs: new PrivateBucket(stack, 'Logs', { encryption: { sseS3Because: 'load balancers' } }),
  });
  loadBalancer.serve(new TargetGroup(stack, 'Targets', { vpc, name: 'web', port }), Object.values(hosts));
  new WebAcl(stack, 'WebAcl', { name: webAcl, client: 'cloudflare', logsKey }).protect(loadBalancer);
  app.synth();
  return outdir;
}

/** Runs Terraform where the state of the stack is kept; its exit code and words. */
async function terraform(cwd: string, reattach: string, ...args: readonly string[]): Promise<[number, string]> {
  const settings = { CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null', TF_REATTACH_PROVIDERS: reattach };
  const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const run = promisify(execFile)('env', [...assignments, 'terraform', ...args, '-no-color', '-input=false'], { cwd });
  return run.then(
    ({ stdout }) => [0, stdout],
    (error: { code: number; stdout: string; stderr: string }) => [error.code, error.stdout + error.stderr],
  );
}

test('certificate, target group, web ACL and authority are all replaced in one apply, with nothing left to do (P26, P77, P79)', async () => {
  const today = synthesized('today', {
    authorities: AUTHORITY,
    webAcl: 'public',
    hosts: { App: 'app.smile.example' },
    port: 443,
  });
  const tomorrow = synthesized('tomorrow', {
    authorities: AUTHORITY + NEXT_AUTHORITY,
    webAcl: 'visitors',
    hosts: { App: 'app.smile.example', Api: 'api.smile.example' },
    port: 8443,
  });
  const workspace = join(folder, 'work', 'stacks', 'edge');
  mkdirSync(workspace, { recursive: true });
  const standIns = await startStandIns({ schemas: schemasFor(Inventory.fromSynth(tomorrow)) });
  const run = (...args: readonly string[]) => terraform(workspace, standIns.reattach, ...args);
  const use = (outdir: string) => {
    copyFileSync(join(outdir, 'stacks', 'indonesia-staging-edge', 'cdk.tf.json'), join(workspace, 'cdk.tf.json'));
  };
  try {
    use(today);
    expect((await run('init'))[0]).toBe(0);
    expect((await run('apply', '-auto-approve'))[0]).toBe(0);
    use(tomorrow);
    const [code, words] = await run('apply', '-auto-approve');
    expect([code, words]).toEqual([0, expect.stringContaining('Apply complete!')]);
    expect((await run('plan', '-detailed-exitcode'))[0]).toBe(0);
    for (const type of ['aws_acm_certificate', 'aws_lb_target_group', 'aws_wafv2_web_acl', 'aws_lb_trust_store']) {
      expect(standIns.store.list(type)).toHaveLength(1);
    }
    const [association] = standIns.store.list('aws_wafv2_web_acl_association');
    expect(association?.value.web_acl_arn).toBe(standIns.store.list('aws_wafv2_web_acl')[0]?.value.arn);
    expect(words).toMatch(/aws_lb_trust_store\.\S+: Modifications complete/);
  } finally {
    standIns.close();
  }
}, 120_000);
