import type { Part, Requirement } from '../requirement.ts';
import type { RequirementId } from '../requirement-ids.ts';
import { hasCollectors } from './collectors.ts';
import { hasGitServer } from './git-server.ts';
import { hasJenkins } from './jenkins.ts';
import { hasJenkinsRoles } from './jenkins-roles.ts';
import { hasJenkinsHost } from './load-balancers.ts';
import { hasLogs } from './logs.ts';
import { goesThroughIstio, hasMesh } from './mesh.ts';
import { hasDashboards, hasMetrics } from './metrics.ts';
import { hasNamespaces } from './namespaces.ts';
import { WORKLOADS } from './stages.ts';
import { sendsFromEverywhere } from './telemetry-link.ts';
import { showsTraces, storesTraces } from './traces.ts';

const inside = (id: RequirementId, title: string, statement: string, parts: readonly Part[]): Requirement => ({
  id,
  section: 'In the clusters',
  title,
  statement,
  stages: WORKLOADS,
  parts,
});

/** What runs inside the clusters, and what builds and deploys it. */
export const IN_THE_CLUSTERS: readonly Requirement[] = [
  {
    id: 'K8S-NS',
    section: 'In the clusters',
    title: 'Namespaces',
    statement:
      'Namespace segregation. Application cluster: smile, wms, auth (Keycloak), monitoring, istio-system, jenkins. Data cluster: etl (Kafka, ZooKeeper, Debezium, RisingWave, Pentaho), olap (ClickHouse), monitoring, istio-system.',
    stages: WORKLOADS,
    parts: [{ name: 'Namespaces', check: hasNamespaces }],
  },
  {
    id: 'K8S-ISTIO',
    section: 'In the clusters',
    title: 'Istio',
    statement: 'Istio: ingress from the load balancer, and secure (mTLS) service-to-service traffic.',
    stages: WORKLOADS,
    parts: [
      { name: 'the mesh', check: hasMesh },
      { name: 'ingress from the load balancers', check: goesThroughIstio },
    ],
  },
  inside('OBS-METRICS', 'Metrics', 'Prometheus and Grafana: metrics and dashboards.', [
    { name: 'Prometheus, and alerts that reach people', check: hasMetrics },
    { name: 'Grafana, over every store', check: hasDashboards },
    { name: 'metrics of every cluster', check: sendsFromEverywhere('metrics') },
  ]),
  inside(
    'OBS-TRACES',
    'Traces',
    "Jaeger: tracing. Tempo's object storage is required (STO-S3), so Tempo stores the traces; Jaeger serves its UI and API.",
    [
      { name: 'Tempo', check: storesTraces },
      { name: 'Jaeger', check: showsTraces },
      { name: 'traces of every cluster', check: sendsFromEverywhere('traces') },
    ],
  ),
  inside('OBS-LOGS', 'Logs', 'Loki: log aggregation, on S3.', [
    { name: 'Loki', check: hasLogs },
    { name: 'logs of every cluster', check: sendsFromEverywhere('logs') },
  ]),
  inside('OBS-OTEL', 'Telemetry', 'OpenTelemetry Collector: one telemetry pipeline for metrics, logs, traces.', [
    { name: 'gateway and agents', check: hasCollectors },
  ]),
  {
    id: 'CI-JENKINS',
    section: 'In the clusters',
    title: 'Jenkins',
    statement:
      "Jenkins: build and deployment automation, in the jenkins namespace of each environment's application cluster (production, staging, dev).",
    resolution: {
      contradiction:
        "The owner's document does not say where Jenkins runs; its picture shows the namespace in the application cluster.",
      decision:
        "A Jenkins plans and applies its own environment only, production's also shared: trust flows from production downwards, never up.",
    },
    stages: WORKLOADS,
    parts: [
      { name: 'its name, for operators alone', check: hasJenkinsHost },
      { name: 'roles that its jobs take on', check: hasJenkinsRoles },
      { name: 'Jenkins, and agents that alone have rights', check: hasJenkins },
    ],
  },
  {
    id: 'CI-GITLAB',
    section: 'In the clusters',
    title: 'GitLab',
    statement: 'GitLab: source code management (ACC-GIT).',
    stages: ['shared'],
    parts: [{ name: 'Git server', check: hasGitServer }],
  },
];
