import type { Chart } from './chart.ts';

const RENDERED = 'rendered with --kube-version 1.33.0 and 1.35.0; uses only APIs that both serve';
const RENDERED_ONCE = 'rendered with --kube-version 1.35.0; uses only APIs that it serves';
const LIFE_CALENDAR = 'https://endoflife.date of 2026-08-22';

const ISTIO = {
  repository: 'https://istio-release.storage.googleapis.com/charts',
  // Charts and images are cut with every release, under its version.
  version: '1.30.4',
  appVersion: '1.30.4',
  released: '2026-08-27',
  source: 'https://istio.io/latest/news/releases/1.30.x/announcing-1.30.4/',
  endOfSupport: '2026-11-30',
  kubernetes: { from: '1.32', to: '1.36', because: `${LIFE_CALENDAR}, from istio.io's supported releases` },
} as const;

const PROMETHEUS_COMMUNITY = 'https://prometheus-community.github.io/helm-charts';
const GRAFANA_COMMUNITY = 'https://grafana-community.github.io/helm-charts';

const ROWS = {
  'prometheus-operator-crds': {
    name: 'prometheus-operator-crds',
    repository: PROMETHEUS_COMMUNITY,
    version: '31.0.1',
    appVersion: 'v0.93.1',
    released: '2026-08-10',
    source: 'https://github.com/prometheus-community/helm-charts/releases/tag/prometheus-operator-crds-31.0.1',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'templates',
    crdKinds: [
      'Alertmanager',
      'AlertmanagerConfig',
      'PodMonitor',
      'Probe',
      'Prometheus',
      'PrometheusAgent',
      'PrometheusRule',
      'ScrapeConfig',
      'ServiceMonitor',
      'ThanosRuler',
    ].map((kind) => `monitoring.coreos.com/${kind}`),
    images: [],
  },
  'istio-base': {
    ...ISTIO,
    name: 'base',
    crds: 'templates',
    crdKinds: [
      ...[
        'DestinationRule',
        'EnvoyFilter',
        'Gateway',
        'ProxyConfig',
        'ServiceEntry',
        'Sidecar',
        'VirtualService',
        'WorkloadEntry',
        'WorkloadGroup',
      ].map((kind) => `networking.istio.io/${kind}`),
      ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].map(
        (kind) => `security.istio.io/${kind}`,
      ),
      'telemetry.istio.io/Telemetry',
      'extensions.istio.io/WasmPlugin',
    ],
    images: [],
  },
  'istio-cni': { ...ISTIO, name: 'cni', crds: 'none', images: ['istio-install-cni'] },
  istiod: { ...ISTIO, name: 'istiod', crds: 'none', images: ['istio-pilot', 'istio-proxyv2'] },
  'istio-gateway': { ...ISTIO, name: 'gateway', crds: 'none', images: ['istio-proxyv2'] },
  'cert-manager': {
    name: 'cert-manager',
    repository: 'oci://quay.io/jetstack/charts',
    version: 'v1.21.1',
    appVersion: 'v1.21.1',
    released: '2026-07-29',
    source: 'https://github.com/cert-manager/cert-manager/releases/tag/v1.21.1',
    kubernetes: { from: '1.33', to: '1.36', because: 'https://cert-manager.io/docs/releases/, end: release of 1.23' },
    crds: 'templates',
    crdKinds: [
      'cert-manager.io/Certificate',
      'cert-manager.io/CertificateRequest',
      'cert-manager.io/ClusterIssuer',
      'cert-manager.io/Issuer',
      'acme.cert-manager.io/Challenge',
      'acme.cert-manager.io/Order',
    ],
    images: [
      'cert-manager-controller',
      'cert-manager-webhook',
      'cert-manager-cainjector',
      'cert-manager-startupapicheck',
      'cert-manager-acmesolver',
    ],
  },
  'external-secrets': {
    name: 'external-secrets',
    repository: 'https://charts.external-secrets.io',
    version: '2.9.0',
    appVersion: 'v2.9.0',
    released: '2026-08-08',
    source: 'https://github.com/external-secrets/external-secrets/releases/tag/helm-chart-2.9.0',
    // A minor is supported until the next one comes, about three weeks; no date is published before that.
    kubernetes: { from: '1.35', to: '1.36', because: 'docs/introduction/stability-support.md at v2.9.0' },
    crds: 'templates',
    crdKinds: [
      'external-secrets.io/ClusterExternalSecret',
      'external-secrets.io/ClusterPushSecret',
      'external-secrets.io/ClusterSecretStore',
      'external-secrets.io/ExternalSecret',
      'external-secrets.io/PushSecret',
      'external-secrets.io/SecretStore',
    ],
    images: ['external-secrets'],
  },
  'aws-load-balancer-controller': {
    name: 'aws-load-balancer-controller',
    repository: 'https://aws.github.io/eks-charts',
    version: '3.5.0',
    appVersion: 'v3.5.0',
    released: '2026-08-03',
    source: 'https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases/tag/v3.5.0',
    kubernetes: { from: '1.33', to: '1.36', because: `${RENDERED}; built with client-go 0.36.2` },
    crds: 'crds-folder',
    crdKinds: ['elbv2.k8s.aws/TargetGroupBinding', 'elbv2.k8s.aws/IngressClassParams'],
    images: ['aws-load-balancer-controller'],
  },
  'metrics-server': {
    name: 'metrics-server',
    repository: 'https://kubernetes-sigs.github.io/metrics-server/',
    version: '3.13.1',
    appVersion: '0.8.1',
    released: '2026-06-11',
    source: 'https://github.com/kubernetes-sigs/metrics-server/releases/tag/metrics-server-helm-chart-3.13.1',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['metrics-server'],
  },
  'cluster-autoscaler': {
    name: 'cluster-autoscaler',
    repository: 'https://kubernetes.github.io/autoscaler',
    version: '9.59.0',
    // Values raise the image to the minor of the cluster.
    appVersion: '1.35.0',
    released: '2026-07-21',
    source: 'https://github.com/kubernetes/autoscaler/releases/tag/cluster-autoscaler-chart-9.59.0',
    kubernetes: {
      from: '1.35',
      to: '1.35',
      because: 'the autoscaler goes with the minor of its cluster; image v1.35.2',
    },
    crds: 'none',
    images: ['cluster-autoscaler'],
  },
  'kube-prometheus-stack': {
    name: 'kube-prometheus-stack',
    repository: PROMETHEUS_COMMUNITY,
    version: '88.5.3',
    appVersion: 'v0.93.1',
    released: '2026-08-21',
    source: 'https://github.com/prometheus-community/helm-charts/releases/tag/kube-prometheus-stack-88.5.3',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    // It brings the definitions in a sub-chart that values switch off: prometheus-operator-crds has them.
    crds: 'none',
    images: [
      'prometheus-operator',
      'prometheus-config-reloader',
      'prometheus',
      'alertmanager',
      'thanos',
      'kube-state-metrics',
      'node-exporter',
    ],
  },
  // Also a sub-chart of kube-prometheus-stack; a release of its own, so that metrics wait neither for sign-in nor for the mesh.
  grafana: {
    name: 'grafana',
    repository: GRAFANA_COMMUNITY,
    version: '12.11.1',
    appVersion: '13.2.0',
    released: '2026-08-19',
    source: 'https://github.com/grafana-community/helm-charts/releases/tag/grafana-12.11.1',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['grafana', 'k8s-sidecar'],
  },
  loki: {
    name: 'loki',
    repository: GRAFANA_COMMUNITY,
    version: '18.11.0',
    appVersion: '3.7.6',
    released: '2026-08-20',
    source: 'https://github.com/grafana-community/helm-charts/releases/tag/loki-18.11.0',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['loki', 'nginx-unprivileged', 'memcached', 'memcached-exporter', 'k8s-sidecar'],
  },
  tempo: {
    name: 'tempo',
    repository: GRAFANA_COMMUNITY,
    version: '2.2.4',
    appVersion: '2.10.8',
    released: '2026-08-13',
    source: 'https://github.com/grafana-community/helm-charts/releases/tag/tempo-2.2.4',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['tempo'],
  },
  jaeger: {
    name: 'jaeger',
    repository: 'https://jaegertracing.github.io/helm-charts',
    version: '4.11.1',
    appVersion: '2.19.0',
    released: '2026-06-14',
    source: 'https://github.com/jaegertracing/helm-charts/releases/tag/jaeger-4.11.1',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['jaeger'],
  },
  'opentelemetry-collector': {
    name: 'opentelemetry-collector',
    repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
    version: '0.170.0',
    appVersion: '0.158.0',
    released: '2026-08-14',
    source: 'https://github.com/open-telemetry/opentelemetry-helm-charts/releases/tag/opentelemetry-collector-0.170.0',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['opentelemetry-collector-k8s', 'opentelemetry-collector-contrib'],
  },
  keycloakx: {
    name: 'keycloakx',
    repository: 'https://codecentric.github.io/helm-charts',
    version: '7.1.11',
    // Values raise the image.
    appVersion: '26.5.6',
    released: '2026-04-21',
    source: 'https://github.com/codecentric/helm-charts/blob/57c2f8e/charts/keycloakx/Chart.yaml',
    kubernetes: { from: '1.35', to: '1.35', because: RENDERED_ONCE },
    crds: 'none',
    images: ['keycloak'],
  },
  'oauth2-proxy': {
    name: 'oauth2-proxy',
    repository: 'https://oauth2-proxy.github.io/manifests',
    version: '10.7.0',
    appVersion: '7.15.3',
    released: '2026-06-09',
    source: 'https://github.com/oauth2-proxy/manifests/blob/fe328b0/helm/oauth2-proxy/Chart.yaml',
    kubernetes: { from: '1.33', to: '1.35', because: RENDERED },
    crds: 'none',
    images: ['oauth2-proxy'],
  },
  jenkins: {
    name: 'jenkins',
    repository: 'https://charts.jenkins.io',
    version: '5.9.53',
    appVersion: '2.568.2',
    released: '2026-08-07',
    source: 'https://github.com/jenkinsci/helm-charts/releases/tag/jenkins-5.9.53',
    kubernetes: { from: '1.35', to: '1.35', because: RENDERED_ONCE },
    crds: 'none',
    images: ['jenkins-controller', 'jenkins-agent', 'k8s-sidecar'],
  },
  'strimzi-kafka-operator': {
    name: 'strimzi-kafka-operator',
    repository: 'oci://quay.io/strimzi-helm',
    version: '1.2.0',
    appVersion: '1.2.0',
    released: '2026-08-18',
    source: 'https://github.com/strimzi/strimzi-kafka-operator/releases/tag/1.2.0',
    kubernetes: { from: '1.30', to: '1.35', because: 'its attributes.adoc; newest cluster of its tests is 1.35.0' },
    crds: 'crds-folder',
    crdKinds: [
      'core.strimzi.io/StrimziPodSet',
      'kafka.strimzi.io/Kafka',
      'kafka.strimzi.io/KafkaBridge',
      'kafka.strimzi.io/KafkaConnect',
      'kafka.strimzi.io/KafkaConnector',
      'kafka.strimzi.io/KafkaMirrorMaker2',
      'kafka.strimzi.io/KafkaNodePool',
      'kafka.strimzi.io/KafkaRebalance',
      'kafka.strimzi.io/KafkaTopic',
      'kafka.strimzi.io/KafkaUser',
    ],
    images: ['strimzi-operator', 'strimzi-kafka', 'strimzi-kafka-bridge'],
  },
  'strimzi-drain-cleaner': {
    name: 'strimzi-drain-cleaner',
    repository: 'oci://quay.io/strimzi-helm',
    version: '1.6.0',
    appVersion: '1.6.0',
    released: '2026-05-02',
    source: 'https://github.com/strimzi/drain-cleaner/releases/tag/1.6.0',
    kubernetes: { from: '1.35', to: '1.35', because: RENDERED_ONCE },
    crds: 'none',
    images: ['strimzi-drain-cleaner'],
  },
  'altinity-clickhouse-operator': {
    name: 'altinity-clickhouse-operator',
    repository: 'https://helm.altinity.com',
    // Its values were rendered with 0.26.0, the newest chart whose source was read.
    version: '0.27.1',
    appVersion: '0.27.1',
    released: '2026-06-04',
    source: 'https://helm.altinity.com/index.yaml',
    kubernetes: { from: '1.35', to: '1.35', because: 'rendered with --kube-version 1.35.0 at 0.26.0: core APIs alone' },
    crds: 'crds-folder',
    crdKinds: [
      'clickhouse.altinity.com/ClickHouseInstallation',
      'clickhouse.altinity.com/ClickHouseInstallationTemplate',
      'clickhouse.altinity.com/ClickHouseOperatorConfiguration',
      'clickhouse-keeper.altinity.com/ClickHouseKeeperInstallation',
    ],
    images: ['clickhouse-operator', 'clickhouse-metrics-exporter', 'k8s'],
  },
  risingwave: {
    name: 'risingwave',
    repository: 'https://risingwavelabs.github.io/helm-charts',
    version: '0.2.58',
    appVersion: 'v3.0.3',
    released: '2026-08-18',
    source: 'https://github.com/risingwavelabs/helm-charts/releases/tag/risingwave-0.2.58',
    kubernetes: { from: '1.35', to: '1.35', because: RENDERED_ONCE },
    crds: 'none',
    images: ['risingwave'],
  },
  'local-static-provisioner': {
    name: 'local-static-provisioner',
    repository: 'https://kubernetes-sigs.github.io/sig-storage-local-static-provisioner',
    version: '2.9.0',
    appVersion: '2.9.0',
    released: '2026-07-25',
    source: 'https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/releases/tag/v2.9.0',
    kubernetes: { from: '1.35', to: '1.35', because: RENDERED_ONCE },
    crds: 'none',
    images: ['local-volume-provisioner'],
  },
} as const satisfies Record<string, Chart>;

/** Name of a chart in the catalogue, as in `istio-gateway`; its repository may call it otherwise. */
export type ChartName = keyof typeof ROWS;

/**
 * Charts of others that we install, each pinned to a version. `smile charts pull` fetches them, `smile charts verify`
 * checks our values against them. Newer versions: `helm search repo --versions`, or the page of `source`.
 */
export const CHARTS: Readonly<Record<ChartName, Chart>> = ROWS;

/** Names of all charts. */
export const CHART_NAMES = Object.keys(ROWS) as readonly ChartName[];

/** File name of a chart's archive in the cache, as in `loki-18.11.0.tgz`. */
export function chartArchive(name: ChartName): string {
  const chart = CHARTS[name];
  return `${chart.name}-${chart.version}.tgz`;
}
