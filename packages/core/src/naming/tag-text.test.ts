import { expect, test } from 'vitest';
import { tagText } from './tag-text.ts';

test.each([
  ['a trial', 'a trial'],
  ['preview, gone by Friday!', 'preview  gone by Friday '],
  ['x'.repeat(300), 'x'.repeat(256)],
])('%j becomes %j', (sentence, expected) => {
  expect(tagText(sentence)).toBe(expected);
});
