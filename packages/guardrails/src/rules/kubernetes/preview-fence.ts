import { PREVIEW_PODS, PREVIEW_SLOTS } from '@smile/core';
import { asList, asObject, asString, type Json, type KubernetesObject, valueAt } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { grants, rolesOf } from '../../reading/kubernetes/access.ts';
import { found, objectsOf, podsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const SLOTS: readonly string[] = PREVIEW_SLOTS;

/** Namespaces beside its own with which pods of a slot may have to do, by direction. */
const NEIGHBOURS: Readonly<Record<'ingress' | 'egress', readonly string[]>> = {
  // The gateway, and Prometheus.
  ingress: ['istio-ingress', 'monitoring'],
  // Names, certificates of the mesh, and who signed in.
  egress: ['kube-system', 'istio-system', 'auth'],
};

/** The agent of EKS Pod Identity, which has nothing for an account without an association. */
const AGENT = '169.254.170.23/32';

/** What nobody changes or reads who brings previews up: the fence of the slot, and ways into its pods. */
const FENCE = [
  'endpoints',
  'endpointslices',
  'externalsecrets',
  'limitranges',
  'networkpolicies',
  'pods/attach',
  'pods/ephemeralcontainers',
  'pods/exec',
  'pods/portforward',
  'authorizationpolicies',
  'resourcequotas',
  'rolebindings',
  'roles',
  'secrets',
  'secretstores',
  'serviceaccounts',
  'serviceaccounts/token',
];
const CHANGING = ['create', 'update', 'patch', 'delete', 'deletecollection', '*'];

export const previewFence: Rule = {
  id: 'SMILE_K8S_PREVIEW_FENCE',
  family: 'kubernetes',
  severity: 'high',
  title: 'A preview reaches no other preview, no data store and no secret of the environment',
  what: 'In the namespaces `preview-1` to `preview-5`: network policies name the own namespace and the few neighbours of every preview, and no addresses; no Role reaches Secrets, accounts, policies, quotas, roles or a shell; Secrets are made up there, and no store of secrets takes the namespace in; pods have neither volumes that outlive them nor files of their node; routes lead to Services of the namespace. The accounts there have no role, in the cluster or in AWS; `jenkins-preview/preview` has rights in these namespaces alone.',
  why: 'A preview runs a branch that nobody has read. What it reaches, everybody reaches who may push.',
  remedy: 'Make slots with previewSlots of @smile/cluster-platform; what a preview needs beside them, it brings along.',
  source: 'docs/adr/0043-previews.md',
  check: (context) => [
    ...objectsOf(context, 'NetworkPolicy')
      .filter(isOfSlot)
      .flatMap((policy) => found(policy, policyProblems(policy))),
    ...rolesOf(context)
      .filter(isOfSlot)
      .flatMap((role) => found(role, roleProblems(role))),
    ...grants(context).flatMap(({ binding, subject }) => found(binding, bindingProblem(binding, subject))),
    ...objectsOf(context, 'ExternalSecret')
      .filter(isOfSlot)
      .flatMap((secret) => found(secret, secretProblem(secret))),
    ...objectsOf(context, 'ClusterSecretStore').flatMap((store) => found(store, storeProblems(store))),
    ...objectsOf(context, 'VirtualService')
      .filter(isOfSlot)
      .flatMap((route) => found(route, routeProblems(route))),
    ...podsOf(context)
      .filter(({ object }) => isOfSlot(object))
      .flatMap(({ object, spec }) => found(object, volumeProblems(new Block(spec)))),
    ...associations(context),
  ],
};

function isOfSlot({ namespace }: KubernetesObject): boolean {
  return namespace !== undefined && SLOTS.includes(namespace);
}

function policyProblems(policy: KubernetesObject): readonly string[] {
  return (['ingress', 'egress'] as const).flatMap((direction) => {
    const key = direction === 'ingress' ? 'from' : 'to';
    return asList(policy.spec[direction]).flatMap((rule, index) => {
      const at = `${direction}[${index}]`;
      const peers = asList(asObject(rule)[key]);
      if (peers.length === 0)
        return [`${at} must say ${key === 'from' ? 'whom it lets in' : 'where to'}, got everybody`];
      return peers.flatMap((peer) => peerProblem(policy, direction, peer).map((problem) => `${at} ${problem}`));
    });
  });
}

function peerProblem(
  { namespace = '' }: KubernetesObject,
  direction: 'ingress' | 'egress',
  peer: Json,
): readonly string[] {
  const { ipBlock, namespaceSelector } = asObject(peer);
  if (ipBlock !== undefined) {
    const cidr = asString(asObject([ipBlock].flat()[0] ?? null).cidr) ?? 'addresses';
    return direction === 'egress' && cidr === AGENT ? [] : [`must name no addresses, got ${cidr}`];
  }
  if (namespaceSelector === undefined) return [];
  const selector = asObject([namespaceSelector].flat()[0] ?? null);
  const name = asString(asObject(selector.matchLabels)['kubernetes.io/metadata.name']);
  const allowed = [namespace, ...NEIGHBOURS[direction]];
  return name !== undefined && allowed.includes(name)
    ? []
    : [`must name one of ${allowed.join(', ')}, got ${name ?? JSON.stringify(namespaceSelector)}`];
}

function roleProblems(role: KubernetesObject): readonly string[] {
  return new Block(role.body).blocks('rules').flatMap((rule, index) => {
    const resources = rule.texts('resources');
    const isChanging = rule.texts('verbs').some((verb) => CHANGING.includes(verb));
    const reached = resources.filter(
      (one) => one === '*' || (FENCE.includes(one) && (isChanging || /^secrets$|^pods\/|token$/.test(one))),
    );
    const pods = isChanging && resources.includes('pods') ? ['pods, which come from Deployments and Jobs'] : [];
    return [...reached, ...pods].map((one) => `rules[${index}] must not reach ${one}`);
  });
}

/** Accounts of slots have nothing; the account that brings previews up has something in slots alone. */
function bindingProblem(binding: KubernetesObject, subject: Block): string | undefined {
  if (subject.text('kind') !== 'ServiceAccount') return undefined;
  const home = subject.text('namespace') ?? binding.namespace ?? '';
  const name = subject.text('name') ?? '';
  if (SLOTS.includes(home)) return `must give nothing to ${home}/${name}, an account of a preview`;
  const isDeployer = home === PREVIEW_PODS.namespace && name === PREVIEW_PODS.serviceAccount;
  const isInSlot = binding.kind === 'RoleBinding' && isOfSlot(binding);
  return isDeployer && !isInSlot
    ? `must give ${home}/${name} rights in the namespaces of previews alone, got ${binding.namespace ?? 'the whole cluster'}`
    : undefined;
}

function secretProblem(secret: KubernetesObject): string | undefined {
  const block = new Block(secret.spec);
  const isRead = block.has('secretStoreRef') || block.blocks('data').length > 0;
  return isRead ? 'must be made up by a generator, and read nothing from a store' : undefined;
}

function storeProblems(store: KubernetesObject): readonly string[] {
  return new Block(store.spec).blocks('conditions').flatMap((condition) => {
    const named = condition.texts('namespaces').filter((one) => SLOTS.includes(one));
    const matched = condition
      .texts('namespaceRegexes')
      .filter((pattern) => SLOTS.some((slot) => new RegExp(pattern).test(slot)));
    return [...named, ...matched].map((one) => `conditions must not take in namespaces of previews, got ${one}`);
  });
}

function routeProblems(route: KubernetesObject): readonly string[] {
  const ending = `.${route.namespace}.svc.cluster.local`;
  const http = asList(route.spec.http).map((one) => asObject(one));
  const destinations = http.flatMap(({ route: routes, mirror }) => [
    ...asList(routes).map((one) => asString(valueAt(asObject(one), 'destination.host')) ?? ''),
    ...(mirror === undefined ? [] : [asString(asObject(mirror).host) ?? '']),
  ]);
  return [
    ...destinations
      .filter((host) => !host.endsWith(ending))
      .map((host) => `must lead to Services of its namespace, got ${host}`),
    ...(['tcp', 'tls'] as const)
      .filter((kind) => route.spec[kind] !== undefined)
      .map((kind) => `must have no ${kind} routes`),
  ];
}

function volumeProblems(pod: Block): readonly string[] {
  return pod
    .blocks('volumes')
    .flatMap((volume) =>
      ['hostPath', 'persistentVolumeClaim', 'nfs', 'csi', 'ephemeral']
        .filter((kind) => volume.has(kind))
        .map((kind) => `volume ${volume.text('name')} must go with its pod, got ${kind}`),
    );
}

function associations(context: RuleContext): readonly Violation[] {
  return context.resources('aws_eks_pod_identity_association').flatMap((place) => {
    const namespace = Block.of(place).text('namespace') ?? '';
    return SLOTS.includes(namespace)
      ? [{ place, message: `namespace must not be one of previews, whose pods have no role, got ${namespace}` }]
      : [];
  });
}
