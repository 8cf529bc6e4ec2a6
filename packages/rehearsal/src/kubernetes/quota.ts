import type { ObjectValue } from '../protocol/value.ts';
import { blockAt, blocksOf, listOf, textOf, textsOf } from './blocks.ts';
import type { Cluster } from './cluster.ts';
import { typesOfKind } from './kinds.ts';
import { metadataOf } from './object-rules.ts';
import { type Container, type PodTemplate, podsOf } from './pods.ts';
import { parseQuantity, showQuantity } from './quantity.ts';

type Amounts = { readonly [resource: string]: string };

/** What quotas count that containers must name. https://kubernetes.io/docs/concepts/policy/resource-quotas/#requests-vs-limits */
const COUNTED: { readonly [quota: string]: readonly ['requests' | 'limits', string] } = {
  cpu: ['requests', 'cpu'],
  memory: ['requests', 'memory'],
  'requests.cpu': ['requests', 'cpu'],
  'requests.memory': ['requests', 'memory'],
  'limits.cpu': ['limits', 'cpu'],
  'limits.memory': ['limits', 'memory'],
};

/** Workloads whose pods count: both have `replicas`, and their template at the same place. */
const WORKLOADS = ['Deployment', 'StatefulSet'].flatMap(typesOfKind);

/** Why quotas of a namespace refuse pods, in the words of the API server. Quotas with scopes are not judged. */
export function quotaRefusals(
  pods: PodTemplate,
  { namespace, replicas }: { readonly namespace: string; readonly replicas: number },
  cluster: Cluster,
): string[] {
  const defaults = containerDefaults(namespace, cluster);
  return quotasOf(namespace, cluster).flatMap(({ name, hard }) => {
    const missing = unnamed(pods.containers, hard, defaults);
    if (missing.length > 0) return [`failed quota: ${name}: must specify ${missing.join('; ')}`];
    const exceeded = Object.entries(hard).flatMap(([resource, most]) =>
      tooMuch(pods, { resource, most, replicas, namespace, defaults }, cluster),
    );
    return exceeded.length === 0 ? [] : [`exceeded quota: ${name}, ${exceeded.join(', ')}`];
  });
}

/** How many pods a workload keeps. */
export function replicasOf(object: ObjectValue): number {
  return Number(textOf(blockAt(object, 'spec')?.replicas) ?? 1);
}

function quotasOf(namespace: string, cluster: Cluster): { readonly name: string; readonly hard: Amounts }[] {
  return inNamespace(cluster.of(typesOfKind('ResourceQuota')), namespace).flatMap((quota) => {
    const spec = blockAt(quota, 'spec');
    const isScoped = listOf(spec?.scopes).length > 0 || blocksOf(spec?.scope_selector).length > 0;
    return isScoped ? [] : [{ name: metadataOf(quota).name ?? '', hard: textsOf(spec?.hard) }];
  });
}

/** https://kubernetes.io/docs/concepts/policy/limit-range/ */
function containerDefaults(
  namespace: string,
  cluster: Cluster,
): { readonly requests: Amounts; readonly limits: Amounts } {
  const limits = inNamespace(cluster.of(typesOfKind('LimitRange')), namespace)
    .flatMap((range) => blocksOf(blockAt(range, 'spec')?.limit))
    .filter(({ type }) => type === 'Container');
  const byDefault = Object.assign({}, ...limits.map((limit) => textsOf(limit.default))) as Amounts;
  const requests = Object.assign({}, ...limits.map((limit) => textsOf(limit.default_request))) as Amounts;
  return { requests: { ...byDefault, ...requests }, limits: byDefault };
}

/** What a container asks for, after the API server filled in what it does not say: a limit stands for the request. */
function askedBy({ block }: Container, defaults: { readonly requests: Amounts; readonly limits: Amounts }) {
  const resources = blockAt(block, 'resources');
  const [requests, limits] = [textsOf(resources?.requests), textsOf(resources?.limits)];
  return { requests: { ...defaults.requests, ...limits, ...requests }, limits: { ...defaults.limits, ...limits } };
}

function unnamed(
  containers: readonly Container[],
  hard: Amounts,
  defaults: { readonly requests: Amounts; readonly limits: Amounts },
): string[] {
  return Object.keys(hard)
    .toSorted()
    .flatMap((quota) => {
      const counted = COUNTED[quota];
      if (counted === undefined) return [];
      const [kind, resource] = counted;
      const silent = containers.filter((container) => askedBy(container, defaults)[kind][resource] === undefined);
      return silent.length === 0 ? [] : [`${quota} for: ${silent.map(({ name }) => name).join(',')}`];
    });
}

/** Only what Terraform itself put into the namespace is counted, so that what is refused here is refused for certain. */
function tooMuch(
  pods: PodTemplate,
  wanted: {
    readonly resource: string;
    readonly most: string;
    readonly replicas: number;
    readonly namespace: string;
    readonly defaults: { readonly requests: Amounts; readonly limits: Amounts };
  },
  cluster: Cluster,
): string[] {
  const { resource, most, replicas, namespace, defaults } = wanted;
  const limit = parseQuantity(most);
  const each = (template: PodTemplate) => (resource === 'pods' ? 1 : demandOf(template, resource, defaults));
  const asked = each(pods);
  if (limit === undefined || asked === undefined) return [];
  const used = inNamespace(cluster.of(WORKLOADS), namespace).reduce((sum, workload) => {
    const template = podsOf('kubernetes_deployment_v1', workload);
    return sum + (template === undefined ? 0 : (each(template) ?? 0) * replicasOf(workload));
  }, 0);
  const others = used + asked * (replicas - 1);
  if (others + asked <= limit) return [];
  const show = (amount: number) => `${resource}=${showQuantity(resource, amount)}`;
  return [`requested: ${show(asked)}, used: ${show(others)}, limited: ${resource}=${most}`];
}

/** Init containers run before the others, so the larger of both counts. https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers */
function demandOf(
  pods: PodTemplate,
  quota: string,
  defaults: { readonly requests: Amounts; readonly limits: Amounts },
): number | undefined {
  const counted = COUNTED[quota];
  if (counted === undefined) return undefined;
  const [kind, resource] = counted;
  const amounts = pods.containers.map((container) => ({
    isInit: container.isInit,
    amount: parseQuantity(askedBy(container, defaults)[kind][resource] ?? '0') ?? 0,
  }));
  const main = amounts.filter(({ isInit }) => !isInit).reduce((sum, { amount }) => sum + amount, 0);
  return Math.max(main, ...amounts.filter(({ isInit }) => isInit).map(({ amount }) => amount));
}

function inNamespace(objects: readonly ObjectValue[], namespace: string): readonly ObjectValue[] {
  return objects.filter((object) => metadataOf(object).namespace === namespace);
}
