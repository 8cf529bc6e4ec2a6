import type { Resource } from '@smile/inventory';
import { inCode } from '../../reading/checks.ts';
import { textsIn } from '../../reading/texts.ts';
import type { Rule } from '../../rule.ts';

function isIgnored({ lifecycle }: Resource, path: string): boolean {
  const [argument] = path.split(/[.[]/, 1);
  return lifecycle.ignoreChanges.some((ignored) => ignored === 'all' || ignored.split(/[.[]/, 1)[0] === argument);
}

export const steadyValues: Rule = {
  id: 'SMILE_STEADY_VALUES',
  family: 'offline',
  severity: 'high',
  title: 'Arguments with timestamp(), uuid() or bcrypt() are in ignore_changes',
  what: 'An argument with `timestamp()`, `uuid()` or `bcrypt()` is among `ignore_changes`.',
  why: 'Every plan would show a change, and a password would be another one each time.',
  remedy: 'Add the argument to ignoreChanges, or write the value into the environment.',
  source: 'https://developer.hashicorp.com/terraform/language/functions/timestamp',
  check: inCode((context) =>
    context.resources('**').flatMap((place) =>
      textsIn(place)
        .filter(({ text }) => /\$\{[^}]*\b(?:timestamp|uuid|bcrypt)\(/.test(text))
        .filter(({ path }) => !isIgnored(place, path))
        .map(({ path }) => ({
          place,
          message: `lifecycle must ignore changes of ${path.split(/[.[]/, 1)}, which is new at every plan`,
        })),
    ),
  ),
};
