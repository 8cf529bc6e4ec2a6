import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fold } from './fold.ts';

it('breaks lines at spaces, and indents what goes on', () => {
  expect(fold('one two three four five six', 24, 2)).toEqual(['  one two three four', '    five six']);
  expect(fold('short', 80)).toEqual(['short']);
});

it('breaks a word that is too long for any line', () => {
  expect(fold('a'.repeat(45), 22)).toEqual(['a'.repeat(20), `  ${'a'.repeat(20)}`, `  ${'a'.repeat(5)}`]);
});

it('keeps every line within the width, and every sign', () => {
  const text = fc
    .array(fc.stringMatching(/^[a-z→]{1,40}$/), { minLength: 1, maxLength: 20 })
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(text, fc.integer({ min: 30, max: 200 }), fc.integer({ min: 0, max: 6 }), (line, width, indent) => {
      const lines = fold(line, width, indent);
      expect(lines.filter((one) => one.length > width)).toEqual([]);
      expect(lines.join('').replaceAll(' ', '')).toBe(line.replaceAll(' ', ''));
    }),
  );
});
