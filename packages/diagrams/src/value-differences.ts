import type { Inventory, Json, Resource, Stack } from '@smile/inventory';
import { layerOf } from './parts/identity.ts';

/** Values of two environments that differ, though not by design, by the layer of their stack. */
export type ValueDifferences = ReadonlyMap<string, readonly ValueDifference[]>;

/** One value that differs. */
export interface ValueDifference {
  readonly address: string;
  /** As in `rule[0].expiration.days`. */
  readonly path: string;
  /** As written, without what tells the environments apart; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * What captions of cards do not show: which values of resources that both environments have differ.
 *
 * Names, accounts, addresses and hosts differ by design, and are left out; so is what only one of them has, which its card counts.
 */
export function valueDifferences(inventory: Inventory, before: string, after: string): ValueDifferences {
  const [first, second] = [before, after].map((id) => valuesOf(inventory, id));
  const found = new Map<string, ValueDifference[]>();
  for (const [key, { layer, address, values }] of first ?? []) {
    const others = second?.get(key)?.values;
    if (others === undefined) continue;
    for (const path of new Set([...values.keys(), ...others.keys()])) {
      const [old, now] = [values.get(path), others.get(path)];
      if (old === now) continue;
      found.set(layer, [...(found.get(layer) ?? []), { address, path, before: old, after: now }]);
    }
  }
  return found;
}

interface Valued {
  readonly layer: string;
  readonly address: string;
  readonly values: ReadonlyMap<string, string>;
}

function valuesOf(inventory: Inventory, environment: string): ReadonlyMap<string, Valued> {
  const stacks = inventory.stacks.filter((stack) => stack.environment === environment);
  const resources = inventory.resources({ environment, mode: 'managed' });
  const own = ownWords(environment, stacks, resources);
  return new Map(
    resources.map((resource) => {
      const layer = layerOf({ name: resource.stack, environment });
      const values = new Map<string, string>();
      for (const [name, value] of Object.entries(resource.values)) collect(value, name, own, values);
      return [`${layer} ${resource.address}`, { layer, address: resource.address, values }];
    }),
  );
}

/** Words that are of one environment: those of its id, of its account and of the bucket in which its states are. */
function ownWords(environment: string, stacks: readonly Stack[], resources: readonly Resource[]): ReadonlySet<string> {
  const texts = [
    environment,
    ...resources.slice(0, 1).map(({ account }) => account ?? ''),
    ...stacks.map(({ backend }) => String(backend?.config.bucket ?? '')),
  ];
  return new Set(texts.flatMap(wordsOf));
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[A-Za-z0-9]+/g) ?? [];
}

function collect(value: Json, path: string, own: ReadonlySet<string>, into: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) collect(one, `${path}[${index}]`, own, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) collect(inner, `${path}.${name}`, own, into);
  } else if (!IDS.test(path) && !String(value).includes(CERTIFICATE)) {
    into.set(path, plain(String(value), own));
  }
}

/** Ids of what each environment has for itself, such as its zone at Cloudflare, and its own authorities. */
const IDS = /(^|\.)(zone_id|account_id)$/;
const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

const ADDRESS = /\b\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?\b/g;
const HOST = /\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(example|internal|[a-z]{2,3})\b/g;

/** A text without what tells environments apart. */
function plain(text: string, own: ReadonlySet<string>): string {
  return text
    .replace(ADDRESS, '…')
    .replace(HOST, '…')
    .replace(/[A-Za-z0-9]+/g, (word) => (own.has(word) ? '…' : word));
}
