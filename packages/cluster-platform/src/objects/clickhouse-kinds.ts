import type { IPersistentVolumeClaimSpec } from 'kubernetes-models/v1/PersistentVolumeClaimSpec';
import type { IPodSpec } from 'kubernetes-models/v1/PodSpec';
import type { IServiceSpec } from 'kubernetes-models/v1/ServiceSpec';
import type { ObjectOfKind } from './object-meta.ts';

/** Of the operator, which takes texts for truth values. */
type YesOrNo = 'yes' | 'no';

/** A setting by its path, as in `ingest/profile`; one that is secret is read from a Kubernetes Secret by the pod. */
type Settings = Record<
  string,
  string | number | string[] | { valueFrom: { secretKeyRef: { name: string; key: string } } }
>;

/**
 * The part of the operator's kind that we write, so that a misspelt key does not compile.
 * Source: https://github.com/Altinity/clickhouse-operator/blob/0.26.0/docs/custom_resource_explained.md
 */
export type ClickHouseInstallation = ObjectOfKind<
  'clickhouse.altinity.com/v1',
  'ClickHouseInstallation',
  {
    reconcile: {
      policy: 'wait' | 'nowait';
      host: {
        wait: { exclude: 'true' | 'false'; queries: 'true' | 'false'; include: 'true' | 'false' };
        drop: { replicas: { onDelete: YesOrNo; onLostVolume: YesOrNo; active: YesOrNo } };
      };
      runtime: { reconcileShardsThreadsNumber: number; reconcileShardsMaxConcurrencyPercent: number };
    };
    defaults: {
      replicasUseFQDN: YesOrNo;
      storageManagement: { provisioner: 'StatefulSet' | 'Operator'; reclaimPolicy: 'Retain' | 'Delete' };
      templates: { podTemplate: string; dataVolumeClaimTemplate: string; serviceTemplate: string };
    };
    configuration: {
      zookeeper: {
        nodes: { host: string; port: number; secure: YesOrNo }[];
        session_timeout_ms: number;
        operation_timeout_ms: number;
        root: string;
      };
      users: Settings;
      profiles: Settings;
      quotas: Settings;
      settings: Settings;
      files: Settings;
      clusters: {
        name: string;
        secure: YesOrNo;
        insecure: YesOrNo;
        secret: { auto: 'true' | 'false' };
        pdbManaged: YesOrNo;
        pdbMaxUnavailable?: number;
        schemaPolicy: { replica: 'All' | 'None'; shard: 'All' | 'None' };
        layout: { shardsCount: number; replicasCount: number };
      }[];
    };
    templates: {
      serviceTemplates: { name: string; generateName?: string; spec: IServiceSpec }[];
      volumeClaimTemplates: { name: string; reclaimPolicy: 'Retain' | 'Delete'; spec: IPersistentVolumeClaimSpec }[];
      podTemplates: {
        name: string;
        podDistribution: {
          type: 'ClickHouseAntiAffinity';
          scope: 'ClickHouseInstallation';
          topologyKey: string;
        }[];
        metadata: { labels: Record<string, string> };
        spec: IPodSpec;
      }[];
    };
  }
>;
