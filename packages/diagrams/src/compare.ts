import type { Change, DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from './model.ts';
import type { ValueDifferences } from './value-differences.ts';
import { counted } from './words.ts';

/** What two estates are called, in the order of the models. */
export interface Names {
  readonly before: string;
  readonly after: string;
}

/**
 * Two diagrams of one kind as one, with what differs marked: `added` is in the second only, `removed` in the first only,
 * `changed` in both with other facts.
 *
 * Parts are the same when their ids are, so names of environments and address ranges play no part in it.
 *
 * @param values what differs in the values of stacks. Captions show a few facts of many, so that a card whose captions are the same
 * may still stand for other settings. @default - captions alone are compared
 */
export function compareDiagrams(
  before: DiagramModel,
  after: DiagramModel,
  { before: first, after: second }: Names,
  values: ValueDifferences = new Map(),
): DiagramModel {
  if (before.kind !== after.kind) {
    throw new Error(`only diagrams of one kind can be compared, got ${before.kind} and ${after.kind}`);
  }
  const groups = merged(before.groups, after.groups, ({ id }) => id, mergeGroup, groupChanged).map(bare);
  const nodes = merged(before.nodes, after.nodes, ({ id }) => id, mergeNode, factsDiffer)
    .map(withoutAddress)
    .map((node) => withValues(node, values));
  const edges = merged(before.edges, after.edges, edgeKey, mergeEdge, edgeChanged);
  const counts = countChanges(nodes);
  return {
    ...after,
    title: `${TOPICS[after.kind]}: ${first} and ${second} compared`,
    subtitle: counts === '' ? 'No card differs.' : `Cards: ${counts}.`,
    description: [...nodes, ...edges.map((edge) => named(edge, nodes))]
      .flatMap((part) => sentence(part, first, second))
      .join(' '),
    groups,
    nodes,
    edges,
    notes: [],
    compared: { before: first, after: second },
  };
}

const TOPICS: Readonly<Record<DiagramModel['kind'], string>> = {
  estate: 'Stacks and what they hold',
  network: 'Network',
  traffic: 'Way of a request',
  clusters: 'Inside the clusters',
  telemetry: 'Telemetry',
  'data-flow': 'Data',
  reachability: 'Who reaches whom',
  previews: 'Previews of branches',
  stacks: 'Stack dependencies',
};

/** Frames carry what is different by design (account, addresses); only a lost or new frame counts. */
const groupChanged = () => false;

function merged<T extends { readonly change?: Change }>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (part: T) => string,
  merge: (before: T, after: T) => T,
  differs: (before: T, after: T) => boolean,
): T[] {
  const earlier = new Map(before.map((part) => [keyOf(part), part]));
  const later = new Set(after.map(keyOf));
  const kept = after.map((part): T => {
    const old = earlier.get(keyOf(part));
    if (old === undefined) return { ...part, change: 'added' };
    return differs(old, part) ? { ...merge(old, part), change: 'changed' } : part;
  });
  const gone = before.filter((part) => !later.has(keyOf(part))).map((part): T => ({ ...part, change: 'removed' }));
  return [...kept, ...gone];
}

const mergeGroup = (_: DiagramGroup, after: DiagramGroup) => after;

function mergeNode(before: DiagramNode, after: DiagramNode): DiagramNode {
  const length = Math.max(before.facts.length, after.facts.length);
  const facts = Array.from({ length }, (_, index) => {
    const [old, now] = [before.facts[index], after.facts[index]];
    return old === now ? (now ?? '') : `${old ?? 'nothing'} → ${now ?? 'nothing'}`;
  });
  const details = mergeDetails(before.details ?? [], after.details ?? []);
  return { ...after, facts, details };
}

/** What is counted on both sides is one line, as in `28 → 29 records`; the rest is told by side. */
function mergeDetails(before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((detail) => !after.includes(detail));
  const come = after.filter((detail) => !before.includes(detail));
  const counts = new Map(gone.map((detail) => [thingOf(detail), detail]));
  const both = come.filter((detail) => counts.has(thingOf(detail)));
  const merged = both.map((detail) => `${numberOf(counts.get(thingOf(detail)) ?? '')} → ${detail}`);
  const things = new Set(both.map(thingOf));
  return [
    ...merged,
    ...gone.filter((detail) => !things.has(thingOf(detail))).map((detail) => `− ${detail}`),
    ...come.filter((detail) => !things.has(thingOf(detail))).map((detail) => `+ ${detail}`),
  ];
}

/** What is counted, in the singular; the whole text where nothing is. */
function thingOf(detail: string): string {
  const [, thing] = /^\d+ (.+)$/.exec(detail) ?? [];
  return thing === undefined ? detail : thing.replace(/s$/, '');
}

function numberOf(detail: string): string {
  return /^\d+/.exec(detail)?.[0] ?? detail;
}

function factsDiffer(before: DiagramNode, after: DiagramNode): boolean {
  return textOf(before) !== textOf(after);
}

function textOf({ name, facts, details = [] }: DiagramNode): string {
  return [name, ...facts, ...details].join('\n');
}

/** A card of a stack says how many values differ, also where its captions do not. */
function withValues(node: DiagramNode, values: ValueDifferences): DiagramNode {
  const count = values.get(node.id.slice(node.id.lastIndexOf('/') + 1))?.length ?? 0;
  if (count === 0 || node.change === 'added' || node.change === 'removed') return node;
  const details = node.change === 'changed' ? (node.details ?? []) : [];
  return {
    ...node,
    details: [...details, `${counted(count, 'value')} ${count === 1 ? 'differs' : 'differ'}`],
    change: 'changed',
  };
}

/** Facts of a frame are those of one environment, too. */
function bare(group: DiagramGroup): DiagramGroup {
  return { ...withoutAddress(group), facts: [] };
}

/** An address is of one environment; in a picture of two it would mislead. */
function withoutAddress<T extends DiagramNode | DiagramGroup>(part: T): T {
  const { address, hostNames, ...rest }: T & Pick<DiagramNode, 'hostNames'> = part;
  return rest as unknown as T;
}

function mergeEdge(before: DiagramEdge, after: DiagramEdge): DiagramEdge {
  return { ...after, label: [`${before.label.join(' ') || 'nothing'} → ${after.label.join(' ') || 'nothing'}`] };
}

function edgeChanged(before: DiagramEdge, after: DiagramEdge): boolean {
  return before.label.join('\n') !== after.label.join('\n') || before.line !== after.line;
}

function edgeKey({ from, to }: DiagramEdge): string {
  return `${from}\n${to}`;
}

function countChanges(parts: readonly { readonly change?: Change }[]): string {
  return (['added', 'removed', 'changed'] as const)
    .map((change) => ({ change, count: parts.filter((part) => part.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => `${count} ${change}`)
    .join(', ');
}

function named(edge: DiagramEdge, nodes: readonly DiagramNode[]) {
  const nameOf = (id: string) => nodes.find((node) => node.id === id)?.name ?? id;
  return { name: `${nameOf(edge.from)} to ${nameOf(edge.to)}`, facts: edge.label, change: edge.change };
}

function sentence(
  {
    name,
    facts,
    details = [],
    change,
  }: {
    readonly name: string;
    readonly facts: readonly string[];
    readonly details?: readonly string[];
    readonly change?: Change;
  },
  first: string,
  second: string,
): string[] {
  if (change === undefined) return [];
  if (change === 'changed') return [`${name} differs: ${[...facts, ...details].join(', ')}.`];
  return [`${name} is only in ${change === 'added' ? second : first}.`];
}
