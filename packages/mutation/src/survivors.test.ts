import { expect, test } from 'vitest';
import { compareWithList, parseSurvivors } from './survivors.ts';

const mutant = (type: string, argument: string, operator: string) => ({
  type,
  argument,
  at: argument,
  operator,
  stack: 's',
  address: `${type}.A`,
  body: {},
});

test('a list has a reason for each kind', () => {
  expect(parseSurvivors('# why\naws_a.name  another text\tfree\n\n')).toEqual([
    { kind: 'aws_a.name  another text', reason: 'free' },
  ]);
  expect(() => parseSurvivors('aws_a.name  unset\n\naws_b  left out\t\n')).toThrow(
    'survivors: lines 1, 3 have no reason; write the kind, a tab, and why nobody has to notice',
  );
});

test('what survives is listed, and what is listed survives', () => {
  const [free, bad] = [mutant('aws_a', 'description', 'another text'), mutant('aws_a', 'encrypted', 'flip')];
  const entries = parseSurvivors('*.description  another text\tfree text\naws_b  *\tgone');
  expect(compareWithList([free, bad], entries)).toEqual({ unlisted: [bad], unneeded: [entries[1]] });
});
