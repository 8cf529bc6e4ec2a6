import type { KafkaValues } from '@smile/core';
import { PODS, secretFieldsFor } from '@smile/databases/secrets';
import type { KafkaAcl, KafkaUser, Topic } from '../../tables.ts';

/** https://github.com/apache/kafka/blob/4.3.1/clients/src/main/java/org/apache/kafka/common/internals/Topic.java */
const TOPIC_NAME = /^[a-zA-Z0-9._-]{1,249}$/;
/** Longest name of a Kubernetes object is 253; a topic with other characters gets nine more. */
const USER_NAME = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** https://strimzi.io/docs/operators/1.2.0/configuring#type-AclRule-reference */
const OPERATIONS = [
  'Read',
  'Write',
  'Create',
  'Delete',
  'Alter',
  'Describe',
  'ClusterAction',
  'AlterConfigs',
  'DescribeConfigs',
  'IdempotentWrite',
  'All',
];

/** What is wrong with topics, in sentences. */
export function topicProblems(topics: readonly Topic[], { replication, minInSync }: KafkaValues): string[] {
  return topics.flatMap(({ name, partitions, config }, index) => {
    const least = config['min.insync.replicas'];
    return [
      ...(TOPIC_NAME.test(name) && name !== '.' && name !== '..'
        ? []
        : [
            `topic ${JSON.stringify(name)}: expected 1 to 249 letters, digits, dots, dashes and underscores; Kafka refuses others`,
          ]),
      ...(topics.findIndex((one) => one.name === name) < index
        ? [`topic ${name}: there are two of this name; remove one`]
        : []),
      ...(Number.isInteger(partitions) && partitions > 0
        ? []
        : [
            `topic ${name}: expected a whole number of partitions from 1, got ${partitions}; count the consumers that share it`,
          ]),
      ...(least === undefined || (Number(least) >= minInSync && Number(least) <= replication)
        ? []
        : [
            `topic ${name}: expected min.insync.replicas from ${minInSync} to ${replication}, got ${least}; leave it out to get ${minInSync}`,
          ]),
    ];
  });
}

/** What is wrong with users, in sentences. */
export function userProblems(users: readonly KafkaUser[]): string[] {
  const known = passwords();
  return users.flatMap(({ name, acls }, index) => [
    ...(USER_NAME.test(name)
      ? []
      : [`user ${JSON.stringify(name)}: expected lower-case letters, digits and dashes; it is the name of an object`]),
    ...(users.findIndex((one) => one.name === name) < index
      ? [`user ${name}: there are two of this name; remove one`]
      : []),
    ...(known.includes(name)
      ? []
      : [
          `user ${name}: no field of a secret has its password, there are those of ${known.join(', ')}; add one to data-secrets.ts, read by PODS.kafkaUsers`,
        ]),
    ...(acls.length === 0 ? [`user ${name}: has no ACL, so it may do nothing; add one, or remove the user`] : []),
    ...acls.flatMap((acl) => aclProblems(acl).map((problem) => `user ${name}: ${problem}`)),
  ]);
}

function aclProblems({ resource, name, operations }: KafkaAcl): string[] {
  const unknown = operations.filter((operation) => !OPERATIONS.includes(operation));
  const isNamed = (name ?? '') !== '';
  return [
    ...(resource !== 'cluster' && !isNamed ? [`an ACL of a ${resource} must name it; '*' is every one`] : []),
    ...(resource === 'cluster' && isNamed ? [`an ACL of the cluster has no name, got ${name}; remove it`] : []),
    ...(operations.length === 0 ? [`an ACL of ${named(resource, name)} allows nothing; list operations`] : []),
    ...(unknown.length === 0
      ? []
      : [`an ACL of ${named(resource, name)} has operations ${unknown.join(', ')}; expected ${OPERATIONS.join(', ')}`]),
  ];
}

function named(resource: string, name: string | undefined): string {
  return name === undefined ? resource : `${resource} ${name}`;
}

/** Users whose password External Secrets puts where Strimzi reads it. */
function passwords(): readonly string[] {
  const { namespace, serviceAccount } = PODS.kafkaUsers;
  return secretFieldsFor(PODS.kafkaUsers).flatMap(({ field }) =>
    field.readers
      .filter((reader) => reader.namespace === namespace && reader.serviceAccount === serviceAccount)
      .flatMap(({ into }) => into?.key ?? []),
  );
}
