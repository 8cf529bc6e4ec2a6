/** Level of the Pod Security Standards that a namespace enforces. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
type PodSecurity = 'privileged' | 'baseline' | 'restricted';

/** What a namespace is like in every environment. How much it may use is a value of its quota. */
export interface NamespaceEntry {
  /** What runs there, for its annotation and for people. */
  readonly purpose: string;
  /** In which cluster; in the shared layout one cluster has all of them. */
  readonly in: readonly ('application' | 'data')[];
  readonly podSecurity: PodSecurity;
  /** Why its pods may do more than `restricted` allows. @default - they may not */
  readonly weakerBecause?: string;
  /** Whether Istio gives its pods a sidecar; `gateways` are injected by their own template. */
  readonly mesh: 'sidecars' | 'gateways' | 'outside';
  /**
   * Whether its pods count as ready only once a load balancer sends them requests, so that a rollout stops none that still serves.
   * @default false
   */
  readonly waitsForLoadBalancer?: boolean;
  /** Whether only some environments have it, whose stack makes it beside what runs there. @default false */
  readonly onlySomewhere?: boolean;
}

const BOTH = ['application', 'data'] as const;
const APPLICATION = ['application'] as const;
const DATA = ['data'] as const;

/** A slot for the preview of a branch; all are alike. */
const PREVIEW = {
  purpose: 'Preview of a branch',
  in: APPLICATION,
  podSecurity: 'restricted',
  mesh: 'sidecars',
  onlySomewhere: true,
} as const;

/** Namespaces by name (K8S-NS). A name is for ever: changing one would delete everything in it. */
export const NAMESPACES = {
  'cert-manager': {
    purpose: 'Certificates of the cluster for gateways and webhooks',
    in: BOTH,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'external-secrets': {
    purpose: 'Copies secrets of Secrets Manager to the pods that read them',
    in: BOTH,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'database-jobs': {
    purpose: 'Creates schemas and users of MySQL',
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'istio-system': {
    purpose: 'Control plane of the mesh, and its network plug-in on every node',
    in: BOTH,
    podSecurity: 'privileged',
    weakerBecause: 'istio-cni mounts the folders of the node in which network plug-ins live',
    mesh: 'outside',
  },
  'istio-ingress': {
    purpose: 'Gateways, one for each load balancer',
    in: BOTH,
    podSecurity: 'restricted',
    mesh: 'gateways',
    waitsForLoadBalancer: true,
  },
  monitoring: {
    purpose: 'Metrics, logs, traces, dashboards, alerts',
    in: BOTH,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'node-agents': {
    purpose: 'One pod on every node: metrics of the node, its logs, its local volumes',
    in: BOTH,
    podSecurity: 'privileged',
    weakerBecause: 'agents read the logs, the disks and the counters of their node from its file system',
    mesh: 'outside',
  },
  auth: {
    purpose: 'Keycloak: sign-in of staff and of users',
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'sidecars',
  },
  smile: {
    purpose: "SMILE's services",
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'sidecars',
  },
  wms: {
    purpose: "WMS's services",
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'sidecars',
  },
  jenkins: {
    purpose: "Jenkins' controller",
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'sidecars',
  },
  'jenkins-check': {
    purpose: 'Agents that check: they have no rights, in AWS or in the cluster',
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'jenkins-plan': {
    purpose: 'Agents that plan',
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'jenkins-apply': {
    purpose: 'Agents that apply reviewed plans',
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'outside',
  },
  'jenkins-build': {
    purpose: 'Agents that build images',
    in: APPLICATION,
    podSecurity: 'privileged',
    weakerBecause: 'BuildKit without root makes namespaces of users and mounts of its own, which baseline forbids',
    mesh: 'outside',
    onlySomewhere: true,
  },
  'jenkins-preview': {
    purpose: 'Agents that bring previews of branches up and down',
    in: APPLICATION,
    podSecurity: 'restricted',
    mesh: 'outside',
    onlySomewhere: true,
  },
  'preview-1': PREVIEW,
  'preview-2': PREVIEW,
  'preview-3': PREVIEW,
  'preview-4': PREVIEW,
  'preview-5': PREVIEW,
  etl: {
    purpose: 'Kafka, ZooKeeper, Debezium, RisingWave, Pentaho',
    in: DATA,
    podSecurity: 'baseline',
    weakerBecause: "RisingWave's image runs as root",
    mesh: 'outside',
  },
  olap: {
    purpose: 'ClickHouse',
    in: DATA,
    podSecurity: 'baseline',
    weakerBecause: "the job that installs ClickHouse's kinds has no setting for its user",
    mesh: 'outside',
  },
} as const satisfies Readonly<Record<string, NamespaceEntry>>;

export type NamespaceName = keyof typeof NAMESPACES;

/** Namespaces of a cluster that it has in every environment, in the order of the table. */
export function namespacesOf(cluster: 'application' | 'data' | 'shared'): readonly NamespaceName[] {
  const names = Object.keys(NAMESPACES) as readonly NamespaceName[];
  const everywhere = names.filter((name) => (NAMESPACES[name] as NamespaceEntry).onlySomewhere !== true);
  if (cluster === 'shared') return everywhere;
  return everywhere.filter((name) => (NAMESPACES[name] as NamespaceEntry).in.includes(cluster));
}

/** Those of them whose pods are in the mesh: services and gateways. */
export function meshedNamespacesOf(cluster: 'application' | 'data' | 'shared'): readonly NamespaceName[] {
  return namespacesOf(cluster).filter((name) => (NAMESPACES[name] as NamespaceEntry).mesh !== 'outside');
}
