import type { Resource } from '@smile/inventory';
import { WANTED_EVENTS, type WantedEvent } from '../../data/wanted-events.ts';
import { Block } from '../../reading/block.ts';
import type { Rule } from '../../rule.ts';

export const wantedEvents: Rule = {
  id: 'SMILE_WANTED_EVENTS',
  family: 'monitoring',
  severity: 'high',
  title: 'EventBridge rules hear of every failure that AWS tells nobody else',
  what: 'A stack of an account has a rule for each event of the table (packages/guardrails/src/data/wanted-events.ts), asking for no fewer values of `detail` than the table, and for no higher a severity.',
  why: 'A rule that asks for severity 9, or leaves out FAILED, is on, has a target, and is silent.',
  remedy: 'Use EventAlarms.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html',
  check: ({ inventory, resources }) => {
    const rules = resources('aws_cloudwatch_event_rule');
    return inventory.stacks.flatMap(({ name: stack, kind, environment }) => {
      const own = rules.filter((rule) => rule.stack === stack);
      if (environment === undefined || own.length === 0) return [];
      return WANTED_EVENTS.filter((one) => one.kind === kind).flatMap((wanted) => {
        const about = own.filter((rule) => isAbout(rule, wanted));
        const [nearest] = about;
        if (about.some((rule) => asksFor(patternOf(rule), wanted))) return [];
        const place = nearest ?? { stack, address: 'aws_cloudwatch_event_rule' };
        return [
          {
            place,
            message: `must hear of ${wanted.detailType} of ${wanted.source}${shown(wanted)}, got ${nearest === undefined ? 'no rule' : 'less'}`,
          },
        ];
      });
    });
  },
};

function patternOf(rule: Resource): Readonly<Record<string, unknown>> {
  const text = Block.of(rule).raw('event_pattern');
  if (typeof text !== 'string') return {};
  try {
    return Object(JSON.parse(text.replaceAll(/\$\{[^{}]*\}/g, 'known-after-apply'))) as Readonly<
      Record<string, unknown>
    >;
  } catch {
    return {};
  }
}

function isAbout(rule: Resource, { source, detailType }: WantedEvent): boolean {
  const pattern = patternOf(rule);
  return [pattern.source].flat().includes(source) && [pattern['detail-type']].flat().includes(detailType);
}

function asksFor(pattern: Readonly<Record<string, unknown>>, { detail = {} }: WantedEvent): boolean {
  return Object.entries(detail).every(([path, wanted]) => {
    const found = path.split('.').reduce<unknown>((inner, name) => Object(inner)[name] as unknown, pattern.detail);
    // Not asked for means that all of them are heard.
    if (found === undefined) return true;
    const values = [found].flat() as readonly unknown[];
    return typeof wanted === 'number'
      ? values.some((one) => isFrom(one, wanted))
      : wanted.every((one) => values.includes(one));
  });
}

/** Whether a test of a number begins no higher. */
function isFrom(test: unknown, most: number): boolean {
  const numeric = (Object(test) as { readonly numeric?: readonly unknown[] }).numeric ?? [];
  const [operator, bound] = numeric;
  return (operator === '>=' && Number(bound) <= most) || (operator === '>' && Number(bound) < most);
}

function shown({ detail = {} }: WantedEvent): string {
  const parts = Object.entries(detail).map(
    ([path, wanted]) => `${path} ${typeof wanted === 'number' ? `from ${wanted}` : wanted.join(', ')}`,
  );
  return parts.length === 0 ? '' : ` with ${parts.join('; ')}`;
}
