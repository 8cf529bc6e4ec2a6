import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component, Environment } from '@smile/core';
import { type EnvironmentLayout, layoutOf, lossTable, recoveryTable } from '@smile/data-platform';
import { expect, test } from 'vitest';
import { allEnvironments } from './environments.ts';

const RUNBOOK = readFileSync(join(__dirname, '../docs/runbooks/data-platform-failures.md'), 'utf8');

/** Zones that a component's nodes lie in. */
function zonesOf({ clusters, network }: Environment, component: Component): number {
  if (clusters === undefined) throw new Error('there are no clusters');
  const { groups, components } = clusters.layout === 'shared' ? clusters.shared : clusters.data;
  const group = groups[components[component] ?? ''];
  if (group?.kind === 'local-disk') return group.zoneCount;
  return typeof group?.spread === 'object' && 'inOneZone' in group.spread ? 1 : network.availabilityZones.length;
}

const layouts = (await allEnvironments()).flatMap((environment): readonly EnvironmentLayout[] => {
  const values = environment.platform?.dataPlatform;
  if (values === undefined) return [];
  const zones = {
    brokers: zonesOf(environment, 'kafka'),
    controllers: zonesOf(environment, 'platform'),
    zookeeper: zonesOf(environment, 'zookeeper'),
    clickhouse: zonesOf(environment, 'clickhouse'),
  };
  return [{ environment: environment.id, values, layout: layoutOf(values, zones) }];
});

const production = layouts.find(({ environment }) => environment === 'indonesia/production');

/** Tables of Markdown without the spaces that line them up. */
const plain = (text: string) => text.replaceAll(/ *\| */g, '|').replaceAll(/-{3,}/g, '---');

test('the runbook says what works in production when something is lost, as the values have it', () => {
  if (production === undefined) throw new Error('production has no data platform');
  expect(production.layout).toEqual({
    brokers: [1, 1, 1],
    controllers: [1, 1, 1],
    zookeeper: [1, 1, 1],
    clickhouse: [3, 2],
  });
  expect(plain(RUNBOOK)).toContain(plain(lossTable(production)));
});

test('the runbook says how much is lost, and how long recovery takes, in every environment', () => {
  expect(plain(RUNBOOK)).toContain(plain(recoveryTable(layouts)));
});
