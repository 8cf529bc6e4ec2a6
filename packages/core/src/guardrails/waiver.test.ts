import '@smile/testing/matchers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { estateStackFor } from '../fixtures.ts';
import { waive } from './waiver.ts';

const WAIVER = { rule: 'CKV_AWS_51', reason: 'a test', owner: 'platform', expires: '2027-06-30' };

/** The comment of a synthesized stack. */
function commentOf(build: (group: Construct) => void) {
  const stack = estateStackFor((scope) => build(new Construct(scope, 'Group')));
  // Testing.synth drops comments.
  const file = join(Testing.fullSynth(stack), 'stacks', stack.node.id, 'cdk.tf.json');
  return JSON.parse(readFileSync(file, 'utf8'))['//'];
}

test('a waiver stands in the comment of the stack, with the path of its construct, beside what the stack says of itself', () => {
  const comment = commentOf((group) => {
    waive(new Construct(group, 'Images'), WAIVER);
    waive(group, { ...WAIVER, rule: 'CKV_AWS_136' });
  });
  expect(comment).toMatchObject({
    metadata: { environment: 'indonesia/staging', layer: 'network' },
    waivers: [
      { ...WAIVER, at: 'indonesia-staging-network/Group/Images' },
      { ...WAIVER, rule: 'CKV_AWS_136', at: 'indonesia-staging-network/Group' },
    ],
  });
});

test('a stack without waivers has none in its comment', () => {
  expect(commentOf(() => {}).waivers).toBeUndefined();
});

test('reports everything that is wrong with a waiver', () => {
  expect(() =>
    commentOf((group) => waive(group, { rule: '', reason: ' ', owner: 'platform', expires: '2027-02-30' })),
  ).toFailWith(`indonesia-staging-network/Group: 3 problems
  - waiver.rule is empty; say which rule is waived, why, and who answers for it
  - waiver.reason is empty; say which rule is waived, why, and who answers for it
  - waiver.expires must be a date such as 2027-06-30, got "2027-02-30"`);
});
