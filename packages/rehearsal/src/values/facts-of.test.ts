import { describe, expect, test } from 'vitest';
import { deriveProviderSchema } from '../schema/index.ts';
import { unknownFactPaths } from './fact-paths.ts';
import { AWS_FACTS } from './facts-of.ts';

describe('facts about AWS types', () => {
  const types = Object.keys(AWS_FACTS);
  const { resources } = deriveProviderSchema('aws', { resources: types, dataSources: [] });

  test('are about types that the bindings have', () => {
    expect(types.filter((type) => !resources.has(type))).toEqual([]);
  });

  test('name only attributes that those types have: a misspelt one would do nothing', () => {
    const misspelt = types.flatMap((type) => {
      const [facts, block] = [AWS_FACTS[type], resources.get(type)];
      return facts === undefined || block === undefined
        ? []
        : unknownFactPaths(facts, block).map((path) => `${type} ${path}`);
    });
    expect(misspelt).toEqual([]);
  });
});
