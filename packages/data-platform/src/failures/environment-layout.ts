import type { Component, DataPlatformValues, Environment } from '@smile/core';
import { type DataLayout, layoutOf } from './data-layout.ts';

/** An environment's values, and where its members lie. */
export interface EnvironmentLayout {
  readonly environment: string;
  readonly values: DataPlatformValues;
  readonly layout: DataLayout;
}

/** Where the members of an environment's data platform lie; undefined where it has none. */
export function environmentLayout(environment: Environment): EnvironmentLayout | undefined {
  const values = environment.platform?.dataPlatform;
  if (values === undefined) return undefined;
  const zones = {
    brokers: zonesOf(environment, 'kafka'),
    controllers: zonesOf(environment, 'platform'),
    zookeeper: zonesOf(environment, 'zookeeper'),
    clickhouse: zonesOf(environment, 'clickhouse'),
  };
  return { environment: environment.id, values, layout: layoutOf(values, zones) };
}

/** Zones that a component's nodes lie in. */
function zonesOf({ clusters, network, id }: Environment, component: Component): number {
  if (clusters === undefined) throw new Error(`${id} has a data platform and no clusters`);
  const { groups, components } = clusters.layout === 'shared' ? clusters.shared : clusters.data;
  const group = groups[components[component] ?? ''];
  if (group?.kind === 'local-disk') return group.zoneCount;
  return typeof group?.spread === 'object' && 'inOneZone' in group.spread ? 1 : network.availabilityZones.length;
}
