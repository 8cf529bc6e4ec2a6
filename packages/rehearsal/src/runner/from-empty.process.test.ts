import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Inventory } from '@smile/inventory';
import { App, TerraformStack } from 'cdktf';
import { afterAll, describe, expect, test } from 'vitest';
import { rehearse } from './rehearse.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A stack in an account of its own making. */
function stackIn(app: App, id: string): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, 'Aws', { region: 'ap-southeast-3', allowedAccountIds: ['111111111111'] });
  return stack;
}

function estate(build: (app: App) => void): Inventory {
  const outdir = mkdtempSync(join(tmpdir(), 'smile-from-empty-'));
  folders.push(outdir);
  const app = new App({ outdir });
  build(app);
  app.synth();
  return Inventory.fromSynth(outdir);
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'pods.eks.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** What a first apply in this order comes to: a line per stack, and one per finding. */
async function firstApply(synthesized: Inventory, ...order: readonly string[]) {
  const report = await rehearse({ synthesized, env: process.env, fromEmpty: { order, byHand: [] } });
  const lines = report.stacks.flatMap(({ stack, status, steps }) => [
    `${stack}: ${status}`,
    ...steps.flatMap(({ findings }) => findings.map(({ summary, address }) => `${address}: ${summary}`)),
  ]);
  return { status: report.status, lines };
}

describe('a first apply in empty accounts', () => {
  // The bootstrap stack as it once was: it could be finished in no account.
  test('fails where IAM asks an issuer that only a later stack serves', async () => {
    const synthesized = estate((app) => {
      const url = 'https://jenkins.smile.example/oidc';
      new IamOpenidConnectProvider(stackIn(app, 'bootstrap'), 'Jenkins', { url, clientIdList: ['sts.amazonaws.com'] });
    });
    expect(await firstApply(synthesized, 'bootstrap')).toEqual({
      status: 'failed',
      lines: [
        'bootstrap: failed',
        'aws_iam_openid_connect_provider.Jenkins: OpenIdIdpCommunicationError: IAM could not connect to the issuer https://jenkins.smile.example/oidc, which nothing serves yet',
      ],
    });
  });

  test('goes through in the right order, and not in the other', async () => {
    const name = 'smile-prd-apply';
    const synthesized = estate((app) => {
      new IamRole(stackIn(app, 'bootstrap'), 'Apply', { name, assumeRolePolicy: TRUST });
      const principalArn = `arn:aws:iam::111111111111:role/${name}`;
      new EksAccessEntry(stackIn(app, 'clusters'), 'Deploys', { clusterName: 'smile-prd-app', principalArn });
    });
    expect(await firstApply(synthesized, 'bootstrap', 'clusters')).toEqual({
      status: 'passed',
      lines: ['bootstrap: passed', 'clusters: passed'],
    });
    expect(await firstApply(synthesized, 'clusters', 'bootstrap')).toEqual({
      status: 'failed',
      lines: [
        'clusters: failed',
        'aws_eks_access_entry.Deploys: NoSuchEntity: the role arn:aws:iam::111111111111:role/smile-prd-apply does not exist yet',
        'bootstrap: passed',
      ],
    });
  });

  test('refuses a stack that reads the state of a later one', async () => {
    const synthesized = estate((app) => {
      const vpc = new Vpc(stackIn(app, 'network'), 'Vpc', { cidrBlock: '10.0.0.0/16' });
      new IamRole(stackIn(app, 'access'), 'Role', { name: 'x', assumeRolePolicy: TRUST, description: vpc.id });
    });
    expect((await firstApply(synthesized, 'access', 'network')).lines).toEqual([
      'access: failed',
      'undefined: reads the state of network, which is applied later',
      'network: passed',
    ]);
    await expect(firstApply(synthesized, 'network')).rejects.toThrow(
      'access has no place in the order of the first apply; add it there',
    );
  });
});
