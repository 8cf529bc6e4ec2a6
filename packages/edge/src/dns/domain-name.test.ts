import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithin, withoutWildcard } from './domain-name.ts';

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const domain = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'));

describe('a name is within a domain', () => {
  test('if it is the domain or lies below it', () => {
    fc.assert(
      fc.property(label, domain, (first, parent) => {
        expect(isWithin(parent, parent)).toBe(true);
        expect(isWithin(`${first}.${parent}`, parent)).toBe(true);
        expect(isWithin(parent, `${first}.${parent}`)).toBe(false);
      }),
    );
  });

  test('but not if it only ends with the same letters', () => {
    fc.assert(fc.property(label, domain, (first, parent) => !isWithin(`${first}${parent}`, parent)));
    expect(isWithin('notsmile.example', 'smile.example')).toBe(false);
  });
});

test.each([
  ['*.smile.example', 'smile.example'],
  ['smile.example', 'smile.example'],
  ['a.*.smile.example', 'a.*.smile.example'],
])('%s stands for %s', (name, base) => {
  expect(withoutWildcard(name)).toBe(base);
});
