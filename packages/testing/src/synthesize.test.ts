import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { App, Aspects, TerraformStack } from 'cdktf';
import { expect, test, vi } from 'vitest';
import './matchers.ts';
import { resourcesOf } from './resources-of.ts';
import { stackFor } from './stack-for.ts';
import { synthesize, synthesizeStrictly } from './synthesize.ts';

test('synthesizes a stack once for many matchers', () => {
  let visits = 0;
  const stack = stackFor((scope) => {
    new Vpc(scope, 'Main');
    const countVisit = () => {
      visits += 1;
    };
    Aspects.of(scope).add({ visit: countVisit });
  });
  expect(stack).toHaveResource(Vpc);
  const visitsOfOne = visits;
  expect(stack).toHaveResourceCount(Vpc, 1);
  expect(resourcesOf(stack, Vpc)).toEqual([{}]);
  expect(visits).toBe(visitsOfOne);
  expect(visits).toBeGreaterThan(0);
});

test('synthesizes again when a construct was added', () => {
  const stack = stackFor((scope) => {
    new Vpc(scope, 'Main');
  });
  expect(stack).toHaveResourceCount(Subnet, 0);
  new Subnet(stack, 'Late', { vpcId: 'vpc-1' });
  expect(stack).toHaveResourceCount(Subnet, 1);
});

test('takes a stack of any app', () => {
  const { outdir } = App.of(stackFor(() => undefined));
  const stack = new TerraformStack(new App({ outdir }), 'own');
  expect(synthesize(stack).inventory.stacks.map(({ name }) => name)).toEqual(['own']);
});

test('runs validations', () => {
  const stack = stackFor((scope) => {
    scope.node.addValidation({ validate: () => ['the stack is empty'] });
  });
  expect(() => synthesize(stack)).toThrow(new Error('[Test] the stack is empty'));
});

test('leaves nothing on disk but the empty folder that all tests share', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smile-litter-'));
  vi.stubEnv('TMPDIR', folder);
  synthesizeStrictly(stackFor(() => undefined));
  vi.unstubAllEnvs();
  expect(readdirSync(folder)).toEqual(['smile-testing']);
  rmSync(folder, { recursive: true });
});

test('gives the stack an AWS provider in Jakarta, or the one asked for', () => {
  const provider = { region: 'us-east-1', allowedAccountIds: ['111111111111'] };
  const regionOf = (stack: TerraformStack) => synthesize(stack).json.provider;
  expect(regionOf(stackFor(() => undefined))).toEqual({ aws: [{ region: 'ap-southeast-3' }] });
  expect(regionOf(stackFor(() => undefined, { id: 'Other', provider }))).toEqual({
    aws: [{ region: 'us-east-1', allowed_account_ids: ['111111111111'] }],
  });
});
