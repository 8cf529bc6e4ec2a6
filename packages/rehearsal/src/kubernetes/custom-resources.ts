/** A group of custom resources as a chart installs it. */
export interface CustomGroup {
  readonly group: string;
  /** Versions that the API server serves. */
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
  /** Those of the kinds that belong to no namespace. @default - none */
  readonly clusterWide?: readonly string[];
  /** Finalizer that the controller puts on objects, by kind: without the controller they are never gone. @default - none */
  readonly finalizers?: { readonly [kind: string]: string };
}

/** A chart by name, and what it brings. */
interface ChartResources {
  readonly charts: readonly string[];
  readonly groups: readonly CustomGroup[];
  readonly source: string;
}

/** Groups that charts of the component table install; a chart without any says so. */
const CHARTS: readonly ChartResources[] = [
  {
    charts: ['aws-load-balancer-controller'],
    groups: [
      {
        group: 'elbv2.k8s.aws',
        versions: ['v1beta1'],
        kinds: ['TargetGroupBinding', 'IngressClassParams'],
        clusterWide: ['IngressClassParams'],
        finalizers: { TargetGroupBinding: 'elbv2.k8s.aws/resources' },
      },
    ],
    source:
      'https://github.com/kubernetes-sigs/aws-load-balancer-controller/blob/main/pkg/targetgroupbinding/resource_manager.go',
  },
  {
    charts: ['cert-manager'],
    groups: [
      {
        group: 'cert-manager.io',
        versions: ['v1'],
        kinds: ['Certificate', 'CertificateRequest', 'Issuer', 'ClusterIssuer'],
        clusterWide: ['ClusterIssuer'],
      },
      {
        group: 'acme.cert-manager.io',
        versions: ['v1'],
        kinds: ['Order', 'Challenge'],
      },
    ],
    source: 'https://cert-manager.io/docs/reference/api-docs/',
  },
  {
    charts: ['external-secrets'],
    groups: [
      {
        group: 'external-secrets.io',
        // https://external-secrets.io/latest/introduction/deprecation-policy/: v1beta1 is served no more since 0.17.
        versions: ['v1', 'v1alpha1'],
        kinds: [
          'ExternalSecret',
          'SecretStore',
          'ClusterSecretStore',
          'ClusterExternalSecret',
          'PushSecret',
          'ClusterPushSecret',
        ],
        clusterWide: ['ClusterSecretStore', 'ClusterExternalSecret', 'ClusterPushSecret'],
        finalizers: { ExternalSecret: 'externalsecrets.external-secrets.io/externalsecret-cleanup' },
      },
      {
        group: 'generators.external-secrets.io',
        versions: ['v1alpha1'],
        kinds: ['ECRAuthorizationToken', 'Password', 'STSSessionToken', 'ClusterGenerator', 'UUID'],
        clusterWide: ['ClusterGenerator'],
      },
    ],
    source: 'https://external-secrets.io/latest/api/spec/',
  },
  {
    charts: ['base', 'istio-base'],
    groups: [
      {
        group: 'networking.istio.io',
        versions: ['v1', 'v1beta1', 'v1alpha3'],
        kinds: [
          'Gateway',
          'VirtualService',
          'DestinationRule',
          'ServiceEntry',
          'Sidecar',
          'WorkloadEntry',
          'WorkloadGroup',
          'EnvoyFilter',
          'ProxyConfig',
        ],
      },
      {
        group: 'security.istio.io',
        versions: ['v1', 'v1beta1'],
        kinds: ['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication'],
      },
      { group: 'telemetry.istio.io', versions: ['v1', 'v1alpha1'], kinds: ['Telemetry'] },
      { group: 'extensions.istio.io', versions: ['v1alpha1'], kinds: ['WasmPlugin'] },
    ],
    source: 'https://github.com/istio/istio/blob/1.30.3/manifests/charts/base/files/crd-all.gen.yaml',
  },
  {
    charts: ['prometheus-operator-crds', 'kube-prometheus-stack'],
    groups: [
      {
        group: 'monitoring.coreos.com',
        versions: ['v1', 'v1alpha1'],
        kinds: [
          'Prometheus',
          'Alertmanager',
          'ServiceMonitor',
          'PodMonitor',
          'Probe',
          'PrometheusRule',
          'ThanosRuler',
          'AlertmanagerConfig',
          'PrometheusAgent',
          'ScrapeConfig',
        ],
      },
    ],
    source: 'https://prometheus-operator.dev/docs/api-reference/api/',
  },
  {
    charts: ['strimzi-kafka-operator'],
    groups: [
      {
        group: 'kafka.strimzi.io',
        versions: ['v1', 'v1beta2'],
        kinds: [
          'Kafka',
          'KafkaNodePool',
          'KafkaTopic',
          'KafkaUser',
          'KafkaConnect',
          'KafkaConnector',
          'KafkaBridge',
          'KafkaMirrorMaker2',
          'KafkaRebalance',
        ],
        // https://strimzi.io/docs/operators/latest/deploying#con-removing-topic-finalizers-str
        finalizers: { KafkaTopic: 'strimzi.io/topic-operator' },
      },
      { group: 'core.strimzi.io', versions: ['v1', 'v1beta2'], kinds: ['StrimziPodSet'] },
    ],
    source: 'https://strimzi.io/docs/operators/latest/configuring.html',
  },
  {
    charts: ['altinity-clickhouse-operator'],
    groups: [
      {
        group: 'clickhouse.altinity.com',
        versions: ['v1'],
        kinds: ['ClickHouseInstallation', 'ClickHouseInstallationTemplate', 'ClickHouseOperatorConfiguration'],
        finalizers: { ClickHouseInstallation: 'finalizer.clickhouseinstallation.altinity.com' },
      },
      {
        group: 'clickhouse-keeper.altinity.com',
        versions: ['v1'],
        kinds: ['ClickHouseKeeperInstallation'],
      },
    ],
    source: 'https://github.com/Altinity/clickhouse-operator/blob/master/pkg/controller/chi/worker-deleter.go',
  },
  {
    charts: ['karpenter', 'karpenter-crd'],
    groups: [
      {
        group: 'karpenter.sh',
        versions: ['v1'],
        kinds: ['NodePool', 'NodeClaim'],
        clusterWide: ['NodePool', 'NodeClaim'],
      },
      { group: 'karpenter.k8s.aws', versions: ['v1'], kinds: ['EC2NodeClass'], clusterWide: ['EC2NodeClass'] },
    ],
    source: 'https://karpenter.sh/docs/concepts/',
  },
  {
    charts: ['kyverno'],
    groups: [
      {
        group: 'kyverno.io',
        versions: ['v1', 'v2', 'v2beta1'],
        kinds: ['ClusterPolicy', 'Policy', 'PolicyException', 'CleanupPolicy', 'ClusterCleanupPolicy'],
        clusterWide: ['ClusterPolicy', 'ClusterCleanupPolicy'],
      },
    ],
    source: 'https://kyverno.io/docs/crds/',
  },
  {
    charts: [
      'metrics-server',
      'cluster-autoscaler',
      'external-dns',
      'cni',
      'istiod',
      'gateway',
      'loki',
      'tempo',
      'jaeger',
      'grafana',
      'opentelemetry-collector',
      'keycloakx',
      'jenkins',
      'oauth2-proxy',
      'risingwave',
      'local-static-provisioner',
      'strimzi-drain-cleaner',
      'kube-state-metrics',
      'prometheus-node-exporter',
    ],
    groups: [],
    source:
      'https://github.com/prometheus-community/helm-charts, and the repository of each: no folder crds, no CustomResourceDefinition',
  },
];

/** Whether it is known what a chart brings. */
export function isKnownChart(chart: string): boolean {
  return CHARTS.some(({ charts }) => charts.includes(chart));
}

/** The custom resources that a chart brings. */
export function groupsOfChart(chart: string): readonly CustomGroup[] {
  return CHARTS.flatMap(({ charts, groups }) => (charts.includes(chart) ? groups : []));
}

/** A group of custom resources, and the charts that bring it; undefined where none of the table does. */
export function chartsOfGroup(
  name: string,
): { readonly group: CustomGroup; readonly charts: readonly string[] } | undefined {
  for (const { charts, groups } of CHARTS) {
    const group = groups.find((one) => one.group === name);
    if (group !== undefined) return { group, charts };
  }
  return undefined;
}

/** The finalizer of a kind, and the charts whose controller takes it off; undefined for a kind without one. */
export function finalizerOf(
  group: string,
  kind: string,
): { readonly finalizer: string; readonly charts: readonly string[] } | undefined {
  const found = chartsOfGroup(group);
  const finalizer = found?.group.finalizers?.[kind];
  return found === undefined || finalizer === undefined ? undefined : { finalizer, charts: found.charts };
}
