import { groupedBy, type Resource, valueAt } from '@smile/inventory';
import { STACK_PARTS, type StackPart } from '../../data/stack-parts.ts';
import type { Rule } from '../../rule.ts';

export const stackParts: Rule = {
  id: 'SMILE_STACK_PARTS',
  family: 'security',
  severity: 'high',
  title: 'Stacks of each kind hold the settings that nothing else names',
  what: 'A stack of each kind holds at least one resource of each type of the table (packages/guardrails/src/data/stack-parts.ts), and one for each value where the table lists values: both analyzers, every Config rule of the benchmark.',
  why: 'A default of the account, an audit service or a Config rule that is left out is missed by no reference.',
  remedy: 'Use the construct of the governance, network or edge package, which makes it.',
  source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html',
  check: ({ inventory, resources }) => {
    const stacks = inventory.stacks.filter(({ kind, environment }) => kind !== undefined && environment !== undefined);
    const types = [...new Set(STACK_PARTS.map(({ type }) => type))];
    const held = groupedBy(resources(types), ({ stack, type }) => [`${stack} ${type}`]);
    return stacks.flatMap(({ name: stack, kind }) => {
      const wanted = STACK_PARTS.filter((part) => part.kind === kind);
      // A plan that changes nothing, or a part of a state, shows a few: whoever holds none of the types is not such a stack.
      if (wanted.every(({ type }) => !held.has(`${stack} ${type}`))) return [];
      return wanted
        .filter((part) => !(held.get(`${stack} ${part.type}`) ?? []).some((one) => isMeant(one, part)))
        .map(({ type, argument, values, why }) => ({
          place: { stack, address: kind ?? '' },
          message: `must hold ${type}${argument === undefined ? '' : ` with ${argument} ${values?.join(' or ')}`}, got none: ${why}`,
        }));
    });
  },
};

function isMeant({ values: found }: Resource, { argument, values }: StackPart): boolean {
  if (argument === undefined || values === undefined) return true;
  const value = valueAt(found, argument);
  return [value].flat().some((one) => typeof one === 'string' && values.includes(one));
}
