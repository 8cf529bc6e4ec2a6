import type { IAffinity } from 'kubernetes-models/v1/Affinity';
import type { ITopologySpreadConstraint } from 'kubernetes-models/v1/TopologySpreadConstraint';
import type { ObjectOfKind } from './object-meta.ts';

/**
 * The parts of Strimzi's kinds of Kafka Connect that we write, so that a misspelt key does not compile.
 * Source: https://strimzi.io/docs/operators/1.2.0/configuring
 */
type Strimzi<Kind extends string, Spec> = ObjectOfKind<'kafka.strimzi.io/v1', Kind, Spec>;

type Settings = Record<string, string | number | boolean>;

/** What Strimzi mounts beside its own; below `/mnt` alone. */
type ConnectVolume =
  | { name: string; configMap: { name: string } }
  | { name: string; secret: { secretName: string; items?: { key: string; path: string }[] } };

export type KafkaConnect = Strimzi<
  'KafkaConnect',
  {
    version: string;
    replicas: number;
    image: string;
    bootstrapServers: string;
    groupId: string;
    configStorageTopic: string;
    offsetStorageTopic: string;
    statusStorageTopic: string;
    tls: { trustedCertificates: { secretName: string; pattern: string }[] };
    authentication: {
      type: 'scram-sha-512';
      username: string;
      passwordSecret: { secretName: string; password: string };
    };
    config: Settings;
    resources: { requests: { cpu: string; memory: string }; limits: { memory: string } };
    jvmOptions: { '-Xms': string; '-Xmx': string; javaSystemProperties?: { name: string; value: string }[] };
    metricsConfig: {
      type: 'jmxPrometheusExporter';
      valueFrom: { configMapKeyRef: { name: string; key: string } };
    };
    template: {
      pod: {
        priorityClassName: string;
        affinity: IAffinity;
        topologySpreadConstraints: ITopologySpreadConstraint[];
        volumes: ConnectVolume[];
      };
      connectContainer: { volumeMounts: { name: string; mountPath: string; readOnly?: boolean }[] };
      podDisruptionBudget?: { maxUnavailable: number };
    };
  }
>;

export type KafkaConnector = Strimzi<
  'KafkaConnector',
  {
    class: string;
    tasksMax: number;
    autoRestart: { enabled: boolean; maxRestarts?: number };
    config: Settings;
  }
>;
