import { refusedArguments } from '../../reading/refused-arguments.ts';
import type { Rule } from '../../rule.ts';

export const argumentCombination: Rule = {
  id: 'SMILE_ARGUMENT_COMBINATION',
  family: 'semantics',
  severity: 'high',
  title: 'Mutually exclusive arguments are not set together, and required ones are not missing',
  what: 'Every resource of a type that the AWS provider checks: exactly one of, at least one of, conflicts with, required with.',
  why: 'The provider refuses the plan, and with it everything else in the stack.',
  remedy: 'Set the arguments that the message names, and no others of its list.',
  source: 'packages/rehearsal/data/README.md, argument facts of the AWS provider',
  check: refusedArguments('combination'),
};
