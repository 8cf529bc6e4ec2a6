import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import type { Addon, PlatformContext } from '@smile/cluster-platform';
import { type MadeAddon, madeAddon, TEST_PLACE, type TestPlatform } from '@smile/cluster-platform/fixtures';
import {
  type Component,
  type DataFlowValues,
  type DataPlatformValues,
  defineEnvironment,
  type Environment,
  type EnvironmentValues,
  type LocalDiskGroupValues,
  type PentahoWithLicence,
  PrivateBucket,
} from '@smile/core';
import { TEST_DATA_FLOW, TEST_DATA_PLATFORM, TEST_SEPARATE_CLUSTERS, TEST_VALUES } from '@smile/core/fixtures';
import type { NodePlace } from '@smile/eks';
import { resourcesOf } from '@smile/testing';
import { Construct } from 'constructs';
import type { KafkaContents } from './addons/kafka-topics/kafka-topics.ts';
import { dataFlow } from './data-flow.ts';
import { dataStores } from './data-stores.ts';

/** What is in Kafka in tests. */
const TEST_CONTENTS: KafkaContents = {
  topics: [{ name: 'smile.smile.stock', partitions: 6, config: { 'retention.bytes': 2 * 1024 ** 3 } }],
  users: [
    {
      name: 'risingwave',
      acls: [
        { resource: 'topic', name: 'smile.', pattern: 'prefix', operations: ['Read', 'Describe'] },
        { resource: 'group', name: 'rw-', pattern: 'prefix', operations: ['Read'] },
      ],
    },
  ],
};

const DISKS = {
  kind: 'local-disk',
  instanceType: 'd3en.2xlarge',
  nodes: 3,
  zoneCount: 3,
  typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
  layout: 'disks',
  release: '1.35.6-20260714',
  volume: '100 GiB',
  podsPerNode: 20,
} as const satisfies LocalDiskGroupValues;

/** The groups of nodes with disks, as production has them. */
export const TEST_GROUPS = {
  kafka: DISKS,
  zookeeper: DISKS,
  clickhouse: { ...DISKS, nodes: 5, zoneCount: 2, typesByZone: undefined, layout: 'raid' },
} as const;

/** An environment whose data cluster has {@link TEST_GROUPS}, or others in their place. */
export function environmentWith(
  groups: Readonly<Record<string, LocalDiskGroupValues>> = TEST_GROUPS,
  values: Partial<EnvironmentValues> = {},
): Environment {
  const { data, ...rest } = TEST_SEPARATE_CLUSTERS;
  const own = Object.fromEntries(Object.keys(groups).map((name) => [name, name]));
  const clusters = {
    ...rest,
    data: { ...data, groups: { ...data.groups, ...groups }, components: { ...data.components, ...own } },
  };
  return defineEnvironment({ ...TEST_VALUES, clusters, ...values });
}

/** Nodes that only their own component may use. */
export function testPlaceOf(component: Component): NodePlace {
  if (component === 'platform') return TEST_PLACE;
  const labels = { 'smile/role': component };
  return { group: component, labels, taint: { key: 'smile/role', value: component }, architectures: ['amd64'] };
}

export type TestStores = TestPlatform & {
  readonly stores?: DataPlatformValues;
  readonly contents?: KafkaContents;
};

/** One of the add-ons that keep data, made in a stack of its own. */
export function madeStore(
  id: string,
  { stores = TEST_DATA_PLATFORM, contents = TEST_CONTENTS, ...platform }: TestStores = {},
): MadeAddon {
  return madeAddon((context) => storesOf(context, stores, contents).find((addon) => addon.id === id) ?? missing(id), {
    environment: environmentWith(),
    placeOf: testPlaceOf,
    role: 'data',
    layer: 'data-platform',
    ...platform,
  });
}

/** Pentaho with a licence, and one job. */
export const TEST_PENTAHO: PentahoWithLicence = {
  licence: 'community-9',
  image: `9.4.0.0-343@sha256:${'ab'.repeat(32)}`,
  transformations: { repository: 'https://git.smile.example/etl.git', commit: 'c0ffee'.padEnd(40, '0') },
  jobs: { nightly: { file: 'nightly.kjb', schedule: '15 18 * * *' } },
};

export type TestFlow = TestPlatform & {
  readonly flow?: DataFlowValues;
};

/** One of the add-ons that move data, made in a stack of its own. */
export function madeFlow(id: string, { flow = TEST_DATA_FLOW, ...platform }: TestFlow = {}): MadeAddon {
  const build = (context: PlatformContext): Addon => {
    const addon = flowOf(context, flow).find((one) => one.id === id) ?? missing(id);
    // Each add-on has a construct of its own, in which one may be the primary resource.
    return { ...addon, extend: (scope, before) => addon.extend?.(new Construct(scope, id), before) ?? [] };
  };
  return madeAddon(build, {
    environment: environmentWith(),
    placeOf: testPlaceOf,
    role: 'data',
    layer: 'data-platform',
    ...platform,
  });
}

/** Add-ons that move data, as a context has them. */
export function flowOf(context: PlatformContext, flow: DataFlowValues): readonly Addon[] {
  return dataFlow(context, {
    flow,
    stores: TEST_DATA_PLATFORM,
    mysqlHost: 'main.mysql.example',
    risingwaveState: new PrivateBucket(context.owner, 'State', {
      name: 'risingwave-state',
      encryption: { sseS3Because: 'tests keep nothing' },
    }),
    oidcProvider: {
      providerArn: 'arn:aws:iam::222222222222:oidc-provider/oidc.eks.eu-north-1.amazonaws.com/id/ABC',
      issuer: 'oidc.eks.eu-north-1.amazonaws.com/id/ABC',
    },
  });
}

/** Ids of the add-ons that keep data. */
export function storeIds(values: DataPlatformValues, environment = environmentWith()): readonly string[] {
  const ids: string[] = [];
  madeAddon(
    (context) => {
      const addons = storesOf(context, values, TEST_CONTENTS);
      ids.push(...addons.map(({ id }) => id));
      return addons[0] ?? missing('at all');
    },
    { environment, placeOf: testPlaceOf, role: 'data', layer: 'data-platform' },
  );
  return ids;
}

function storesOf(context: PlatformContext, values: DataPlatformValues, contents: KafkaContents): readonly Addon[] {
  const backups = new PrivateBucket(context.owner, 'Backups', {
    name: 'data-platform-backups',
    encryption: { sseS3Because: 'tests keep nothing' },
  });
  return dataStores(context, { values, backups, contents });
}

function missing(id: string): never {
  throw new Error(`there is no add-on ${id}`);
}

/** Arguments of network policies, by their name. */
export function policiesOf({ stack }: MadeAddon): Readonly<Record<string, object>> {
  const found = resourcesOf(stack, NetworkPolicyV1);
  return Object.fromEntries(found.map((policy) => [(policy.metadata as { name: string }).name, policy.spec as object]));
}
