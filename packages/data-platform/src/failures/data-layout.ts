import type { DataPlatformValues } from '@smile/core';

/** Members of each part by zone, as their spread puts them: evenly, earlier zones having the more. */
export interface DataLayout {
  readonly brokers: readonly number[];
  readonly controllers: readonly number[];
  readonly zookeeper: readonly number[];
  readonly clickhouse: readonly number[];
}

/** What is gone. */
export interface LostMembers {
  readonly brokers: number;
  readonly controllers: number;
  readonly zookeeper: number;
  readonly clickhouse: number;
}

/** What of the data platform still works. */
export interface StillWorks {
  readonly kafkaWrites: boolean;
  readonly kafkaReads: boolean;
  readonly clickhouseWrites: boolean;
  readonly clickhouseReads: boolean;
}

const NOTHING: LostMembers = { brokers: 0, controllers: 0, zookeeper: 0, clickhouse: 0 };

/**
 * Layout of values on so many zones for each part.
 *
 * @param zones zones that have nodes for the part.
 */
export function layoutOf(
  { kafka, zookeeper, clickhouse }: DataPlatformValues,
  zones: { readonly [part in keyof DataLayout]: number },
): DataLayout {
  return {
    brokers: evenly(kafka.brokers, zones.brokers),
    controllers: evenly(kafka.controllers, zones.controllers),
    zookeeper: evenly(zookeeper.members, zones.zookeeper),
    clickhouse: evenly(clickhouse.replicas, zones.clickhouse),
  };
}

function evenly(members: number, zones: number): readonly number[] {
  return Array.from({ length: zones }, (_, zone) => Math.floor(members / zones) + (zone < members % zones ? 1 : 0));
}

/** What goes with a zone, by its place in the order of zones. */
export function lostWithZone(layout: DataLayout, zone: number): LostMembers {
  const { brokers, controllers, zookeeper, clickhouse } = layout;
  return {
    brokers: brokers[zone] ?? 0,
    controllers: controllers[zone] ?? 0,
    zookeeper: zookeeper[zone] ?? 0,
    clickhouse: clickhouse[zone] ?? 0,
  };
}

/** The same with only some parts named. */
export function lost(members: Partial<LostMembers>): LostMembers {
  return { ...NOTHING, ...members };
}

/**
 * What still works without some members. Copies of a partition lie in different zones as far as there are zones, so a lost broker takes
 * one copy of each of its partitions.
 */
export function stillWorks(values: DataPlatformValues, layout: DataLayout, gone: LostMembers): StillWorks {
  const { kafka, clickhouse } = values;
  const hasController = hasQuorum(layout.controllers, gone.controllers);
  const copies = Math.max(0, kafka.replication - gone.brokers);
  const coordinates = hasQuorum(layout.zookeeper, gone.zookeeper);
  const replicas = total(layout.clickhouse) - gone.clickhouse;
  return {
    kafkaWrites: hasController && copies >= kafka.minInSync,
    // A partition whose leader is gone needs a controller for a new one.
    kafkaReads: copies > 0 && (hasController || gone.brokers === 0),
    clickhouseWrites: coordinates && replicas >= Math.max(1, clickhouse.insertQuorum),
    clickhouseReads: replicas > 0,
  };
}

function hasQuorum(members: readonly number[], gone: number): boolean {
  return total(members) - gone > total(members) / 2;
}

function total(members: readonly number[]): number {
  return members.reduce((sum, count) => sum + count, 0);
}
