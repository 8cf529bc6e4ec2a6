import { defineEnvironment, type Environment, type EnvironmentValues } from '@smile/core';
import { describe, expect, test } from 'vitest';
import { SECOND_COUNTRY } from './fixtures/second-country.ts';
import { synthesizedStacks } from './fixtures/synthesized.ts';

const [environment] = SECOND_COUNTRY.environments;

/** The values of the second country's production, with some replaced. */
function like(values: Partial<EnvironmentValues>): Environment {
  const { id: _, stackPrefix: __, namePrefix: ___, region: ____, ...own } = environment;
  return defineEnvironment({ ...own, ...values });
}

/** All stacks as one text, with the words that tell an environment from another replaced by one word each. */
function textOf(one: Environment): string {
  // RisingWave's first database is called dev, whatever the stage.
  const text = Object.values(synthesizedStacks(one))
    .join('\n')
    .replace(/(PGDATABASE\W+value\W+)dev/g, '$1<database>');
  const words = [
    [one.stackPrefix, '<stack-prefix>'],
    [one.id, '<id>'],
    [one.namePrefix, '<name-prefix>'],
    [one.namePrefix.replaceAll('-', '_'), '<name_prefix>'],
    [`/${one.country.namePrefix}/${one.namePrefix.slice(one.country.namePrefix.length + 1)}/`, '</prefix/stage/>'],
    [one.country.id, '<country>'],
  ] as const;
  const renamed = words.reduce((all, [word, mark]) => all.replaceAll(word, mark), text);
  // Checksums are of texts with names in them. The tag `environment`, also where tags are JSON within a text.
  const counted = renamed.replace(/[0-9a-f]{64}/g, '<sha256>');
  return counted.replace(new RegExp(`(\\\\*")${one.stage}\\1`, 'g'), '$1<stage>$1');
}

/** Lines of one text that the other lacks, of both. */
function differences(one: string, other: string): string[] {
  const [here, there] = [new Set(one.split('\n')), new Set(other.split('\n'))];
  const only = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].filter((line) => !b.has(line));
  return [...only(here, there), ...only(there, here)].map((line) => line.trim());
}

describe('the same values (CTY-1)', () => {
  const country = { ...environment.country, costCentre: 'tests' };
  const production = textOf(like({ country }));

  // Not `shared`, whose longer word makes long names shorter.
  test.each(['staging', 'dev'] as const)('make the same in %s, but for its name', (stage) => {
    expect(differences(production, textOf(like({ country, stage })))).toEqual([]);
  });

  test('make the same in another country, but for its name', () => {
    const other = { ...country, id: 'lemuria' };
    expect(differences(production, textOf(like({ country: other })))).toEqual([]);
  });
});
