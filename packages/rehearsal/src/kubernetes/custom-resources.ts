import { CHARTS, type Chart, type ChartName } from '@smile/catalogue';

/** A kind of custom resource that charts install. */
export interface CustomResource {
  /** Charts that bring its definition. */
  readonly charts: readonly string[];
  readonly group: string;
  readonly kind: string;
  /** Versions that the API server serves. */
  readonly versions: readonly string[];
  readonly isClusterWide: boolean;
  /** Finalizer that the controller puts on objects: without the controller they are never gone. */
  readonly finalizer: string | undefined;
}

/** What holds for the kinds of one group; which kinds a chart brings is in the catalogue. */
interface Group {
  /** Versions that the API server serves. */
  readonly versions: readonly string[];
  /** Versions of kinds that have others. @default - those of the group */
  readonly otherVersions?: { readonly [kind: string]: readonly string[] };
  /** Kinds that belong to no namespace. @default - none */
  readonly clusterWide?: readonly string[];
  /** Finalizers by kind. @default - none */
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
const CERT_MANAGER = 'https://cert-manager.io/docs/reference/api-docs/';
const ESO = 'https://external-secrets.io/latest/api/spec/';
const STRIMZI =
  'https://github.com/strimzi/strimzi-kafka-operator/tree/1.2.0/packaging/helm-charts/helm3/strimzi-kafka-operator/crds';
const LBC =
  'https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/v3.5.0/helm/aws-load-balancer-controller/crds';
const CLICKHOUSE = 'https://github.com/Altinity/clickhouse-operator/tree/0.26.0/deploy/helm/clickhouse-operator/crds';
const KARPENTER = 'https://karpenter.sh/docs/concepts/';

const GROUPS: { readonly [group: string]: Group } = {
  'elbv2.k8s.aws': {
    versions: ['v1beta1'],
    clusterWide: ['IngressClassParams'],
    finalizers: { TargetGroupBinding: 'elbv2.k8s.aws/resources' },
    source: LBC,
  },
  'gateway.k8s.aws': { versions: ['v1beta1'], source: LBC },
  'aga.k8s.aws': { versions: ['v1beta1'], source: LBC },
  'cert-manager.io': { versions: ['v1'], clusterWide: ['ClusterIssuer'], source: CERT_MANAGER },
  'acme.cert-manager.io': { versions: ['v1'], source: CERT_MANAGER },
  'external-secrets.io': {
    // https://external-secrets.io/latest/introduction/deprecation-policy/: v1beta1 is served no more.
    versions: ['v1'],
    otherVersions: { PushSecret: ['v1alpha1'], ClusterPushSecret: ['v1alpha1'] },
    clusterWide: ['ClusterSecretStore', 'ClusterExternalSecret', 'ClusterPushSecret'],
    finalizers: { ExternalSecret: 'externalsecrets.external-secrets.io/externalsecret-cleanup' },
    source: ESO,
  },
  'generators.external-secrets.io': { versions: ['v1alpha1'], clusterWide: ['ClusterGenerator'], source: ESO },
  'networking.istio.io': {
    versions: ['v1', 'v1beta1', 'v1alpha3'],
    otherVersions: { EnvoyFilter: ['v1alpha3'], ProxyConfig: ['v1beta1'] },
    source: ISTIO,
  },
  'security.istio.io': { versions: ['v1', 'v1beta1'], source: ISTIO },
  'telemetry.istio.io': { versions: ['v1', 'v1alpha1'], source: ISTIO },
  'extensions.istio.io': { versions: ['v1alpha1'], source: ISTIO },
  'monitoring.coreos.com': {
    versions: ['v1'],
    otherVersions: { AlertmanagerConfig: ['v1alpha1'], PrometheusAgent: ['v1alpha1'], ScrapeConfig: ['v1alpha1'] },
    source: 'https://prometheus-operator.dev/docs/api-reference/api/',
  },
  'kafka.strimzi.io': {
    versions: ['v1'],
    // https://strimzi.io/docs/operators/latest/deploying#con-removing-topic-finalizers-str
    finalizers: { KafkaTopic: 'strimzi.io/topic-operator' },
    source: STRIMZI,
  },
  'core.strimzi.io': { versions: ['v1'], source: STRIMZI },
  'clickhouse.altinity.com': {
    versions: ['v1'],
    finalizers: { ClickHouseInstallation: 'finalizer.clickhouseinstallation.altinity.com' },
    source: CLICKHOUSE,
  },
  'clickhouse-keeper.altinity.com': { versions: ['v1'], source: CLICKHOUSE },
  'karpenter.sh': { versions: ['v1'], clusterWide: ['NodePool', 'NodeClaim'], source: KARPENTER },
  'karpenter.k8s.aws': { versions: ['v1'], clusterWide: ['EC2NodeClass'], source: KARPENTER },
};

const KARPENTER_KINDS = ['karpenter.sh/NodePool', 'karpenter.sh/NodeClaim', 'karpenter.k8s.aws/EC2NodeClass'];

/** Group and kind of what charts bring that the catalogue does not have, or has with values that leave definitions out. */
const BROUGHT_ELSEWHERE: { readonly [chart: string]: readonly string[] } = {
  'kube-prometheus-stack': kindsOf('prometheus-operator-crds'),
  karpenter: KARPENTER_KINDS,
  'karpenter-crd': KARPENTER_KINDS,
};

/** Charts without a definition of their own that the catalogue does not have: no folder `crds`, and none in their templates. */
const OTHERS_WITHOUT_KINDS = ['kube-state-metrics', 'prometheus-node-exporter'];

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

/** Group and kind of what each chart brings, by the chart's own name; empty for one without a definition. */
const BROUGHT: ReadonlyMap<string, readonly string[]> = new Map([
  ...(Object.keys(CHARTS) as ChartName[]).map((id) => [CHARTS[id].name, kindsOf(id)] as const),
  ...OTHERS_WITHOUT_KINDS.map((chart) => [chart, []] as const),
  ...Object.entries(BROUGHT_ELSEWHERE),
]);

/** By group and kind, as in `cert-manager.io/Certificate`. */
const RESOURCES: ReadonlyMap<string, CustomResource> = new Map(
  [...new Set([...BROUGHT.values()].flat())].map((name) => [name, describe(name)] as const),
);

function kindsOf(id: ChartName): readonly string[] {
  const { crdKinds = [] }: Chart = CHARTS[id];
  return crdKinds;
}

function describe(name: string): CustomResource {
  const [group = '', kind = ''] = name.split('/');
  const facts = GROUPS[group];
  if (facts === undefined)
    throw new Error(`custom-resources.ts has no facts of the group of ${name}; add its versions`);
  return {
    charts: [...BROUGHT].flatMap(([chart, kinds]) => (kinds.includes(name) ? [chart] : [])),
    group,
    kind,
    versions: facts.otherVersions?.[kind] ?? facts.versions,
    isClusterWide: facts.clusterWide?.includes(kind) === true,
    finalizer: facts.finalizers?.[kind],
  };
}

/** Whether it is known what a chart brings. */
export function isKnownChart(chart: string): boolean {
  return BROUGHT.has(chart);
}

/**
 * The custom resources that a chart brings.
 *
 * @param valueAt what its values say at a path such as `crds.enabled`.
 */
export function resourcesOfChart(chart: string, valueAt: (path: string) => unknown): readonly CustomResource[] {
  const decided = SWITCHES[chart];
  const said = decided?.paths.map(valueAt).filter((value) => typeof value === 'boolean') ?? [];
  const isOn = said.length > 0 ? said.includes(true) : (decided?.isOnByDefault ?? true);
  return isOn ? (BROUGHT.get(chart) ?? []).flatMap((name) => RESOURCES.get(name) ?? []) : [];
}

/** What is known of a kind of custom resource; undefined where no chart of the table brings it. */
export function customResource(group: string, kind: string): CustomResource | undefined {
  return RESOURCES.get(`${group}/${kind}`);
}
