import type { Addon, KafkaTopic, KafkaUser as KafkaUserObject, PlatformContext } from '@smile/cluster-platform';
import { contentDigest } from '@smile/cluster-platform';
import { type DataPlatformValues, type KafkaValues, throwIfAny } from '@smile/core';
import type { KafkaAcl, KafkaUser, Topic } from '../../tables.ts';
import { KAFKA_NAMESPACE, OF_KAFKA_CLUSTER } from '../kafka/kafka-addresses.ts';
import { topicProblems, userProblems } from './topic-problems.ts';

/** Kubernetes Secret with the password of each user, by the user's name; the catalogue of secrets has the fields. */
const PASSWORDS = 'kafka-users';

/** What is in Kafka, and who may use it. */
export interface KafkaContents {
  readonly topics: readonly Topic[];
  readonly users: readonly KafkaUser[];
}

/**
 * Topics and users of Kafka as code. A topic that leaves the code stays in Kafka, with its messages: deleting it is work by hand
 * (docs/runbooks/data-platform-failures.md).
 *
 * @throws ValidationError with every topic and user that Kafka, or Strimzi, would refuse.
 */
export function kafkaTopics(
  context: PlatformContext,
  values: DataPlatformValues,
  { topics, users }: KafkaContents,
): Addon {
  throwIfAny(context.owner, [...topicProblems(topics, values.kafka), ...userProblems(users)]);
  const objects = [...topics.map((topic) => topicObject(topic, values.kafka)), ...users.map(userObject)];
  return {
    id: 'KafkaTopics',
    namespace: KAFKA_NAMESPACE,
    requires: ['kafka-nodes', 'kafka-kinds', 'secrets'],
    provides: ['kafka-topics'],
    runsOn: [context.place],
    ...(objects.length === 0
      ? {}
      : { objects: { name: 'kafka-topics', keeps: 'topics with their messages, and whoever may read them', objects } }),
  };
}

/** https://strimzi.io/docs/operators/1.2.0/configuring#type-KafkaTopicSpec-reference */
function topicObject({ name, partitions, config }: Topic, { replication, minInSync }: KafkaValues): KafkaTopic {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaTopic',
    metadata: {
      name: objectName(name),
      namespace: KAFKA_NAMESPACE,
      labels: OF_KAFKA_CLUSTER,
      // Helm deletes what leaves a release, and Strimzi the topic with it.
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
    spec: {
      topicName: name,
      partitions,
      replicas: replication,
      config: { 'min.insync.replicas': minInSync, ...config },
    },
  };
}

/** Names of topics may have capitals and underscores, those of objects not. */
function objectName(topic: string): string {
  const plain = topic.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-');
  return plain === topic ? topic : `${plain}-${contentDigest({ topic }).slice(0, 8)}`;
}

/** https://strimzi.io/docs/operators/1.2.0/configuring#type-KafkaUserSpec-reference */
function userObject({ name, acls }: KafkaUser): KafkaUserObject {
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaUser',
    metadata: { name, namespace: KAFKA_NAMESPACE, labels: OF_KAFKA_CLUSTER },
    spec: {
      authentication: {
        type: 'scram-sha-512',
        password: { valueFrom: { secretKeyRef: { name: PASSWORDS, key: name } } },
      },
      authorization: { type: 'simple', acls: acls.map(aclOf) },
    },
  };
}

function aclOf({
  resource,
  name = '',
  pattern = 'literal',
  operations,
}: KafkaAcl): KafkaUserObject['spec']['authorization']['acls'][number] {
  return {
    type: 'allow',
    resource: resource === 'cluster' ? { type: resource } : { type: resource, name, patternType: pattern },
    operations,
  };
}
