import { mirrored, withCounterpart } from '../../reading/environments.ts';
import type { Rule } from '../../rule.ts';

export const resourceTypes: Rule = {
  id: 'SMILE_MIRROR_TYPES',
  family: 'mirror',
  severity: 'high',
  title: 'Staging has the same types of resources as production',
  what: 'Every type that production has, staging has in the same stack, and the other way round; judged where both are read.',
  why: 'What staging lacks is tried for the first time in production.',
  remedy: 'Make the difference a value of the environment, or waive the rule on the construct that makes it.',
  source: 'requirements ENV-STG',
  judges: withCounterpart,
  check: (context) =>
    mirrored(context)?.flatMap(({ resource, lackedBy, lacks, kind }) => {
      if (lacks === 'address') return [];
      const message = `${resource.type} must be in ${lackedBy} too, which has none in its ${kind} stack`;
      return [{ place: resource, message }];
    }),
};
