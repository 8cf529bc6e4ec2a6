import { refusedArguments } from '../../reading/refused-arguments.ts';
import type { Rule } from '../../rule.ts';

export const argumentValue: Rule = {
  id: 'SMILE_ARGUMENT_VALUE',
  family: 'semantics',
  severity: 'high',
  title: 'Arguments have valid values: enumerations, lengths, ranges, patterns and ARNs',
  what: 'Every argument of a type that the AWS provider checks.',
  why: 'The provider refuses the plan, and with it everything else in the stack.',
  remedy:
    'Give a value that the message allows. A value that only a newer provider knows is learnt by asking that provider.',
  source: 'packages/rehearsal/data/README.md, argument facts of the AWS provider',
  check: refusedArguments('value'),
};
