import { isExpression } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import type { Rule } from '../../rule.ts';

export const keyOwner: Rule = {
  id: 'SMILE_KEY_OWNER',
  family: 'security',
  severity: 'high',
  title: 'The account can always administer its keys',
  what: 'The policy of every `aws_kms_key` and `aws_kms_key_policy` has a statement that allows `kms:*` on `*` to the root of its account, under no condition, and denies nothing.',
  why: 'A key whose policy shuts everybody out is opened by AWS Support alone, and what it encrypts is gone until then.',
  remedy: 'Use EncryptionKey.',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  check: each(['aws_kms_key', 'aws_kms_key_policy'], (_, key, context) => {
    const statements = policyOf(context, key);
    if (statements === undefined) return undefined;
    const isRoot = (id: string) =>
      isExpression(id) ||
      id === key.account ||
      (/:root$/.test(id) && (key.account === undefined || id.includes(`:${key.account}:`)));
    const isOwned = statements.some(
      ({ effect, actions, resources, tests, principals }) =>
        effect === 'Allow' &&
        actions.includes('kms:*') &&
        resources.includes('*') &&
        tests.length === 0 &&
        principals.some(({ type, ids }) => type === 'AWS' && ids.some(isRoot)),
    );
    return [
      ...(isOwned
        ? []
        : ['policy must allow kms:* on * to the root of its account without a condition, got no such statement']),
      ...statements
        .filter(({ effect }) => effect === 'Deny')
        .map(
          ({ sid }) => `policy must deny nothing, got statement ${sid ?? 'without sid'}; leave out what nobody may do`,
        ),
    ];
  }),
};
