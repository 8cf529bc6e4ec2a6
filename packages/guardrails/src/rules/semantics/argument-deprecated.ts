import { refusedArguments } from '../../reading/refused-arguments.ts';
import type { Rule } from '../../rule.ts';

export const argumentDeprecated: Rule = {
  id: 'SMILE_ARGUMENT_DEPRECATED',
  family: 'semantics',
  severity: 'low',
  title: 'No deprecated arguments or resource types',
  what: 'Every argument and type that the AWS provider warns of.',
  why: 'The next major version of the provider no longer knows it.',
  remedy: 'Use what the message names instead.',
  source: 'packages/rehearsal/data/README.md, argument facts of the AWS provider',
  check: refusedArguments('deprecated'),
};
