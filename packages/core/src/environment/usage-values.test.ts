import { expect, test } from 'vitest';
import { USAGE, usageProblems } from './usage-values.ts';

test('assumptions about use may be left out, or be any amount', () => {
  expect(usageProblems(undefined)).toEqual([]);
  expect(usageProblems({ internetOutGb: 0, keyRequestsMillions: 0.5 })).toEqual([]);
});

test.each([
  [5, ['usage: expected numbers by name, as in { internetOutGb: 2000 }, got 5']],
  [[], ['usage: expected numbers by name, as in { internetOutGb: 2000 }, got []']],
  [
    { internetOutGb: '2 TB', natGatewayGb: -1, newImages: Number.NaN },
    [
      'usage.internetOutGb: expected GB as a number of at least 0, got "2 TB"; estimate it',
      'usage.natGatewayGb: expected GB as a number of at least 0, got -1; estimate it',
      'usage.newImages: expected images as a number of at least 0, got null; estimate it',
    ],
  ],
])('%j is refused', (given, problems) => {
  expect(usageProblems(given)).toEqual(problems);
});

test('a name that is none is refused with the nearest', () => {
  const [problem, ...others] = usageProblems({ internetOutGB: 5 });
  expect(others).toEqual([]);
  expect(problem).toBe(
    `usage.internetOutGB: nothing is billed by this name, expected some of ${Object.keys(USAGE).join(', ')}; did you mean internetOutGb?`,
  );
});
