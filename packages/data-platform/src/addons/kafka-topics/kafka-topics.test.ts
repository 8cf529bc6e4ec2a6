import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import { describe, expect, test } from 'vitest';
import { madeStore } from '../../fixtures.ts';
import type { KafkaContents } from './kafka-topics.ts';
import { topicProblems, userProblems } from './topic-problems.ts';

const objectsOf = (contents: KafkaContents) =>
  JSON.parse(JSON.stringify(madeStore('KafkaTopics', { contents }).addon.objects?.objects ?? [])) as readonly {
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly annotations?: object };
    readonly spec: object;
  }[];

const READS = { resource: 'topic', name: 'smile.', pattern: 'prefix', operations: ['Read'] } as const;
const { kafka } = TEST_DATA_PLATFORM;

describe('a topic', () => {
  const [topic] = objectsOf({
    topics: [{ name: 'smile.stock', partitions: 6, config: { 'retention.ms': 1000 } }],
    users: [],
  });

  test('has as many copies as all of them', () => {
    expect(topic?.spec).toEqual({
      topicName: 'smile.stock',
      partitions: 6,
      replicas: 3,
      config: { 'min.insync.replicas': 2, 'retention.ms': 1000 },
    });
  });

  // https://helm.sh/docs/howto/charts_tips_and_tricks/#tell-helm-not-to-uninstall-a-resource
  test('outlives its line in the code', () => {
    expect(topic?.metadata).toMatchObject({ name: 'smile.stock', annotations: { 'helm.sh/resource-policy': 'keep' } });
  });

  // RFC 1123: names of objects have no capitals and no underscores.
  test('with a name that no object may have gets one that is like it, and its own', () => {
    const names = ['smile.Stock', 'smile.sTock', 'smile.stock_in'];
    const objects = objectsOf({ topics: names.map((name) => ({ name, partitions: 1, config: {} })), users: [] });
    expect(objects.map(({ spec }) => (spec as { topicName: string }).topicName)).toEqual(names);
    expect(objects.map(({ metadata }) => metadata.name)).toEqual([
      expect.stringMatching(/^smile\.stock-[0-9a-f]{8}$/),
      expect.stringMatching(/^smile\.stock-[0-9a-f]{8}$/),
      expect.stringMatching(/^smile\.stock-in-[0-9a-f]{8}$/),
    ]);
    expect(new Set(objects.map(({ metadata }) => metadata.name)).size).toBe(3);
  });
});

// https://strimzi.io/docs/operators/1.2.0/configuring#type-KafkaUserSpec-reference
test('a user has the password that the catalogue of secrets gives it, and what its ACLs allow', () => {
  const cluster = { resource: 'cluster', operations: ['DescribeConfigs'] } as const;
  const [user] = objectsOf({ topics: [], users: [{ name: 'cdc', acls: [READS, cluster] }] });
  expect(user?.spec).toEqual({
    authentication: {
      type: 'scram-sha-512',
      password: { valueFrom: { secretKeyRef: { name: 'kafka-users', key: 'cdc' } } },
    },
    authorization: {
      type: 'simple',
      acls: [
        { type: 'allow', resource: { type: 'topic', name: 'smile.', patternType: 'prefix' }, operations: ['Read'] },
        { type: 'allow', resource: { type: 'cluster' }, operations: ['DescribeConfigs'] },
      ],
    },
  });
});

test('without topics and users there is no release', () => {
  expect(madeStore('KafkaTopics', { contents: { topics: [], users: [] } }).addon.objects).toBeUndefined();
});

test.each([
  [
    [{ name: 'a b', partitions: 1, config: {} }],
    ['topic "a b": expected 1 to 249 letters, digits, dots, dashes and underscores; Kafka refuses others'],
  ],
  [
    [
      { name: 'a', partitions: 1, config: {} },
      { name: 'a', partitions: 2, config: {} },
    ],
    ['topic a: there are two of this name; remove one'],
  ],
  [
    [{ name: 'a', partitions: 0, config: {} }],
    ['topic a: expected a whole number of partitions from 1, got 0; count the consumers that share it'],
  ],
  [
    [{ name: 'a', partitions: 1, config: { 'min.insync.replicas': 1 } }],
    ['topic a: expected min.insync.replicas from 2 to 3, got 1; leave it out to get 2'],
  ],
  [[{ name: 'a', partitions: 1, config: { 'min.insync.replicas': 2 } }], []],
])('topics %j are refused as they must be', (topics, expected) => {
  expect(topicProblems(topics, kafka)).toEqual(expected);
});

test.each([
  [
    [{ name: 'risingwave', acls: [] }],
    ['user risingwave: has no ACL, so it may do nothing; add one, or remove the user'],
  ],
  [
    [{ name: 'stranger', acls: [READS] }],
    [
      'user stranger: no field of a secret has its password, there are those of cdc, risingwave; add one to data-secrets.ts, read by PODS.kafkaUsers',
    ],
  ],
  [
    [
      { name: 'cdc', acls: [READS] },
      { name: 'cdc', acls: [READS] },
    ],
    ['user cdc: there are two of this name; remove one'],
  ],
  [
    [{ name: 'cdc', acls: [{ resource: 'topic' as const, operations: ['Read'] }] }],
    ["user cdc: an ACL of a topic must name it; '*' is every one"],
  ],
  [
    [{ name: 'cdc', acls: [{ resource: 'cluster' as const, name: 'data', operations: ['Describe'] }] }],
    ['user cdc: an ACL of the cluster has no name, got data; remove it'],
  ],
  [
    [{ name: 'cdc', acls: [{ resource: 'group' as const, name: 'g', operations: [] }] }],
    ['user cdc: an ACL of group g allows nothing; list operations'],
  ],
  [
    [{ name: 'cdc', acls: [{ resource: 'group' as const, name: 'g', operations: ['Reed'] }] }],
    [
      'user cdc: an ACL of group g has operations Reed; expected Read, Write, Create, Delete, Alter, Describe, ClusterAction, AlterConfigs, DescribeConfigs, IdempotentWrite, All',
    ],
  ],
])('users %j are refused', (users, expected) => {
  expect(userProblems(users)).toEqual(expected);
});
