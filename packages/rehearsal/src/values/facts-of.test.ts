import { describe, expect, test } from 'vitest';
import { factsOfKubernetes, KUBERNETES_TYPES } from '../kubernetes/facts.ts';
import { HELM_RELEASE } from '../kubernetes/helm-facts.ts';
import { deriveProviderSchema, type ProviderName } from '../schema/index.ts';
import { CLOUDFLARE_FACTS } from './cloudflare.ts';
import { unknownFactPaths } from './fact-paths.ts';
import type { FactsTable } from './facts.ts';
import { AWS_FACTS } from './facts-of.ts';

describe.each<readonly [ProviderName, FactsTable]>([
  ['aws', AWS_FACTS],
  ['cloudflare', CLOUDFLARE_FACTS],
  ['kubernetes', Object.fromEntries(KUBERNETES_TYPES.map((type) => [type, factsOfKubernetes(type)]))],
  ['helm', { helm_release: HELM_RELEASE }],
])('facts about types of %s', (provider, table) => {
  const types = Object.keys(table);
  const { resources } = deriveProviderSchema(provider, { resources: types, dataSources: [] });

  test('are about types that the bindings have', () => {
    expect(types.filter((type) => !resources.has(type))).toEqual([]);
  });

  test('name only attributes that those types have: a misspelt one would do nothing', () => {
    const misspelt = types.flatMap((type) => {
      const [facts, block] = [table[type], resources.get(type)];
      return facts === undefined || block === undefined
        ? []
        : unknownFactPaths(facts, block).map((path) => `${type} ${path}`);
    });
    expect(misspelt).toEqual([]);
  });
});
