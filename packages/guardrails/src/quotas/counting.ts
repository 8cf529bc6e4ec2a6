import type { Resource } from '@smile/inventory';
import { Block } from '../reading/block.ts';
import type { EstateGraph, Share } from './estate-graph.ts';

/** What an estate asks of a quota; `isGlobal` says that the quota counts in the account, not in a Region. */
export type Demand = (graph: EstateGraph, isGlobal: boolean) => readonly Share[];

type Types = string | readonly string[];
type Weight = (block: Block, resource: Resource, graph: EstateGraph) => number;

const ONE: Weight = () => 1;

/** Resources of some types in an account, or what each weighs. */
export function inAccount(types: Types, weight: Weight = ONE): Demand {
  return (graph, isGlobal) =>
    graph.resources(types).flatMap((place): Share[] => {
      const amount = weight(Block.of(place), place, graph) * graph.times(place);
      const of = [types].flat().join(' and ');
      return amount === 0 ? [] : [{ key: graph.scopeOf(place, isGlobal), amount, place, of }];
    });
}

/** Resources of some types that belong to the same one, or what each weighs; a finding is at that one. */
export function perParent(types: Types, path: string, weight: Weight = ONE): Demand {
  return (graph) =>
    graph.resources(types).flatMap((place) => {
      const amount = weight(Block.of(place), place, graph) * graph.times(place);
      return amount === 0
        ? []
        : graph.parents(place, path).map((parent): Share => {
            return { key: parent.key, amount, place: parent.resource ?? place, of: parent.text };
          });
    });
}

/** A number of each resource by itself. */
export function perResource(
  types: Types,
  measure: (block: Block, resource: Resource, graph: EstateGraph) => number | undefined,
): Demand {
  return (graph) =>
    graph.resources(types).flatMap((place): Share[] => {
      const amount = measure(Block.of(place), place, graph);
      const of = place.address;
      return amount === undefined ? [] : [{ key: `${place.stack} ${of}`, amount, place, of }];
    });
}

/** How many elements an argument of each resource has; none when they are known later. */
export function elementsOf(types: Types, argument: string): Demand {
  return perResource(types, (block) => block.count(argument));
}

/** Several demands whose shares are added up. */
export function together(...demands: readonly Demand[]): Demand {
  return (graph, isGlobal) => demands.flatMap((demand) => demand(graph, isGlobal));
}

/**
 * The larger of two demands, key by key. For what a configuration writes either inside a resource or as resources of its own:
 * a state shows it in both places.
 */
export function eitherOf(one: Demand, other: Demand): Demand {
  return (graph, isGlobal) => {
    const totals = [one, other].map((demand) => sums(demand(graph, isGlobal)));
    const [first = new Map(), second = new Map()] = totals;
    const keys = new Set([...first.keys(), ...second.keys()]);
    return [...keys].flatMap((key) => {
      const shares: Share[] = [first.get(key), second.get(key)].flatMap((share) => share ?? []);
      return shares.toSorted((a, b) => b.amount - a.amount)[0] ?? [];
    });
  };
}

/** Shares of one key as one; the place is that of the largest. */
export function sums(shares: readonly Share[]): Map<string, Share> {
  const totals = new Map<string, { first: Share; largest: Share; amount: number }>();
  for (const share of shares) {
    const known = totals.get(share.key);
    if (known === undefined) totals.set(share.key, { first: share, largest: share, amount: share.amount });
    else {
      if (share.amount > known.largest.amount) known.largest = share;
      known.amount += share.amount;
    }
  }
  return new Map(
    [...totals].map(([key, { first, largest, amount }]) => [key, { ...first, place: largest.place, amount }]),
  );
}
