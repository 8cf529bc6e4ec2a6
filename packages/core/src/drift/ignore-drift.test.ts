import '@smile/testing/matchers';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing } from 'cdktf';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { estateStackFor } from '../fixtures.ts';
import { waive } from '../guardrails/waiver.ts';
import { ignoreDrift } from './ignore-drift.ts';

const TERMS = { reason: 'a test', owner: 'platform', expires: '2027-06-30' };

/** The comment of a synthesized stack. */
function commentOf(build: (group: Construct) => void) {
  const stack = estateStackFor((scope) => build(new Construct(scope, 'Group')));
  // Testing.synth drops comments.
  const file = join(Testing.fullSynth(stack), 'stacks', stack.node.id, 'cdk.tf.json');
  return JSON.parse(readFileSync(file, 'utf8'))['//'];
}

test('stands in the comment of the stack with the path of its construct, beside waivers', () => {
  const comment = commentOf((group) => {
    ignoreDrift(new Construct(group, 'Nodes'), { ...TERMS, attribute: 'tags.*' });
    ignoreDrift(group, { ...TERMS, attribute: 'description' });
    waive(group, { ...TERMS, rule: 'CKV_AWS_51' });
  });
  expect(comment).toMatchObject({
    ignoredDrift: [
      { ...TERMS, attribute: 'tags.*', at: 'indonesia-staging-network/Group/Nodes' },
      { ...TERMS, attribute: 'description', at: 'indonesia-staging-network/Group' },
    ],
    waivers: [{ ...TERMS, rule: 'CKV_AWS_51', at: 'indonesia-staging-network/Group' }],
  });
});

test('reports everything that is wrong with one', () => {
  expect(() =>
    commentOf((group) => ignoreDrift(group, { attribute: ' ', reason: '', owner: '', expires: 'tomorrow' })),
  ).toFailWith(`indonesia-staging-network/Group: 4 problems
  - ignoreDrift.attribute is empty; say which attribute may differ, why, and who answers for it
  - ignoreDrift.reason is empty; say which attribute may differ, why, and who answers for it
  - ignoreDrift.owner is empty; say which attribute may differ, why, and who answers for it
  - ignoreDrift.expires must be a date such as 2027-06-30, got "tomorrow"`);
});
