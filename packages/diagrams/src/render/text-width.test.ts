import { expect, test } from 'vitest';
import { textWidth } from './text-width.ts';

test.each([
  ['', 12, 0],
  [' ', 10, 2.8],
  ['i', 10, 2.2],
  ['W', 10, 9.4],
  ['db.m5.4xlarge', 11, 69.7],
  ['~', 10, 5.8],
])('%j at %i is %f wide, as in the metrics of Helvetica', (text, size, width) => {
  expect(textWidth(text, size)).toBe(width);
});

test('bold is wider', () => {
  expect(textWidth('MySQL main', 13, 'bold')).toBeGreaterThan(textWidth('MySQL main', 13));
});

test('takes signs that it does not know for wide ones, so that a card is rather too wide', () => {
  expect(textWidth('→', 10)).toBe(10);
  expect(textWidth('漢', 10)).toBe(10);
});
