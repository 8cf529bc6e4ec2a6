import { describe, expect, test } from 'vitest';
import { environmentWith, TEST_GROUPS } from '../fixtures.ts';
import { type DiskClaims, diskProblems, storageClassOf } from './data-disks.ts';

const KAFKA: DiskClaims = { component: 'kafka', disks: 'of-nodes', pods: 3, each: ['1500 GiB', '1500 GiB'] };
const CLICKHOUSE: DiskClaims = { component: 'clickhouse', disks: 'of-nodes', pods: 5, each: ['20480 GiB'] };
const problems = (claims: DiskClaims, environment = environmentWith()) => diskProblems(environment, claims);

describe('claims', () => {
  test('that fit onto the smallest node are right', () => {
    expect(problems(KAFKA)).toEqual([]);
    expect(problems(CLICKHOUSE)).toEqual([]);
  });

  // i3en.2xlarge of the third zone: 2 disks of 2,500 GB. d3en.2xlarge: 4 of 13,980 GB.
  test.each([
    [
      { ...KAFKA, each: ['2400 GiB', '100 GiB'] },
      [
        'kafka claims a volume of 2400 GiB, and one on a i3en.2xlarge of group kafka in apse3-az3 has 2305 GiB; claim less, or choose a type with larger disks',
      ],
    ],
    [
      { ...KAFKA, each: ['100 GiB', '100 GiB', '100 GiB'] },
      [
        'kafka claims 3 volumes for each pod, and a i3en.2xlarge of group kafka in apse3-az3 has 2; claim fewer, or choose a type with more disks',
      ],
    ],
    [
      { ...KAFKA, pods: 4 },
      [
        'kafka has 4 pods, each on a node of its own, and group kafka has 3 nodes; raise nodes of the group, or have fewer pods',
      ],
    ],
    [
      // Four disks, everything twice: 27.96 TB, where the terabytes of AWS are 10^12 bytes.
      { ...CLICKHOUSE, each: ['26000 GiB'] },
      ['apse3-az1', 'apse3-az2'].map(
        (zone) =>
          `clickhouse claims a volume of 26000 GiB, and one on a d3en.2xlarge of group clickhouse in ${zone} has 25779 GiB; claim less, or choose a type with larger disks`,
      ),
    ],
  ] as const)('of %j are refused', (claims, expected) => {
    expect(problems(claims)).toEqual(expected);
  });

  test('of nodes without disks are refused', () => {
    expect(problems({ ...KAFKA, component: 'olap' })).toEqual([
      'olap keeps its data on disks of nodes, and its node group has none; give it a group of kind local-disk, or set disks to ebs',
    ]);
  });

  test('of EBS ask nothing of nodes', () => {
    expect(problems({ ...KAFKA, component: 'olap', disks: 'ebs', each: ['60000 GiB'] })).toEqual([]);
  });

  test('are judged by the type of each zone that sells it', () => {
    const groups = { ...TEST_GROUPS, kafka: { ...TEST_GROUPS.kafka, typesByZone: { 'apse3-az3': 'i3en.3xlarge' } } };
    expect(problems(KAFKA, environmentWith(groups))).toEqual([
      'kafka claims 2 volumes for each pod, and a i3en.3xlarge of group kafka in apse3-az3 has 1; claim fewer, or choose a type with more disks',
    ]);
  });
});

// The classes are made where the volumes are: local-disk and local-raid by their provisioner, gp3 by the base of the cluster.
test.each([
  ['kafka', 'of-nodes', 'local-disk'],
  ['clickhouse', 'of-nodes', 'local-raid'],
  ['kafka', 'ebs', 'gp3'],
] as const)('%s with disks %s claims of class %s', (component, disks, expected) => {
  expect(storageClassOf(environmentWith(), { component, disks })).toBe(expected);
});
