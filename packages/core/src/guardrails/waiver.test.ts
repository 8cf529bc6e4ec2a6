import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import '@smile/testing/matchers';
import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { estateStackFor } from '../fixtures.ts';
import { waive } from './waiver.ts';

const WAIVER = { rule: 'CKV_AWS_51', reason: 'a test', owner: 'platform', expires: '2027-06-30' };

/** Waivers by construct path, as they stand in the comments of the synthesized JSON. */
function waiversIn(build: (group: Construct) => void) {
  const stack = estateStackFor((scope) => build(new Construct(scope, 'Group')));
  // Testing.synth drops the comments.
  const file = join(Testing.fullSynth(stack), 'stacks', stack.node.id, 'cdk.tf.json');
  const { resource, data } = JSON.parse(readFileSync(file, 'utf8'));
  const bodies = [resource, data ?? {}].flatMap(Object.values).flatMap((named: object) => Object.values(named));
  return Object.fromEntries(bodies.map((body) => [body['//'].metadata.path, body['//'].waivers]));
}

test('a waiver covers every resource and data source below its construct, also those made later', () => {
  const at = 'indonesia-staging-network/Group';
  const waivers = waiversIn((group) => {
    waive(group, WAIVER);
    new EcrRepository(group, 'Images', { name: 'images' });
    new DataAwsIamPolicyDocument(group, 'Statements', {});
    new EcrRepository(group.node.scope as Construct, 'Outside', { name: 'outside' });
  });
  expect(waivers).toEqual({
    [`${at}/Images`]: [{ ...WAIVER, at }],
    [`${at}/Statements`]: [{ ...WAIVER, at }],
    'indonesia-staging-network/Outside': undefined,
  });
});

test('waivers of a resource and of the constructs above it add up', () => {
  const waivers = waiversIn((group) => {
    const images = new EcrRepository(group, 'Images', { name: 'images' });
    waive(images, { ...WAIVER, rule: 'CKV_AWS_136' });
    waive(group, WAIVER);
  });
  expect(waivers['indonesia-staging-network/Group/Images']).toMatchObject([
    { rule: 'CKV_AWS_136' },
    { rule: 'CKV_AWS_51' },
  ]);
});

test('reports everything that is wrong with a waiver', () => {
  expect(() =>
    waiversIn((group) => waive(group, { rule: '', reason: ' ', owner: 'platform', expires: '2027-02-30' })),
  ).toFailWith(`indonesia-staging-network/Group: 3 problems
  - waiver.rule is empty; say which rule is waived, why, and who answers for it
  - waiver.reason is empty; say which rule is waived, why, and who answers for it
  - waiver.expires must be a date such as 2027-06-30, got "2027-02-30"`);
});
