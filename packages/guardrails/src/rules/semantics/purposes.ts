import type { Resource } from '@smile/inventory';
import { PURPOSES, type Purpose } from '../../data/purposes.ts';
import { Block } from '../../reading/block.ts';
import { aliasOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const purposes: Rule = {
  id: 'SMILE_PURPOSES',
  family: 'semantics',
  severity: 'high',
  title: 'Keys, buckets and topics are used for what they are for',
  what: 'The key, bucket or topic that an argument of the table leads to (packages/guardrails/src/data/purposes.ts) has the words of its row in its alias or name, and belongs to the environment of whoever names it.',
  why: 'Keys are apart by who may use them: a store under the key of logs is readable to whoever reads logs.',
  remedy: 'Point the argument at the key, bucket or topic that is for it.',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/best-practices.html',
  check: (context) =>
    PURPOSES.flatMap((row) => {
      const dot = row.by.indexOf('.');
      const [type, argument] = [row.by.slice(0, dot), row.by.slice(dot + 1)];
      return context.resources(type).flatMap((place) =>
        targets(place, argument, row, context).flatMap((target) => {
          const name = nameOf(target, context);
          if (name === undefined) return [];
          if (!row.named.test(name)) {
            return [
              {
                place,
                message: `${argument} must lead to an ${row.of} whose name fits ${String(row.named)}, got ${name}`,
              },
            ];
          }
          return target.environment === place.environment || target.environment === undefined
            ? []
            : [
                {
                  place,
                  message: `${argument} must lead to its own environment, got ${name} of ${target.environment}`,
                },
              ];
        }),
      );
    }),
};

function targets(place: Resource, argument: string, { of }: Purpose, { inventory }: RuleContext): readonly Resource[] {
  const found = place.references
    .filter(({ path }) => path.replace(/\[\d+\]/g, '') === argument)
    .flatMap(({ stack, address }) => inventory.byAddress(stack, address) ?? []);
  // Senders wait for the policy of a topic, and name it by that.
  const topics = found
    .filter(({ type }) => type === 'aws_sns_topic_policy')
    .flatMap((policy) => inventory.referencesAt(policy, 'arn'));
  return [...new Set([...found, ...topics])].filter(({ type }) => type === of);
}

function nameOf(target: Resource, context: RuleContext): string | undefined {
  if (target.type !== 'aws_kms_key') {
    const block = Block.of(target);
    return block.text('bucket') ?? block.text('name');
  }
  return aliasOf(context, target);
}
