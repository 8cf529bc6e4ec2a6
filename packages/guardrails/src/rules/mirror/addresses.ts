import { mirrored, withCounterpart } from '../../reading/environments.ts';
import type { Rule } from '../../rule.ts';

export const addresses: Rule = {
  id: 'SMILE_MIRROR_ADDRESSES',
  family: 'mirror',
  severity: 'medium',
  title: 'Staging has the same parts as production',
  what: 'Every address that production has, staging has in the same stack, and the other way round, as far as both have the type; fewer zones are allowed in staging. Judged where both are read.',
  why: 'A part that only production has is one that nobody has tried.',
  remedy: 'Make the difference a value of the environment, or waive the rule on the construct that makes it.',
  source: 'requirements ENV-STG',
  judges: withCounterpart,
  check: (context) =>
    mirrored(context)?.flatMap(({ resource, lackedBy, lacks }) =>
      lacks === 'address' ? [{ place: resource, message: `must be in ${lackedBy} too` }] : [],
    ),
};
