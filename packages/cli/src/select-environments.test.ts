import { describe, expect, test } from 'vitest';
import { CommandError } from './command-error.ts';
import { matchEnvironments } from './select-environments.ts';

const IDS = ['indonesia/dev', 'indonesia/production', 'indonesia/staging', 'timor/production'];

describe('matchEnvironments', () => {
  test.each([
    ['an id', ['indonesia/production'], ['indonesia/production']],
    ['the beginning of an id', ['indonesia/s'], ['indonesia/staging']],
    ['a stage', ['staging'], ['indonesia/staging']],
    ['the beginning of a stage', ['sta'], ['indonesia/staging']],
    ['several, in order and once each', ['staging', 'dev', 'indonesia/dev'], ['indonesia/dev', 'indonesia/staging']],
    ['nothing', [], []],
  ])('takes %s', (_, words, expected) => {
    expect(matchEnvironments(words, IDS)).toEqual(expected);
  });

  test.each([
    [
      'a word that means several',
      ['production'],
      'environment "production" could be indonesia/production or timor/production; write more of it',
    ],
    [
      'an empty word',
      [''],
      'no environment "", expected some of indonesia/dev, indonesia/production, indonesia/staging, timor/production; write one of these',
    ],
    [
      'every wrong word at once',
      ['stagin/', 'indonesia/'],
      '2 problems\n  - no environment "stagin/", expected some of indonesia/dev, indonesia/production, indonesia/staging, timor/production; did you mean indonesia/staging?\n  - environment "indonesia/" could be indonesia/dev or indonesia/production or indonesia/staging; write more of it',
    ],
  ])('refuses %s', (_, words, message) => {
    expect(() => matchEnvironments(words, IDS)).toThrow(new CommandError(message, 2));
  });
});
