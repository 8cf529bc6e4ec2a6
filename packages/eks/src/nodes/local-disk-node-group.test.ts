import { AutoscalingGroupTagA as AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { testEnvironment } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ALARM_TOPIC, nodeStackFor, SmallVpc, TEST_VPC, type TestClusterOptions } from './fixtures/test-cluster.ts';
import { LocalDiskNodeGroup, type LocalDiskNodeGroupProps } from './local-disk-node-group.ts';

const KAFKA: Omit<LocalDiskNodeGroupProps, 'cluster'> = {
  name: 'kafka',
  instanceType: 'd3en.2xlarge',
  count: 3,
  zoneCount: 3,
  typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
  release: '1.35.6-20260714',
  layout: 'disks',
  alarmTopic: ALARM_TOPIC,
};

const stackWith = (
  props: Partial<LocalDiskNodeGroupProps> = {},
  options: TestClusterOptions = {},
  allowDataLoss = false,
) =>
  nodeStackFor(
    (scope, cluster) => {
      new LocalDiskNodeGroup(scope, 'Nodes1', { ...KAFKA, cluster, ...props });
    },
    options,
    { environment: testEnvironment({ allowDataLoss }) },
  );

const stack = stackWith();
const groupsOf = (subject = stack) => resourcesOf(subject, EksNodeGroup);
const userDataOf = (subject = stack) =>
  resourcesOf(subject, LaunchTemplate).map(({ user_data: data }) => Buffer.from(String(data), 'base64').toString());

describe('defaults', () => {
  test('the component is named as its nodes are', () => {
    expect(stack).toHaveResource(EksNodeGroup, {
      labels: { 'smile/role': 'kafka', 'smile/local-storage': 'true' },
      taint: [{ key: 'smile/role', value: 'kafka', effect: 'NO_SCHEDULE' }],
    });
  });

  test('a system disk of 100 GiB, and as many pods as Kubernetes recommends', () => {
    expect(stack).toHaveResource(LaunchTemplate, { block_device_mappings: [{ ebs: { volume_size: 100 } }] });
    expect(userDataOf().filter((text) => text.includes('maxPods: 110'))).toHaveLength(3);
  });

  test('the same type in every zone', () => {
    const clickhouse = stackWith({ name: 'clickhouse', count: 5, zoneCount: 2, typesByZone: undefined });
    expect(groupsOf(clickhouse).map(({ instance_types: types }) => types)).toEqual([
      ['d3en.2xlarge'],
      ['d3en.2xlarge'],
    ]);
  });

  test('protected: Terraform deletes and replaces neither groups nor their templates', () => {
    expect(groupsOf().map(({ lifecycle }) => lifecycle)).toEqual(
      Array(3).fill({ prevent_destroy: true, ignore_changes: ['version', 'release_version', 'launch_template'] }),
    );
    expect(resourcesOf(stack, LaunchTemplate).map(({ lifecycle }) => lifecycle)).toEqual(
      Array(3).fill({ prevent_destroy: true }),
    );
  });

  test('tagged, so that the permissions boundary keeps roles from ending the groups', () => {
    expect(groupsOf().map(({ tags }) => tags)).toEqual(Array(3).fill({ 'nodes-with-data': 'keep' }));
  });
});

describe('the groups', () => {
  test('of Kafka or ZooKeeper are one node in each zone, of another type in the third (DAT-KAFKA, DAT-ZOOKEEPER)', () => {
    expect(
      groupsOf().map(({ node_group_name: name, instance_types: types, scaling_config: sizes }) => [name, types, sizes]),
    ).toEqual([
      ['smile-uat-kafka-apse3-az1', ['d3en.2xlarge'], { min_size: 1, desired_size: 1, max_size: 1 }],
      ['smile-uat-kafka-apse3-az2', ['d3en.2xlarge'], { min_size: 1, desired_size: 1, max_size: 1 }],
      ['smile-uat-kafka-apse3-az3', ['i3en.2xlarge'], { min_size: 1, desired_size: 1, max_size: 1 }],
    ]);
  });

  test('of ClickHouse are three nodes and two (DAT-CLICKHOUSE)', () => {
    const clickhouse = stackWith({ name: 'clickhouse', count: 5, zoneCount: 2, layout: 'raid' });
    expect(groupsOf(clickhouse).map(({ node_group_name: name, scaling_config: sizes }) => [name, sizes])).toEqual([
      ['smile-uat-clickhouse-apse3-az1', { min_size: 3, desired_size: 3, max_size: 3 }],
      ['smile-uat-clickhouse-apse3-az2', { min_size: 2, desired_size: 2, max_size: 2 }],
    ]);
  });

  test('have one subnet each, so that no scaling group balances nodes over zones', () => {
    expect(groupsOf().map(({ subnet_ids: ids }) => ids)).toEqual(
      ['apse3-az1', 'apse3-az2', 'apse3-az3'].map((zone) => [expect.stringContaining(`EksPrivate-${zone}`)]),
    );
  });

  test('have addresses that end with their zone', () => {
    const inventory = expect(stack);
    for (const zone of ['apse3-az1', 'apse3-az2', 'apse3-az3']) {
      inventory.toHaveResource(EksNodeGroup, { node_group_name: `smile-uat-kafka-${zone}` });
    }
    expect(resourcesOf(stack, LaunchTemplate).map(({ name }) => name)).toEqual([
      'smile-uat-kafka-apse3-az1',
      'smile-uat-kafka-apse3-az2',
      'smile-uat-kafka-apse3-az3',
    ]);
  });

  test("run the recorded release and its version, whatever the cluster's is", () => {
    const upgraded = stackWith({ release: '1.34.9-20260714' }, { version: '1.36' });
    expect(upgraded).toHaveResource(EksNodeGroup, { version: '1.34', release_version: '1.34.9-20260714' });
  });

  test('are repaired by nobody, and updated by hand one node at a time', () => {
    expect(stack).toHaveResource(EksNodeGroup, {
      node_repair_config: { enabled: false },
      update_config: { max_unavailable: 1 },
      force_update_version: false,
    });
  });

  test('are not the business of the autoscaler', () => {
    expect(resourcesOf(stack, AutoscalingGroupTag).map(({ tag }) => tag)).toEqual(
      Array(3).fill({ key: 'k8s.io/cluster-autoscaler/enabled', value: 'false', propagate_at_launch: false }),
    );
  });

  test('mount as many disks as their type has', () => {
    const disks = userDataOf().map((text) => [
      /^LAYOUT='(\w+)'/m.exec(text)?.[1],
      /^EXPECTED_DISKS='(\d+)'/m.exec(text)?.[1],
      /^CLASS='([\w-]+)'/m.exec(text)?.[1],
    ]);
    expect(disks).toEqual([
      ['disks', '4', 'local-disk'],
      ['disks', '4', 'local-disk'],
      ['disks', '2', 'local-disk'],
    ]);
    expect(userDataOf(stackWith({ layout: 'raid' }))[0]).toContain("CLASS='local-raid'");
  });

  test('say what was planned, for who uses them', () => {
    let group: LocalDiskNodeGroup | undefined;
    nodeStackFor((scope, cluster) => {
      group = new LocalDiskNodeGroup(scope, 'Nodes1', { ...KAFKA, cluster });
    });
    expect(
      group?.zones.map(({ zone, instanceType, count, holdsData }) => [zone, instanceType, count, holdsData]),
    ).toEqual([
      ['apse3-az1', 'd3en.2xlarge', 1, true],
      ['apse3-az2', 'd3en.2xlarge', 1, true],
      ['apse3-az3', 'i3en.2xlarge', 1, true],
    ]);
    expect(group?.taint).toEqual({ key: 'smile/role', value: 'kafka' });
  });
});

describe('options', () => {
  test('a second set of nodes for the same component', () => {
    expect(stackWith({ name: 'kafka-2027', role: 'kafka' })).toHaveResource(EksNodeGroup, {
      node_group_name: 'smile-uat-kafka-2027-apse3-az1',
      labels: { 'smile/role': 'kafka' },
    });
  });

  test('another system disk, fewer pods, more labels', () => {
    const other = stackWith({ volume: '200 GiB', podsPerNode: 20, labels: { 'smile/tier': 'data' } });
    expect(other).toHaveResource(LaunchTemplate, { block_device_mappings: [{ ebs: { volume_size: 200 } }] });
    expect(other).toHaveResource(EksNodeGroup, { labels: { 'smile/tier': 'data', 'smile/role': 'kafka' } });
    expect(userDataOf(other)[0]).toContain('maxPods: 20');
  });

  test('deletion, with both keys', () => {
    const deletable = stackWith({ deletion: { allowedBecause: 'its data moved to kafka-2027' } }, {}, true);
    expect(deletable).toHaveResource(EksNodeGroup, {
      lifecycle: { prevent_destroy: false },
      tags: { 'deletion-allowed-because': 'its data moved to kafka-2027', 'nodes-with-data': undefined },
    });
    expect(resourcesOf(deletable, LaunchTemplate)[0]?.lifecycle).not.toMatchObject({ prevent_destroy: true });
  });
});

describe('errors', () => {
  test('d3en in three zones', () => {
    expect(() => stackWith({ typesByZone: {} })).toFailWith(
      'indonesia-staging-clusters/Nodes1: zoneCount is 3, but d3en.2xlarge is sold in apse3-az1, apse3-az2 of apse3-az1, apse3-az2, apse3-az3 (Jakarta); set zoneCount to 2, or name a type for apse3-az3 in typesByZone, as in i3en.2xlarge',
    );
  });

  test('d3en.2xlarge in apse3-az3', () => {
    expect(() => stackWith({ typesByZone: { 'apse3-az3': 'd3en.2xlarge' } })).toFailWith(
      'indonesia-staging-clusters/Nodes1: typesByZone: instanceType d3en.2xlarge is not sold in apse3-az3, but in apse3-az1, apse3-az2; choose one of these zones, or in apse3-az3 i3en.2xlarge or i7ie.2xlarge',
    );
  });

  test('a type without disks, a cluster that is too new, and too many pods', () => {
    expect(() =>
      stackWith({ instanceType: 'm6g.xlarge', release: '1.32.13-20260714', podsPerNode: 200 }, { version: '1.36' }),
    ).toFailWith(
      [
        'indonesia-staging-clusters/Nodes1: 4 problems',
        "  - release 1.32.13-20260714 is 4 versions behind the cluster's 1.36, allowed are 3; move its data to a group of release 1.36.2-20260714 before the cluster is upgraded",
        '  - instanceType m6g.xlarge has no local disks that we know of; choose a d3en, i3en, i4i or i7ie, or use a NodeGroup and EBS',
        '  - podsPerNode: m6g.xlarge runs 110 pods with prefix delegation, got 200; use 1 to 110, and more nodes or another type for more',
        '  - podsPerNode: i3en.2xlarge runs 110 pods with prefix delegation, got 200; use 1 to 110, and more nodes or another type for more',
      ].join('\n'),
    );
  });

  test('an array of one disk', () => {
    expect(() => stackWith({ instanceType: 'i4i.2xlarge', count: 1, zoneCount: 1, layout: 'raid' })).toFailWith(
      'indonesia-staging-clusters/Nodes1: layout raid needs 2 disks, but i4i.2xlarge has 1; use layout disks or a larger size',
    );
  });

  test('a subnet that does not hold the nodes', () => {
    const vpc = (scope: ConstructorParameters<typeof SmallVpc>[0]) => new SmallVpc(scope, 'Vpc', TEST_VPC);
    expect(() => stackWith({ count: 1, zoneCount: 1 }, { vpc })).toFailWith(
      'indonesia-staging-clusters/Nodes1: subnet 10.1.0.0/26 in apse3-az1 has 47 addresses for nodes and their pods (a fifth of its 59 stays free), but 1 node of kafka with 110 pods each need 130; use a /24 or larger, or fewer pods per node',
    );
  });

  test('deletion with one key only', () => {
    expect(() => stackWith({ deletion: { allowedBecause: 'a trial' } })).toFailWith(
      'indonesia-staging-clusters/Nodes1: deletion is allowed because "a trial", but indonesia/staging does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
    );
  });
});
