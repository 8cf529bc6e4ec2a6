import { describe, expect, test } from 'vitest';
import { onGroup, TEST_CLUSTER, TEST_SEPARATE_CLUSTERS, TEST_VALUES, testEnvironment } from '../fixtures.ts';
import { clusterName, clusterWord } from '../naming/cluster-names.ts';
import type { ClustersValues } from './clusters-values.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';

const failure = (clusters: unknown): string => {
  try {
    defineEnvironment({ ...TEST_VALUES, clusters } as EnvironmentValues);
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/staging: /, '');
  }
  return 'accepted';
};

const app = TEST_CLUSTER.groups.app;
const shared = (values: object) => failure({ layout: 'shared', shared: { ...TEST_CLUSTER, ...values } });
const group = (values: object) => shared({ groups: { app: { ...app, ...values } } });
const localDisk = {
  kind: 'local-disk',
  instanceType: 'd3en.2xlarge',
  nodes: 3,
  zoneCount: 3,
  typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
  layout: 'disks',
  release: '1.35.6-20260714',
  volume: '100 GiB',
  podsPerNode: 20,
};
const kafka = (values: object) => shared({ groups: { app, kafka: { ...localDisk, ...values } } });

const SEPARATE = TEST_SEPARATE_CLUSTERS;
const SHARED: ClustersValues = { layout: 'shared', shared: TEST_CLUSTER };

test.each([
  [SEPARATE],
  [SHARED],
  [{ layout: 'shared', shared: { ...TEST_CLUSTER, groups: { app, kafka: localDisk } } }],
])('accepts %j', (clusters) => {
  expect(failure(clusters)).toBe('accepted');
});

describe('names', () => {
  const production = (clusters?: ClustersValues) => testEnvironment({ stage: 'production', clusters });

  test('two clusters are called app and data', () => {
    expect(clusterName(production(SEPARATE), 'application')).toBe('smile-prd-app');
    expect(clusterName(production(SEPARATE), 'data')).toBe('smile-prd-data');
  });

  test('one cluster has both roles (ENV-DEV)', () => {
    expect(clusterName(production(SHARED), 'application')).toBe('smile-prd-app');
    expect(clusterName(production(SHARED), 'data')).toBe('smile-prd-app');
    expect(clusterWord(production(SHARED), 'data')).toBe('app');
  });

  test('an environment without clusters has no names', () => {
    expect(clusterName(production(), 'data')).toBeUndefined();
  });
});

test.each([
  [
    failure({ layout: 'both', shared: TEST_CLUSTER }),
    'clusters.layout: expected layout separate or shared, got "both"; production uses separate',
  ],
  [
    shared({ version: '1.31' }),
    'clusters.shared.version: expected Kubernetes 1.35 or 1.36, got 1.31, whose standard support ends on 2025-11-26; choose 1.35 (standard support until 2027-03-27) or 1.36 (standard support until 2027-08-02)',
  ],
  [
    shared({ publicAccessCidrs: ['0.0.0.0/0'] }),
    'clusters.shared.publicAccessCidrs[0]: expected an IPv4 block from /20 to /32, got "0.0.0.0/0"; list the public addresses of the offices',
  ],
  [
    shared({ logRetention: '0 days' }),
    'clusters.shared.logRetention: expected a duration from 1 to 3653 days, as in \'30 days\', got "0 days"; CloudWatch offers 30, 90 and 365 days among others',
  ],
  [
    shared({ operatorsMay: 'admin' }),
    'clusters.shared.operatorsMay: expected one of view, edit, got "admin"; production uses view',
  ],
  [
    shared({ groups: {} }),
    'clusters.shared.groups: expected a scaling group that is open to every pod, got none; name resolution and the platform run there',
  ],
  [
    group({ openTo: 'own-pods' }),
    'clusters.shared.groups: expected a scaling group that is open to every pod, got none; name resolution and the platform run there',
  ],
  [
    shared({ groups: { app, Kafka_1: app } }),
    'clusters.shared.groups.Kafka_1: expected a lower-case word as the name of a group, got "Kafka_1"; use a name such as app',
  ],
  [
    group({ kind: 'spot' }),
    'clusters.shared.groups.app.kind: expected kind scaling or local-disk, got "spot"; local-disk is for nodes whose disks hold data',
  ],
  [
    group({ nodes: { min: 3, start: 2, max: 4 } }),
    'clusters.shared.groups.app.nodes: expected min <= start <= max, got min=3 start=2 max=4; correct one of them',
  ],
  [
    group({ nodes: { min: 1, start: 1.5, max: 400 } }),
    `2 problems
  - clusters.shared.groups.app.nodes.start: expected a whole number from 0 to 100, got 1.5; each node costs by the hour
  - clusters.shared.groups.app.nodes.max: expected a whole number from 1 to 100, got 400; each node costs by the hour`,
  ],
  [
    group({ volume: '10 GiB' }),
    'clusters.shared.groups.app.volume: expected a size of at least 20 GiB, as in \'200 GiB\', got "10 GiB"; images and logs need room',
  ],
  [
    group({ podsPerNode: 300 }),
    'clusters.shared.groups.app.podsPerNode: expected a whole number from 1 to 250, got 300; count the pods that are meant to run there',
  ],
  [
    group({ instanceType: 'large' }),
    'clusters.shared.groups.app.instanceType: expected an EC2 instance type, got "large"; write it as AWS does, as in m6g.2xlarge',
  ],
  [
    group({ spread: 'over-all-zones' }),
    'clusters.shared.groups.app.spread: expected group-per-zone, { inOneZone, outageAccepted } or { acrossZonesBecause }, each with its reason, got "over-all-zones"; a volume cannot follow its pod into another zone',
  ],
  [
    group({ spread: { inOneZone: 'apse3-az1' } }),
    'clusters.shared.groups.app.spread: expected group-per-zone, { inOneZone, outageAccepted } or { acrossZonesBecause }, each with its reason, got {"inOneZone":"apse3-az1"}; a volume cannot follow its pod into another zone',
  ],
  [
    group({ renewal: 'never', securityGroup: 'none' }),
    `2 problems
  - clusters.shared.groups.app.renewal: expected one of rolling, by-hand, got "never"; by-hand is for nodes that run what applies
  - clusters.shared.groups.app.securityGroup: expected one of of-the-cluster, own, own-in-the-mesh, got "none"; own is for nodes that no store lets in`,
  ],
  [
    shared({ controlPlaneZones: ['apse3-az1'] }),
    'clusters.shared.controlPlaneZones: expected at least two zone ids; EKS puts a control plane in no fewer',
  ],
  [
    kafka({ layout: 'raid0', release: 'latest' }),
    `2 problems
  - clusters.shared.groups.kafka.layout: expected one of raid, disks, got "raid0"; raid survives the loss of a disk
  - clusters.shared.groups.kafka.release: expected an image release, got "latest"; write it as EKS does, as in 1.35.6-20260714`,
  ],
  [
    kafka({ role: 'Kafka', deletion: { allowedBecause: ' ' } }),
    `2 problems
  - clusters.shared.groups.kafka.role: expected a lower-case word, got "Kafka"; use a name such as kafka
  - clusters.shared.groups.kafka.deletion.allowedBecause: expected a reason, got " "; say why the data may be lost`,
  ],
  [
    kafka({ zoneCount: 0 }),
    'clusters.shared.groups.kafka.zoneCount: expected a whole number from 1 to 4, got 0; as many as nodes is one node per zone',
  ],
  [kafka({ desired: 3 }), 'clusters.shared.groups.kafka.desired: unknown setting; remove it or correct its spelling'],
])('%# is refused with its path', (message, expected) => {
  expect(message).toBe(expected);
});

describe('components', () => {
  const all = TEST_CLUSTER.components;

  test('name the group that their pods run on, every one of them', () => {
    const { kafka, ...others } = all;
    expect(kafka).toBe('app');
    expect(shared({ components: others })).toBe(
      'clusters.shared: components.kafka: expected the node group that it runs on, one of app, got nothing; its pods would run anywhere',
    );
  });

  test('run on groups that exist', () => {
    expect(shared({ components: { ...all, olap: 'olpa' } })).toBe(
      'clusters.shared: components.olap: expected one of app, got "olpa"; add the group or name another',
    );
  });

  test('of the data platform do not run in the application cluster', () => {
    const components = { ...onGroup('application', 'app'), kafka: 'app' };
    expect(failure({ ...SEPARATE, application: { ...SEPARATE.application, components } })).toBe(
      'clusters.application: components.kafka: the application cluster runs platform, smile, wms, agents, checks; remove it',
    );
  });
});
