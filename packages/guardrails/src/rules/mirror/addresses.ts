import { compared, stackKind } from '../../reading/environments.ts';
import type { Rule } from '../../rule.ts';

export const addresses: Rule = {
  id: 'SMILE_MIRROR_ADDRESSES',
  family: 'mirror',
  severity: 'medium',
  title: 'Staging has the same parts as production',
  what: 'Every address that production has, staging has in the same stack, and the other way round, as far as both have the type; judged where both are read.',
  why: 'A part that only production has is one that nobody has tried.',
  remedy: 'Make the difference a value of the environment, or waive the rule on the construct that makes it.',
  source: 'requirements ENV-STG',
  check: (context) => {
    const parts = compared(
      context,
      ({ stack, address }) => `${stackKind(stack)}/${address}`,
      (_, other) => `must be in ${other} too`,
    );
    const types = compared(
      context,
      ({ stack, type }) => `${stackKind(stack)}/${type}`,
      () => '',
    );
    const reported = new Set(types?.map(({ place }) => place));
    return parts?.filter(({ place }) => !reported.has(place));
  },
};
