import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { IPodSecurityContext } from 'kubernetes-models/v1/PodSecurityContext';
import type { IToleration } from 'kubernetes-models/v1/Toleration';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import type { ObjectOfKind } from './object-meta.ts';

/**
 * The parts of Strimzi's kinds that we write, so that a misspelt key does not compile.
 * Source: https://strimzi.io/docs/operators/1.2.0/configuring
 */
type Strimzi<Kind extends string, Spec> = ObjectOfKind<'kafka.strimzi.io/v1', Kind, Spec>;

interface Resources {
  requests: { cpu: string; memory: string };
  limits: { memory: string };
}

interface PodTemplate {
  priorityClassName?: string;
  terminationGracePeriodSeconds?: number;
  securityContext?: IPodSecurityContext;
  tolerations?: IToleration[];
  affinity?: IAffinity;
  topologySpreadConstraints?: ITopologySpreadConstraint[];
}

/** A volume of each node of a pool. Its class and its number are never changed: the data would be on the old one. */
interface ClaimedVolume {
  id: number;
  type: 'persistent-claim';
  size: string;
  class: string;
  deleteClaim: boolean;
  /** On the one volume that keeps what the cluster is. */
  kraftMetadata?: 'shared';
}

export type KafkaNodePool = Strimzi<
  'KafkaNodePool',
  {
    replicas: number;
    roles: ('controller' | 'broker')[];
    storage: { type: 'jbod'; volumes: ClaimedVolume[] };
    resources: Resources;
    jvmOptions: { '-Xms': string; '-Xmx': string };
    template: { pod: PodTemplate };
  }
>;

interface Operator {
  resources: Resources;
}

export type Kafka = Strimzi<
  'Kafka',
  {
    kafka: {
      version: string;
      metadataVersion: string;
      listeners: {
        name: string;
        port: number;
        type: 'internal';
        tls: true;
        authentication: { type: 'scram-sha-512' };
      }[];
      authorization: { type: 'simple'; superUsers?: string[] };
      rack: { topologyKey: string };
      config: Record<string, string | number | boolean>;
      metricsConfig: { type: 'strimziMetricsReporter'; values?: { allowList: string[] } };
      template?: { podDisruptionBudget?: { maxUnavailable: number } };
    };
    entityOperator: {
      topicOperator: Operator;
      userOperator: Operator;
      template: { pod: PodTemplate };
    };
  }
>;

export type KafkaTopic = Strimzi<
  'KafkaTopic',
  {
    /** @default - the name of the object */
    topicName?: string;
    partitions: number;
    replicas: number;
    config: Record<string, string | number | boolean>;
  }
>;

/** What a user may do with a resource. */
interface Acl {
  type: 'allow';
  resource:
    | { type: 'topic' | 'group' | 'transactionalId'; name: string; patternType: 'literal' | 'prefix' }
    | { type: 'cluster' };
  operations: string[];
}

export type KafkaUser = Strimzi<
  'KafkaUser',
  {
    authentication: {
      type: 'scram-sha-512';
      password: { valueFrom: { secretKeyRef: { name: string; key: string } } };
    };
    authorization: { type: 'simple'; acls: Acl[] };
  }
>;
