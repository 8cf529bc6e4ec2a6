/** Custom resources of one group that a chart installs. */
export interface CustomResources {
  /** Charts that bring the definitions. */
  readonly charts: readonly string[];
  readonly group: string;
  /** Versions that the API server serves. */
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
  /** Those of the kinds that belong to no namespace. @default - none */
  readonly clusterWide?: readonly string[];
  /** Finalizer that the controller puts on objects, by kind: without the controller they are never gone. @default - none */
  readonly finalizers?: { readonly [kind: string]: string };
  readonly source: string;
}

/** A value of a chart that decides whether it brings its definitions. */
interface Switch {
  readonly paths: readonly string[];
  readonly isOnByDefault: boolean;
  readonly source: string;
}

const ISTIO = 'https://github.com/istio/istio/blob/1.30.3/manifests/charts/base/files/crd-all.gen.yaml';
const ESO = 'https://external-secrets.io/latest/api/spec/';
const OPERATOR = 'https://prometheus-operator.dev/docs/api-reference/api/';
const STRIMZI =
  'https://github.com/strimzi/strimzi-kafka-operator/tree/1.2.0/packaging/helm-charts/helm3/strimzi-kafka-operator/crds';
const LBC =
  'https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/v3.5.0/helm/aws-load-balancer-controller/crds';

/** What the charts of the component table bring. */
const ROWS: readonly CustomResources[] = [
  {
    charts: ['aws-load-balancer-controller'],
    group: 'elbv2.k8s.aws',
    versions: ['v1beta1'],
    kinds: ['TargetGroupBinding', 'IngressClassParams', 'ALBTargetControlConfig'],
    clusterWide: ['IngressClassParams'],
    finalizers: { TargetGroupBinding: 'elbv2.k8s.aws/resources' },
    source: LBC,
  },
  {
    charts: ['aws-load-balancer-controller'],
    group: 'gateway.k8s.aws',
    versions: ['v1beta1'],
    kinds: ['LoadBalancerConfiguration', 'TargetGroupConfiguration', 'ListenerRuleConfiguration'],
    source: LBC,
  },
  {
    charts: ['aws-load-balancer-controller'],
    group: 'aga.k8s.aws',
    versions: ['v1beta1'],
    kinds: ['GlobalAccelerator'],
    source: LBC,
  },
  {
    charts: ['cert-manager'],
    group: 'cert-manager.io',
    versions: ['v1'],
    kinds: ['Certificate', 'CertificateRequest', 'Issuer', 'ClusterIssuer'],
    clusterWide: ['ClusterIssuer'],
    source: 'https://cert-manager.io/docs/reference/api-docs/',
  },
  {
    charts: ['cert-manager'],
    group: 'acme.cert-manager.io',
    versions: ['v1'],
    kinds: ['Order', 'Challenge'],
    source: 'https://cert-manager.io/docs/reference/api-docs/',
  },
  {
    charts: ['external-secrets'],
    group: 'external-secrets.io',
    // https://external-secrets.io/latest/introduction/deprecation-policy/: v1beta1 is served no more.
    versions: ['v1'],
    kinds: ['ExternalSecret', 'SecretStore', 'ClusterSecretStore', 'ClusterExternalSecret'],
    clusterWide: ['ClusterSecretStore', 'ClusterExternalSecret'],
    finalizers: { ExternalSecret: 'externalsecrets.external-secrets.io/externalsecret-cleanup' },
    source: ESO,
  },
  {
    charts: ['external-secrets'],
    group: 'external-secrets.io',
    versions: ['v1alpha1'],
    kinds: ['PushSecret', 'ClusterPushSecret'],
    clusterWide: ['ClusterPushSecret'],
    source: ESO,
  },
  {
    charts: ['external-secrets'],
    group: 'generators.external-secrets.io',
    versions: ['v1alpha1'],
    kinds: [
      'ACRAccessToken',
      'BeyondtrustWorkloadCredentialsDynamicSecret',
      'CloudsmithAccessToken',
      'ClusterGenerator',
      'ECRAuthorizationToken',
      'Fake',
      'GCRAccessToken',
      'GeneratorState',
      'GithubAccessToken',
      'GitlabDeployToken',
      'Grafana',
      'MFA',
      'Password',
      'QuayAccessToken',
      'SSHKey',
      'STSSessionToken',
      'UUID',
      'VaultDynamicSecret',
      'Webhook',
    ],
    clusterWide: ['ClusterGenerator'],
    source: ESO,
  },
  {
    charts: ['base'],
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
    ],
    source: ISTIO,
  },
  { charts: ['base'], group: 'networking.istio.io', versions: ['v1alpha3'], kinds: ['EnvoyFilter'], source: ISTIO },
  { charts: ['base'], group: 'networking.istio.io', versions: ['v1beta1'], kinds: ['ProxyConfig'], source: ISTIO },
  {
    charts: ['base'],
    group: 'security.istio.io',
    versions: ['v1', 'v1beta1'],
    kinds: ['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication'],
    source: ISTIO,
  },
  { charts: ['base'], group: 'telemetry.istio.io', versions: ['v1', 'v1alpha1'], kinds: ['Telemetry'], source: ISTIO },
  {
    charts: ['base'],
    group: 'extensions.istio.io',
    versions: ['v1alpha1'],
    kinds: ['WasmPlugin', 'TrafficExtension'],
    source: ISTIO,
  },
  {
    charts: ['prometheus-operator-crds', 'kube-prometheus-stack'],
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kinds: ['Prometheus', 'Alertmanager', 'ServiceMonitor', 'PodMonitor', 'Probe', 'PrometheusRule', 'ThanosRuler'],
    source: OPERATOR,
  },
  {
    charts: ['prometheus-operator-crds', 'kube-prometheus-stack'],
    group: 'monitoring.coreos.com',
    versions: ['v1alpha1'],
    kinds: ['AlertmanagerConfig', 'PrometheusAgent', 'ScrapeConfig'],
    source: OPERATOR,
  },
  {
    charts: ['strimzi-kafka-operator'],
    group: 'kafka.strimzi.io',
    versions: ['v1'],
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
    source: STRIMZI,
  },
  {
    charts: ['strimzi-kafka-operator'],
    group: 'core.strimzi.io',
    versions: ['v1'],
    kinds: ['StrimziPodSet'],
    source: STRIMZI,
  },
  {
    charts: ['altinity-clickhouse-operator'],
    group: 'clickhouse.altinity.com',
    versions: ['v1'],
    kinds: ['ClickHouseInstallation', 'ClickHouseInstallationTemplate', 'ClickHouseOperatorConfiguration'],
    finalizers: { ClickHouseInstallation: 'finalizer.clickhouseinstallation.altinity.com' },
    source: 'https://github.com/Altinity/clickhouse-operator/tree/0.26.0/deploy/helm/clickhouse-operator/crds',
  },
  {
    charts: ['altinity-clickhouse-operator'],
    group: 'clickhouse-keeper.altinity.com',
    versions: ['v1'],
    kinds: ['ClickHouseKeeperInstallation'],
    source: 'https://github.com/Altinity/clickhouse-operator/tree/0.26.0/deploy/helm/clickhouse-operator/crds',
  },
  {
    charts: ['karpenter', 'karpenter-crd'],
    group: 'karpenter.sh',
    versions: ['v1'],
    kinds: ['NodePool', 'NodeClaim'],
    clusterWide: ['NodePool', 'NodeClaim'],
    source: 'https://karpenter.sh/docs/concepts/',
  },
  {
    charts: ['karpenter', 'karpenter-crd'],
    group: 'karpenter.k8s.aws',
    versions: ['v1'],
    kinds: ['EC2NodeClass'],
    clusterWide: ['EC2NodeClass'],
    source: 'https://karpenter.sh/docs/concepts/',
  },
];

/** Charts without a definition of their own: no folder `crds`, and none in their templates. */
const WITHOUT_KINDS = [
  'metrics-server',
  'cluster-autoscaler',
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
];

/** Charts that bring their definitions only when a value says so. */
const SWITCHES: { readonly [chart: string]: Switch } = {
  'cert-manager': {
    paths: ['crds.enabled', 'installCRDs'],
    isOnByDefault: false,
    source: 'https://cert-manager.io/docs/installation/helm/#crd-installation',
  },
  'external-secrets': {
    paths: ['installCRDs'],
    isOnByDefault: true,
    source: 'https://github.com/external-secrets/external-secrets/blob/main/deploy/charts/external-secrets/values.yaml',
  },
  'kube-prometheus-stack': {
    paths: ['crds.enabled'],
    isOnByDefault: true,
    source: 'https://github.com/prometheus-community/helm-charts/blob/main/charts/kube-prometheus-stack/values.yaml',
  },
};

/** Whether it is known what a chart brings. */
export function isKnownChart(chart: string): boolean {
  return WITHOUT_KINDS.includes(chart) || ROWS.some(({ charts }) => charts.includes(chart));
}

/**
 * The custom resources that a chart brings.
 *
 * @param valueAt what its values say at a path such as `crds.enabled`.
 */
export function resourcesOfChart(chart: string, valueAt: (path: string) => unknown): readonly CustomResources[] {
  const decided = SWITCHES[chart];
  const said = decided?.paths.map(valueAt).filter((value) => typeof value === 'boolean') ?? [];
  const isOn = said.length > 0 ? said.includes(true) : (decided?.isOnByDefault ?? true);
  return isOn ? ROWS.filter(({ charts }) => charts.includes(chart)) : [];
}

/** What is known of a kind of custom resource; undefined where no chart of the table brings it. */
export function resourcesOfKind(group: string, kind: string): CustomResources | undefined {
  return ROWS.find((row) => row.group === group && row.kinds.includes(kind));
}

/** The finalizer of a kind, and the charts whose controller takes it off; undefined for a kind without one. */
export function finalizerOf(
  group: string,
  kind: string,
): { readonly finalizer: string; readonly charts: readonly string[] } | undefined {
  const row = resourcesOfKind(group, kind);
  const finalizer = row?.finalizers?.[kind];
  return row === undefined || finalizer === undefined ? undefined : { finalizer, charts: row.charts };
}
