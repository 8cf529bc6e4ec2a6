import type { EstateStack } from '@smile/core';
import { Vpc } from '@smile/network';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RehearsedStack } from './fixtures/rehearsed-stack.ts';
import { ALARM_TOPIC, nodeStackFor, TEST_VPC, type TestClusterOptions } from './fixtures/test-cluster.ts';
import { LocalDiskNodeGroup, type LocalDiskNodeGroupProps } from './local-disk-node-group.ts';
import { NodeGroup, type NodeGroupProps } from './node-group.ts';
import { NODE_RELEASES } from './node-releases.ts';

const TIMEOUT = 240_000;

/** Changes of node groups and their templates; alarms and tags follow them. */
const nodesIn = (changes: readonly string[]) => changes.filter((line) => /node_group\.|launch_template\./.test(line));

describe('ordinary groups, planned by Terraform', () => {
  type Change = Partial<NodeGroupProps>;

  // One group for each change, so that one plan shows what becomes of all.
  const IN_PLACE: Readonly<Record<string, readonly [Change, ...string[]]>> = {
    Nothing: [{}],
    Labels: [{ labels: { 'smile/workload': 'app' } }, 'group update labels'],
    Taints: [{ taints: [{ key: 'smile/workload', value: 'app' }] }, 'group update taint'],
    Size: [{ size: { min: 1, desired: 2, max: 4 } }, 'group update scaling_config'],
    Repair: [{ repair: false }, 'group update node_repair_config'],
  };
  const ROLLING: typeof IN_PLACE = {
    Release: [{ release: '1.35.5-20260601' }, 'group update release_version'],
    Disk: [
      { volume: '300 GiB' },
      'group update launch_template',
      'template update block_device_mappings latest_version',
    ],
    Pods: [{ podsPerNode: 60 }, 'group update launch_template', 'template update latest_version user_data'],
  };
  const REPLACING: typeof IN_PLACE = {
    Type: [{ instanceType: 'm6g.4xlarge' }, 'group replace beforehand instance_types'],
    Processor: [{ instanceType: 'm5.2xlarge' }, 'group replace beforehand ami_type instance_types'],
    Zones: [{ zones: ['apse3-az1', 'apse3-az2'] }, 'group replace beforehand subnet_ids'],
  };
  const CASES = { ...IN_PLACE, ...ROLLING, ...REPLACING };

  const stackWith = (changeOf: (id: string) => Change, options: TestClusterOptions = {}): EstateStack =>
    nodeStackFor((scope, cluster) => {
      for (const id of Object.keys(CASES)) {
        new NodeGroup(scope, id, {
          cluster,
          name: id,
          instanceType: 'm6g.2xlarge',
          size: { min: 1, desired: 2, max: 3 },
          volume: '200 GiB',
          alarmTopic: ALARM_TOPIC,
          ...changeOf(id),
        });
      }
    }, options);

  const unchanged = () => stackWith(() => ({}));
  let rehearsed: RehearsedStack;
  let changes: readonly string[];

  beforeAll(async () => {
    rehearsed = await RehearsedStack.apply(unchanged());
    changes = await rehearsed.changesTo(stackWith((id) => CASES[id]?.[0] ?? {}));
  }, TIMEOUT);
  afterAll(() => rehearsed.close());

  /** What becomes of a group and its template, as in `group update labels`. */
  const changesOf = (id: string) =>
    nodesIn(changes)
      .map((line) =>
        line
          .replace(`aws_eks_node_group.${id}: `, 'group ')
          .replace(`aws_launch_template.${id}_Template: `, 'template '),
      )
      .filter((line) => /^(group|template) /.test(line));

  test.each(Object.entries(ROLLING))('roll their nodes for: %s', (id, [, ...expected]) => {
    expect(changesOf(id)).toEqual(expected);
  });

  test.each(Object.entries(IN_PLACE))('keep their nodes for: %s', (id, [, ...expected]) => {
    expect(changesOf(id)).toEqual(expected);
  });

  test.each(Object.entries(REPLACING))(
    'are replaced, by a group that starts before they end, for: %s',
    (id, [, ...expected]) => {
      expect(changesOf(id)[0]).toBe(expected[0]);
    },
  );

  test('roll their nodes when the cluster is upgraded', { timeout: TIMEOUT }, async () => {
    const upgraded = await rehearsed.changesTo(stackWith(() => ({}), { version: '1.36' }));
    expect(nodesIn(upgraded)).toEqual(
      Object.keys(CASES)
        .sort()
        .map((id) => `aws_eks_node_group.${id}: update release_version version`),
    );
  });

  test('stay as they are when the autoscaler has changed the number of nodes', { timeout: TIMEOUT }, async () => {
    const drift = { type: 'aws_eks_node_group', set: { 'scaling_config.desired_size': 3 } };
    expect(rehearsed.standIns.inject.drift(drift)).toBe(Object.keys(CASES).length);
    expect(await rehearsed.changesTo(unchanged())).toEqual([]);
  });
});

describe('groups with local disks, planned by Terraform', { timeout: TIMEOUT }, () => {
  type Change = Partial<LocalDiskNodeGroupProps>;

  const stackWith = (change: Change = {}, options: TestClusterOptions = {}): EstateStack =>
    nodeStackFor((scope, cluster) => {
      new LocalDiskNodeGroup(scope, 'Kafka', {
        cluster,
        name: 'kafka',
        instanceType: 'd3en.2xlarge',
        count: 3,
        zoneCount: 3,
        typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
        release: '1.35.6-20260714',
        layout: 'disks',
        alarmTopic: ALARM_TOPIC,
        ...change,
      });
    }, options);

  const ZONES = ['apse3-az1', 'apse3-az2', 'apse3-az3'];
  let rehearsed: RehearsedStack;

  beforeAll(async () => {
    rehearsed = await RehearsedStack.apply(stackWith());
  }, TIMEOUT);
  afterAll(() => rehearsed.close());

  test('stay as they are when the table of releases changes and the cluster is upgraded', async () => {
    const table: Record<string, string> = NODE_RELEASES;
    const before = { ...table };
    Object.assign(table, { '1.35': '1.35.7-20261101', '1.36': '1.36.3-20261101' });
    const changes = await rehearsed.changesTo(stackWith({}, { version: '1.36' }));
    Object.assign(table, before);
    expect(changes).toEqual([expect.stringMatching(/^aws_eks_cluster\.Cluster: update .*\bversion$/)]);
  });

  test('stay as they are when script, disk and recorded release change: only templates get a new version', async () => {
    const change: Change = { podsPerNode: 60, volume: '200 GiB', release: '1.35.5-20260601' };
    expect(await rehearsed.changesTo(stackWith(change))).toEqual(
      ZONES.map(
        (zone) => `aws_launch_template.Kafka_Template-${zone}: update block_device_mappings latest_version user_data`,
      ),
    );
  });

  test('stay as they are when the network grows by a zone', async () => {
    const vpc = (scope: EstateStack) =>
      new Vpc(scope, 'Vpc', { ...TEST_VPC, availabilityZones: [...ZONES, 'apse3-az4'] });
    const changes = await rehearsed.changesTo(stackWith({}, { vpc }));
    expect(changes.filter((line) => line.includes('Kafka'))).toEqual([]);
    expect(changes).toContain('aws_subnet.Vpc_Subnets_EksPrivate-apse3-az4: create');
  });

  test('get a node more where the values ask for one, and no other node moves', async () => {
    expect(nodesIn(await rehearsed.changesTo(stackWith({ count: 4 })))).toEqual([
      'aws_eks_node_group.Kafka_Group-apse3-az1: update scaling_config',
    ]);
  });

  test.each<[string, Change]>([
    ['instance type', { instanceType: 'd3en.4xlarge' }],
    ['name', { name: 'brokers', role: 'kafka' }],
  ])('are not replaced for another %s: Terraform refuses', async (_, change) => {
    await expect(rehearsed.changesTo(stackWith(change))).rejects.toThrow(
      'has lifecycle.prevent_destroy set, but the plan calls for this resource to be destroyed',
    );
  });

  // Terraform forgets the protection along with the resource, so that only the list of addresses is left to notice.
  test('are deleted when they are taken out of the code', async () => {
    expect(nodesIn(await rehearsed.changesTo(stackWith({ zoneCount: 2, count: 2 })))).toEqual([
      'aws_eks_node_group.Kafka_Group-apse3-az3: delete',
      'aws_launch_template.Kafka_Template-apse3-az3: delete',
    ]);
  });

  test('stay as they are after somebody moved them to another release and template by hand', async () => {
    const set = { version: '1.36', release_version: '1.36.2-20260714', 'launch_template.version': '2' };
    expect(rehearsed.standIns.inject.drift({ type: 'aws_eks_node_group', set })).toBe(ZONES.length);
    expect(await rehearsed.changesTo(stackWith())).toEqual([]);
  });
});
