import { asList, asObject, asString, type Inventory, type KubernetesObject, kubernetesObjects } from '@smile/inventory';
import type { DiagramEdge, DiagramModel, DiagramNode } from '../model.ts';
import type { EnvironmentPart } from './environments.ts';
import { placeOf } from './environments.ts';

/** Namespaces in which branches are previewed. */
const SLOT = /^preview-\d+$/;

/** What people call the neighbours of a slot. */
const NEIGHBOURS: Readonly<Record<string, Pick<DiagramNode, 'name' | 'kind'>>> = {
  'istio-ingress': { name: 'Gateway of visitors', kind: 'loadBalancer' },
  'istio-system': { name: 'Istiod', kind: 'kubernetes' },
  auth: { name: 'Keycloak', kind: 'identity' },
};

/** Slots for previews of branches: how large each is, who reaches it, what it reaches, and who brings something up in it. */
export function previewsPicture(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const objects = kubernetesObjects(inventory).filter(({ resource }) => resource.environment === environment.id);
  const slots = objects.filter(({ kind, name }) => kind === 'Namespace' && SLOT.test(name)).map(({ name }) => name);
  const found = slots.sort().map((slot) => slotPart(objects, slot));
  const names = [...new Set(found.flatMap(({ edges }) => edges.flatMap(({ from, to }) => [from, to])))];
  const others = names.filter((name) => !slots.includes(name)).sort();
  return {
    kind: 'previews',
    title: `Previews of branches in ${environment.id}`,
    subtitle: [...placeOf(environment), `${slots.length} slots`].join(', '),
    description:
      slots.length === 0
        ? 'There are no slots for previews.'
        : found.map(({ node, edges }) => sentence(node, edges)).join(' '),
    direction: 'right',
    groups: [],
    nodes: [...found.map(({ node }) => node), ...others.map(neighbour)],
    edges: found.flatMap(({ edges }) => edges),
    notes: [
      'What has no arrow is closed: no slot reaches another one, a data store of the environment, or the internet.',
    ],
  };
}

function slotPart(objects: readonly KubernetesObject[], slot: string): { node: DiagramNode; edges: DiagramEdge[] } {
  const within = objects.filter(({ namespace }) => namespace === slot);
  const of = (kind: string) => within.filter((one) => one.kind === kind);
  const hard = asObject(of('ResourceQuota')[0]?.spec.hard ?? null);
  const secrets = of('ExternalSecret').map(({ name }) => name);
  const node: DiagramNode = {
    id: slot,
    kind: 'stack',
    name: slot,
    facts: [
      `${hard['requests.cpu'] ?? '?'} CPUs, ${hard['requests.memory'] ?? '?'}, ${hard.pods ?? '?'} pods`,
      ...(secrets.length === 0 ? [] : [`stores of its own: ${secrets.sort().join(', ')}`]),
    ],
  };
  const releases = of('RoleBinding').flatMap(({ body }) =>
    asList(body.subjects).map((subject) => `${asObject(subject).namespace}/${asObject(subject).name}`),
  );
  return {
    node,
    edges: [
      ...releases.map((who): DiagramEdge => ({ from: who, to: slot, label: ['releases'], line: 'solid' })),
      ...of('NetworkPolicy').flatMap((policy) => waysOf(policy, slot)),
    ],
  };
}

/** Connections to and from a slot, beside those that every namespace has: names, and metrics of proxies. */
function waysOf({ spec }: KubernetesObject, slot: string): DiagramEdge[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    asList(spec[direction]).flatMap((rule) => {
      const { from, to, ports } = asObject(rule);
      const label = [
        asList(ports)
          .map((port) => String(asObject(port).port))
          .join(', '),
      ];
      return asList(direction === 'ingress' ? from : to).flatMap((peer): DiagramEdge[] => {
        const name = namespaceOf(asObject(peer).namespaceSelector);
        if (name === undefined || name === slot || !(name in NEIGHBOURS || SLOT.test(name))) return [];
        const ends = direction === 'ingress' ? { from: name, to: slot } : { from: slot, to: name };
        return [{ ...ends, label, line: 'solid' }];
      });
    }),
  );
}

function namespaceOf(selector: KubernetesObject['spec'][string] | undefined): string | undefined {
  const { matchLabels } = asObject([selector ?? null].flat()[0] ?? null);
  return asString(asObject(matchLabels ?? null)['kubernetes.io/metadata.name']);
}

function neighbour(name: string): DiagramNode {
  const known = NEIGHBOURS[name];
  if (known !== undefined) return { id: name, ...known, facts: [name] };
  return { id: name, kind: 'identity', name, facts: ['pods of Jenkins that bring previews up'] };
}

function sentence({ name, facts }: DiagramNode, edges: readonly DiagramEdge[]): string {
  const into = edges.filter(({ to }) => to === name).map(({ from }) => from);
  const out = edges.filter(({ from }) => from === name).map(({ to }) => to);
  return `${name} has ${facts[0]}; ${into.join(', ') || 'nobody'} reaches it, and it reaches ${out.join(', ') || 'nothing'}.`;
}
