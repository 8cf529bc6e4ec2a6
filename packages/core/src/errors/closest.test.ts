import { expect, test } from 'vitest';
import { closest } from './closest.ts';

const ids = ['indonesia/dev', 'indonesia/production', 'indonesia/staging'];

test.each([
  ['a typing error', 'indonesia/prodution', 'indonesia/production'],
  ['a word cut short', 'indonesia/prod', 'indonesia/production'],
  ['wrong capitals', 'Indonesia/Dev', 'indonesia/dev'],
])('finds the candidate behind %s', (_, word, expected) => {
  expect(closest(word, ids)).toBe(expected);
});

test.each(['', 'philippines', 'x'])('guesses nothing for %j, which is like none', (word) => {
  expect(closest(word, ids)).toBeUndefined();
});
