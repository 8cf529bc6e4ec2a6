import { asList, asObject } from '../json-narrowing.ts';
import type { Json, JsonObject } from '../model.ts';

/** How Terraform's blocks of one resource are read. */
export interface ShapeOptions {
  readonly kind: string;
  /** A text as it is after Terraform has read it. */
  readonly read: (text: string) => string;
  /** Whether the values were stored by the provider, which writes `false` for a switch that nobody set. */
  readonly isObserved: boolean;
}

/** Terraform's names for lists of blocks, in the singular where Kubernetes has the plural. */
const LISTS: Readonly<Record<string, string>> = {
  allowed_topologies: 'allowedTopologies',
  cluster_role_selectors: 'clusterRoleSelectors',
  container: 'containers',
  egress: 'egress',
  env: 'env',
  env_from: 'envFrom',
  from: 'from',
  host_aliases: 'hostAliases',
  http_header: 'httpHeaders',
  image_pull_secret: 'imagePullSecrets',
  image_pull_secrets: 'imagePullSecrets',
  ingress: 'ingress',
  init_container: 'initContainers',
  items: 'items',
  limit: 'limits',
  match_expression: 'matchExpressions',
  match_expressions: 'matchExpressions',
  match_fields: 'matchFields',
  match_label_expressions: 'matchLabelExpressions',
  metric: 'metrics',
  node_selector_term: 'nodeSelectorTerms',
  option: 'options',
  path: 'paths',
  policy: 'policies',
  port: 'ports',
  ports: 'ports',
  preferred_during_scheduling_ignored_during_execution: 'preferredDuringSchedulingIgnoredDuringExecution',
  readiness_gate: 'readinessGates',
  required_during_scheduling_ignored_during_execution: 'requiredDuringSchedulingIgnoredDuringExecution',
  rule: 'rules',
  secret: 'secrets',
  sources: 'sources',
  subject: 'subjects',
  sysctl: 'sysctls',
  tls: 'tls',
  to: 'to',
  toleration: 'tolerations',
  topology_spread_constraint: 'topologySpreadConstraints',
  volume: 'volumes',
  volume_claim_template: 'volumeClaimTemplates',
  volume_device: 'volumeDevices',
  volume_mount: 'volumeMounts',
  webhook: 'webhooks',
};

/** Names that are a list in general, and one block below these. */
const SINGLE_BELOW: Readonly<Record<string, readonly string[]>> = {
  metric: ['object', 'pods', 'external'],
  port: ['service'],
  required_during_scheduling_ignored_during_execution: ['node_affinity'],
  secret: ['volume', 'sources'],
  volume_claim_template: ['ephemeral'],
};

/** Maps, whose keys are somebody's own words. */
const MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'binary_data',
  'data',
  'default',
  'default_request',
  'hard',
  'labels',
  'limits',
  'match_labels',
  'max',
  'max_limit_request_ratio',
  'min',
  'node_selector',
  'parameters',
  'requests',
  'string_data',
  'volume_attributes',
]);

/** Names that are more than their words in camel case. */
const IRREGULAR: Readonly<Record<string, string>> = {
  client_ip: 'clientIP',
  cluster_ip: 'clusterIP',
  cluster_ips: 'clusterIPs',
  default_secret_name: 'defaultSecretName',
  downward_api: 'downwardAPI',
  external_ips: 'externalIPs',
  host_ip: 'hostIP',
  host_ipc: 'hostIPC',
  host_pid: 'hostPID',
  load_balancer_ip: 'loadBalancerIP',
  non_resource_urls: 'nonResourceURLs',
  pod_ip: 'podIP',
  storage_provisioner: 'provisioner',
  volume_id: 'volumeID',
};

/** Names that are another word in one kind. */
const OF_KIND: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  DaemonSet: { strategy: 'updateStrategy' },
};

/** Numbers, or names of ports, that the provider takes as texts. */
const NUMBERS: ReadonlySet<string> = new Set([
  'containerPort',
  'fsGroup',
  'maxSurge',
  'maxUnavailable',
  'minAvailable',
  'partition',
  'port',
  'replicas',
  'runAsGroup',
  'runAsUser',
  'targetPort',
]);

/** Where Terraform alone has something to say. */
const NOT_KUBERNETES: ReadonlySet<string> = new Set([
  'id',
  'timeouts',
  'wait_for_completion',
  'wait_for_default_service_account',
  'wait_for_load_balancer',
  'wait_for_rollout',
  'wait_until_bound',
  'data_wo_revision',
  'binary_data_wo_revision',
]);

/** The object that the arguments of a `kubernetes_…` resource stand for, without `apiVersion` and `kind`. */
export function kubernetesShape(values: JsonObject, options: ShapeOptions): JsonObject {
  const kept = Object.entries(values).filter(([name]) => !NOT_KUBERNETES.has(name));
  return shapeOf(Object.fromEntries(kept), '', options);
}

/** Kubernetes' name of an argument. */
function nameOf(name: string, { kind }: ShapeOptions): string {
  return OF_KIND[kind]?.[name] ?? IRREGULAR[name] ?? camelCase(name);
}

function shapeOf(block: JsonObject, parent: string, options: ShapeOptions): JsonObject {
  const entries = Object.entries(block).flatMap(([name, value]) => {
    const entry = entryOf(name, value, parent, options);
    return entry === undefined ? [] : [entry];
  });
  return Object.fromEntries(entries);
}

function entryOf(
  name: string,
  value: Json,
  parent: string,
  options: ShapeOptions,
): readonly [string, Json] | undefined {
  if (value === null || value === '') return undefined;
  const own = nameOf(name, options);
  if (isMap(name, parent, options)) return isPlain(value) ? [own, mapOf(value, options)] : undefined;
  if (!holdsBlocks(value)) return isEmptyList(value) ? undefined : plainEntry(own, value, options);
  const list = SINGLE_BELOW[name]?.includes(parent) === true ? undefined : LISTS[name];
  if (list !== undefined) return [list, asList(value).map((one) => shapeOf(asObject(one), name, options))];
  return [own, shapeOf(asObject(asList(value)[0]), name, options)];
}

/** An argument that is no block. What the provider stores for a switch or number that nobody set says nothing. */
function plainEntry(name: string, value: Json, options: ShapeOptions): readonly [string, Json] | undefined {
  if (options.isObserved && name === 'runAsNonRoot' && value === false) return undefined;
  if (name === 'hostPort' && Number(value) === 0) return undefined;
  if (Array.isArray(value))
    return [name, value.map((one: Json) => (typeof one === 'string' ? options.read(one) : one))];
  if (typeof value !== 'string') return [name, value];
  const text = options.read(value);
  return [name, NUMBERS.has(name) && /^\d+$/.test(text) ? Number(text) : text];
}

function mapOf(value: JsonObject, { read }: ShapeOptions): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [read(key), typeof inner === 'string' ? read(inner) : inner]),
  );
}

/** The selector of a Service is a map; all others are blocks. */
function isMap(name: string, parent: string, { kind }: ShapeOptions): boolean {
  return MAPS.has(name) || (name === 'selector' && parent === 'spec' && kind === 'Service');
}

/** One block, or a list of blocks; an empty block can be stored as nothing at all. */
function holdsBlocks(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one: Json) => one === null || isPlain(one));
  return isPlain(value);
}

function isEmptyList(value: Json): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isPlain(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
