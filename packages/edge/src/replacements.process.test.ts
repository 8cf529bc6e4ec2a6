import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EstateStack, STATE_CONTEXT } from '@smile/core';
import { testEnvironment } from '@smile/core/fixtures';
import { Inventory } from '@smile/inventory';
import { type ObjectStore, schemasFor, startStandIns } from '@smile/rehearsal';
import { App } from 'cdktf';
import { afterAll, describe, expect, test } from 'vitest';
import { Certificate } from './certificates/certificate.ts';
import { logsBucketIn, logsKeyIn, vpcIn, zoneIn } from './fixtures.ts';
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
  /** Port of the first group. @default 443 */
  readonly port?: number;
  /** The first group while no listener uses it any more. @default - protected */
  readonly removable?: { readonly allowedBecause: string };
  /** A second group that takes over, with a target of its own. @default - there is one group */
  readonly second?: { readonly port: number; readonly serves: boolean };
  /** Whether the first group is still there. @default true */
  readonly hasFirst?: boolean;
}

const HOSTS = { App: 'app.smile.example' };
const TODAY: Values = { authorities: AUTHORITY, webAcl: 'public', hosts: HOSTS };

/** Synthesizes a load balancer for visitors, with all that hangs on it. */
function synthesized(id: string, values: Values): string {
  const { authorities, webAcl, hosts, port, removable, second, hasFirst = true } = values;
  const outdir = join(folder, id);
  const app = new App({ outdir, context: { [STATE_CONTEXT]: 'local' } });
  const stack = new EstateStack(app, testEnvironment({ allowDataLoss: removable !== undefined }), 'edge');
  const vpc = vpcIn(stack);
  const logsKey = logsKeyIn(stack);
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
    logs: logsBucketIn(stack),
  });
  const groups = [
    ...(hasFirst ? [new TargetGroup(stack, 'Targets', { vpc, name: 'web', port, deletion: removable })] : []),
    ...(second === undefined ? [] : [new TargetGroup(stack, 'SecondTargets', { vpc, name: 'web', port: second.port })]),
  ];
  for (const group of groups) group.addHost(stack, `HostOf${group.node.id}`, '10.1.0.7');
  const served = groups.at(second?.serves === true ? -1 : 0);
  if (served === undefined) throw new Error('no group to serve');
  loadBalancer.serve(served, Object.values(hosts));
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

/** A folder of one test, with stand-ins that know what the estate of the test uses. */
async function workspaceFor(name: string, outdir: string) {
  const cwd = join(folder, 'work', name);
  mkdirSync(cwd, { recursive: true });
  const standIns = await startStandIns({ schemas: schemasFor(Inventory.fromSynth(outdir)) });
  return {
    standIns,
    run: (...args: readonly string[]) => terraform(cwd, standIns.reattach, ...args),
    use: (synthesizedIn: string) => {
      copyFileSync(join(synthesizedIn, 'stacks', 'indonesia-staging-edge', 'cdk.tf.json'), join(cwd, 'cdk.tf.json'));
    },
  };
}

test('certificate, web ACL and authority are all replaced in one apply, with nothing left to do (P77, P79)', async () => {
  const today = synthesized('today', TODAY);
  const tomorrow = synthesized('tomorrow', {
    authorities: AUTHORITY + NEXT_AUTHORITY,
    webAcl: 'visitors',
    hosts: { ...HOSTS, Api: 'api.smile.example' },
  });
  const { standIns, run, use } = await workspaceFor('replacements', tomorrow);
  try {
    use(today);
    expect((await run('init'))[0]).toBe(0);
    expect((await run('apply', '-auto-approve'))[0]).toBe(0);
    use(tomorrow);
    const [code, words] = await run('apply', '-auto-approve');
    expect([code, words]).toEqual([0, expect.stringContaining('Apply complete!')]);
    expect((await run('plan', '-detailed-exitcode'))[0]).toBe(0);
    for (const type of ['aws_acm_certificate', 'aws_wafv2_web_acl', 'aws_lb_trust_store']) {
      expect(standIns.store.list(type)).toHaveLength(1);
    }
    const [association] = standIns.store.list('aws_wafv2_web_acl_association');
    expect(association?.value.web_acl_arn).toBe(standIns.store.list('aws_wafv2_web_acl')[0]?.value.arn);
    expect(words).toMatch(/aws_lb_trust_store\.\S+: Modifications complete/);
  } finally {
    standIns.close();
  }
}, 120_000);

describe('a target group in use (docs/runbooks/replace-a-target-group.md)', () => {
  /** Ports of the groups that the listener's rule sends requests to and that have a target. */
  const answering = (store: ObjectStore) => {
    const rules = JSON.stringify(store.list('aws_lb_listener_rule').map(({ value }) => value));
    const filled = store.list('aws_lb_target_group_attachment').map(({ value }) => value.target_group_arn);
    return store
      .list('aws_lb_target_group')
      .filter(({ value }) => rules.includes(String(value.arn)) && filled.includes(value.arn ?? null))
      .map(({ value }) => value.port);
  };

  test('is not replaced by a changed port: Terraform refuses, and requests are answered as before', async () => {
    const { standIns, run, use } = await workspaceFor('refused', synthesized('refused-before', TODAY));
    try {
      use(join(folder, 'refused-before'));
      expect((await run('init'))[0]).toBe(0);
      expect((await run('apply', '-auto-approve'))[0]).toBe(0);
      use(synthesized('refused-after', { ...TODAY, port: 8443 }));
      const [code, words] = await run('apply', '-auto-approve');
      expect(code).toBe(1);
      expect(words.replaceAll(/\s+/g, ' ')).toMatch(
        /Resource aws_lb_target_group\.Targets\S* has lifecycle\.prevent_destroy set/,
      );
      expect(answering(standIns.store)).toEqual([443]);
    } finally {
      standIns.close();
    }
  }, 120_000);

  test('gives way to a second one in three applies, and something answers after each', async () => {
    const second = { port: 8443, serves: true };
    const allowedBecause = 'the second group has taken over';
    const steps: readonly (readonly [name: string, values: Values, answers: number])[] = [
      ['first', TODAY, 443],
      ['both', { ...TODAY, second: { ...second, serves: false } }, 443],
      ['moved', { ...TODAY, second, removable: { allowedBecause } }, 8443],
      ['second', { ...TODAY, second, hasFirst: false, removable: { allowedBecause } }, 8443],
    ];
    const { standIns, run, use } = await workspaceFor('procedure', synthesized('procedure', TODAY));
    try {
      for (const [name, values, answers] of steps) {
        use(synthesized(`procedure-${name}`, values));
        if (name === 'first') expect((await run('init'))[0]).toBe(0);
        expect([name, (await run('apply', '-auto-approve'))[0]]).toEqual([name, 0]);
        expect([name, ...answering(standIns.store)]).toEqual([name, answers]);
      }
      expect(standIns.store.list('aws_lb_target_group')).toHaveLength(1);
      expect((await run('plan', '-detailed-exitcode'))[0]).toBe(0);
    } finally {
      standIns.close();
    }
  }, 240_000);
});
