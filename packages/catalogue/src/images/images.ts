import type { Architecture, Image } from './image.ts';

const BOTH: readonly Architecture[] = ['amd64', 'arm64'];

const STRIMZI = 'https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/.azure/release-pipeline.yaml';
const CERT_MANAGER = 'https://github.com/cert-manager/cert-manager/releases/tag/v1.21.1';
const ISTIO = 'https://istio.io/latest/news/releases/1.30.x/announcing-1.30.4/';
const PROMETHEUS_STACK = 'https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-88.5.3';

function cached(upstream: string, tag: string, source: string, purpose?: string): Image {
  return { upstream, tag, architectures: BOTH, obtained: 'cache', source, ...(purpose !== undefined && { purpose }) };
}

function copied(upstream: string, tag: string, source: string, purpose?: string): Image {
  return { upstream, tag, architectures: BOTH, obtained: 'copy', source, ...(purpose !== undefined && { purpose }) };
}

const ROWS = {
  // public.ecr.aws
  'aws-load-balancer-controller': cached(
    'public.ecr.aws/eks/aws-load-balancer-controller',
    'v3.5.0',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/releases/tag/v3.5.0',
  ),
  memcached: cached(
    'public.ecr.aws/docker/library/memcached',
    '1.6.45-alpine',
    'https://github.com/grafana-community/helm-charts/tree/loki-18.11.0',
  ),
  'nginx-unprivileged': cached(
    'public.ecr.aws/nginx/nginx-unprivileged',
    '1.29-alpine',
    'https://gallery.ecr.aws/nginx/nginx-unprivileged',
  ),
  zookeeper: cached(
    'public.ecr.aws/docker/library/zookeeper',
    '3.9.5',
    'https://zookeeper.apache.org/releases.html',
    'the ensemble of ClickHouse',
  ),
  'aws-cli': cached(
    'public.ecr.aws/aws-cli/aws-cli',
    '2.36.46',
    'https://gallery.ecr.aws/aws-cli/aws-cli',
    'Jobs that read a secret by pod identity',
  ),
  mysql: cached(
    'public.ecr.aws/docker/library/mysql',
    '8.4.10',
    'https://gallery.ecr.aws/docker/library/mysql',
    'the client in Jobs that make schemas and users',
  ),
  'preview-mysql': cached(
    'public.ecr.aws/docker/library/mysql',
    '8.0.44',
    'https://gallery.ecr.aws/docker/library/mysql',
    'MySQL of a preview, of the version that the environments have',
  ),
  'preview-rabbitmq': cached(
    'public.ecr.aws/docker/library/rabbitmq',
    '3.13.7-alpine',
    'https://gallery.ecr.aws/docker/library/rabbitmq',
    'RabbitMQ of a preview',
  ),
  'preview-redis': cached(
    'public.ecr.aws/docker/library/redis',
    '6.2.20-alpine',
    'https://gallery.ecr.aws/docker/library/redis',
    'Redis of a preview',
  ),
  postgres: cached(
    'public.ecr.aws/docker/library/postgres',
    '17.6-alpine',
    'https://gallery.ecr.aws/docker/library/postgres',
    'the client in the Job that runs the SQL of RisingWave',
  ),
  // registry.k8s.io
  'metrics-server': cached(
    'registry.k8s.io/metrics-server/metrics-server',
    'v0.8.1',
    'https://github.com/kubernetes-sigs/metrics-server/releases/tag/v0.8.1',
  ),
  'cluster-autoscaler': cached(
    'registry.k8s.io/autoscaling/cluster-autoscaler',
    'v1.35.2',
    'https://github.com/kubernetes/autoscaler/releases/tag/cluster-autoscaler-1.35.2',
  ),
  'kube-state-metrics': cached('registry.k8s.io/kube-state-metrics/kube-state-metrics', 'v2.20.0', PROMETHEUS_STACK),
  'local-volume-provisioner': cached(
    'registry.k8s.io/sig-storage/local-volume-provisioner',
    'v2.9.0',
    'https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/releases/tag/v2.9.0',
  ),
  'local-volume-node-cleanup': cached(
    'registry.k8s.io/sig-storage/local-volume-node-cleanup',
    // The newest that others are seen to run; it changes with no version of the provisioner.
    'v2.8.0',
    'https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/releases/tag/v2.8.0',
    'lets go of the volumes of nodes that are gone',
  ),
  // quay.io
  'cert-manager-controller': cached('quay.io/jetstack/cert-manager-controller', 'v1.21.1', CERT_MANAGER),
  'cert-manager-webhook': cached('quay.io/jetstack/cert-manager-webhook', 'v1.21.1', CERT_MANAGER),
  'cert-manager-cainjector': cached('quay.io/jetstack/cert-manager-cainjector', 'v1.21.1', CERT_MANAGER),
  'cert-manager-startupapicheck': cached('quay.io/jetstack/cert-manager-startupapicheck', 'v1.21.1', CERT_MANAGER),
  'cert-manager-acmesolver': cached('quay.io/jetstack/cert-manager-acmesolver', 'v1.21.1', CERT_MANAGER),
  'prometheus-operator': cached('quay.io/prometheus-operator/prometheus-operator', 'v0.93.1', PROMETHEUS_STACK),
  'prometheus-config-reloader': cached(
    'quay.io/prometheus-operator/prometheus-config-reloader',
    'v0.93.1',
    PROMETHEUS_STACK,
  ),
  prometheus: cached('quay.io/prometheus/prometheus', 'v3.14.0-distroless', PROMETHEUS_STACK),
  alertmanager: cached('quay.io/prometheus/alertmanager', 'v0.34.0', PROMETHEUS_STACK),
  'node-exporter': cached('quay.io/prometheus/node-exporter', 'v1.12.1-distroless', PROMETHEUS_STACK),
  'memcached-exporter': cached(
    'quay.io/prometheus/memcached-exporter',
    'v0.17.0',
    'https://github.com/prometheus/memcached_exporter/releases/tag/v0.17.0',
  ),
  // Only an argument of the Prometheus operator, which starts it nowhere; the operator takes no empty value for it.
  thanos: cached('quay.io/thanos/thanos', 'v0.42.4', PROMETHEUS_STACK),
  'k8s-sidecar': cached('quay.io/kiwigrid/k8s-sidecar', '2.10.1', PROMETHEUS_STACK),
  jaeger: cached(
    'quay.io/jaegertracing/jaeger',
    '2.19.0',
    'https://github.com/jaegertracing/jaeger/releases/tag/v2.19.0',
  ),
  keycloak: cached(
    'quay.io/keycloak/keycloak',
    '26.7.4',
    'https://www.npmjs.com/package/@keycloak/keycloak-admin-client, released with the server',
  ),
  'keycloak-config-cli': cached(
    'quay.io/adorsys/keycloak-config-cli',
    '6.5.0-26.5.4',
    'https://github.com/adorsys/keycloak-config-cli/releases/tag/v6.5.0',
    'the Job that writes the realms',
  ),
  'oauth2-proxy': cached(
    'quay.io/oauth2-proxy/oauth2-proxy',
    'v7.15.3',
    'https://github.com/oauth2-proxy/manifests/blob/fe328b0/helm/oauth2-proxy/Chart.yaml',
  ),
  'strimzi-operator': cached('quay.io/strimzi/operator', '1.2.0', STRIMZI),
  'strimzi-kafka': cached('quay.io/strimzi/kafka', '1.2.0-kafka-4.3.1', STRIMZI),
  'strimzi-kafka-bridge': cached('quay.io/strimzi/kafka-bridge', '1.1.0', STRIMZI),
  'strimzi-drain-cleaner': cached(
    'quay.io/strimzi/drain-cleaner',
    '1.6.0',
    'https://github.com/strimzi/drain-cleaner/releases/tag/1.6.0',
  ),
  // Copied: registries that ECR does not cache without credentials, or at all.
  'istio-pilot': copied('registry.istio.io/release/pilot', '1.30.4', ISTIO),
  'istio-proxyv2': copied('registry.istio.io/release/proxyv2', '1.30.4', ISTIO),
  'istio-install-cni': copied('registry.istio.io/release/install-cni', '1.30.4', ISTIO),
  'external-secrets': copied(
    'ghcr.io/external-secrets/external-secrets',
    'v2.9.0',
    'https://github.com/external-secrets/external-secrets/releases/tag/v2.9.0',
  ),
  'opentelemetry-collector-contrib': copied(
    'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-contrib',
    '0.158.0',
    'https://github.com/open-telemetry/opentelemetry-collector-releases/releases/tag/v0.158.0',
  ),
  'opentelemetry-collector-k8s': copied(
    'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s',
    '0.158.0',
    'https://github.com/open-telemetry/opentelemetry-collector-releases/releases/tag/v0.158.0',
  ),
  grafana: copied('docker.io/grafana/grafana', '13.2.0', PROMETHEUS_STACK),
  loki: copied('docker.io/grafana/loki', '3.7.6', 'https://github.com/grafana/loki/releases/tag/v3.7.6'),
  tempo: copied('docker.io/grafana/tempo', '2.10.8', 'https://github.com/grafana/tempo/releases/tag/v2.10.8'),
  'clickhouse-operator': copied(
    'docker.io/altinity/clickhouse-operator',
    '0.27.1',
    'https://github.com/Altinity/clickhouse-operator/releases/tag/release-0.27.1',
  ),
  'clickhouse-metrics-exporter': copied(
    'docker.io/altinity/metrics-exporter',
    '0.27.1',
    'https://github.com/Altinity/clickhouse-operator/releases/tag/release-0.27.1',
  ),
  'clickhouse-server': copied(
    'docker.io/altinity/clickhouse-server',
    '25.3.6.10034.altinitystable',
    'https://docs.altinity.com/releasenotes/altinity-stable-release-notes/25.3/',
    'the shards of ClickHouse',
  ),
  'clickhouse-backup': copied(
    'docker.io/altinity/clickhouse-backup',
    '2.8.0',
    'https://github.com/Altinity/clickhouse-backup/releases/tag/v2.8.0',
    'the backup container beside ClickHouse',
  ),
  risingwave: copied(
    'docker.io/risingwavelabs/risingwave',
    'v3.0.3',
    'https://github.com/risingwavelabs/helm-charts/releases/tag/risingwave-0.2.58',
  ),
  k8s: copied(
    'docker.io/alpine/k8s',
    '1.35.8',
    'https://hub.docker.com/r/alpine/k8s/tags',
    'kubectl in hook Jobs that apply CRDs, and in gates that wait',
  ),
  // Built: a base image that has both architectures, and files that know none.
  'jenkins-controller': {
    upstream: 'docker.io/jenkins/jenkins',
    baseTag: '2.568.2-jdk21',
    tag: '2.568.2-jdk21-1',
    architectures: BOTH,
    obtained: 'build',
    source: 'https://github.com/jenkinsci/docker/releases/tag/2.568.2',
  },
  'jenkins-agent': {
    upstream: 'docker.io/jenkins/inbound-agent',
    baseTag: '3385.vf1123fb_515da_-1',
    tag: '3385.vf1123fb_515da_-1',
    architectures: BOTH,
    obtained: 'build',
    purpose: 'pods in which Jenkins plans and applies',
    source: 'https://github.com/jenkinsci/helm-charts/releases/tag/jenkins-5.9.53',
  },
  'kafka-connect': {
    upstream: 'quay.io/strimzi/kafka',
    baseTag: '1.2.0-kafka-4.3.1',
    tag: 'strimzi-1.2.0-kafka-4.3.1-debezium-3.6.1-clickhouse-1.5.0',
    architectures: BOTH,
    obtained: 'build',
    purpose: 'Debezium and the sink of ClickHouse',
    source: STRIMZI,
  },
} as const satisfies Record<string, Image>;

/** Name of an image, as in `loki`. */
export type ImageName = keyof typeof ROWS;

/**
 * Every image that runs in the clusters, by name, besides SMILE's and WMS's own. For what is copied or built, the name is
 * part of its repository's name: never renamed.
 *
 * Tags are exact. Newer ones: `skopeo list-tags docker://<upstream>`, then the release notes, then `smile images sync`.
 */
export const IMAGES: Readonly<Record<ImageName, Image>> = ROWS;

/** Names of all images. */
export const IMAGE_NAMES = Object.keys(ROWS) as readonly ImageName[];
