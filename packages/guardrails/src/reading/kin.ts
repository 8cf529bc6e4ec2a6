import { type Inventory, oncePer, type Resource } from '@smile/inventory';

/** A zone id inside a construct id, as in `Nat-apse3-az1`. */
const ZONE = /[a-z]+\d-az\d/;

/** What a construct path says of a resource. */
interface Bearings {
  /** The path and every path above it, the nearest first. */
  readonly above: readonly string[];
  /** Words of the path without the stack and the zone, lower case. */
  readonly words: ReadonlySet<string>;
  readonly zone: string | undefined;
}

const bearings = new Map<string, Bearings>();

function bearingsOf(path: string): Bearings {
  const known = bearings.get(path);
  if (known !== undefined) return known;
  const segments = path.split('/');
  const words = segments
    .slice(1)
    .flatMap((segment) => segment.replace(ZONE, '').split(/(?=[A-Z])|[-_]/))
    .map((word) => word.toLowerCase());
  const found: Bearings = {
    above: segments.map((_, index) => segments.slice(0, segments.length - index).join('/')),
    words: new Set(words.filter((word) => word.length > 1)),
    zone: ZONE.exec(path)?.[0],
  };
  bearings.set(path, found);
  return found;
}

/** Why another resource of its type would be the expected end of a reference. */
export interface Kin {
  readonly expected: Resource;
  readonly because: string;
}

/**
 * Which resource of a type belongs to another, by where constructs put both.
 *
 * Constructs make what belongs together in one place and name it alike: the alarm of a database in the database's construct,
 * the route of a zone with the zone's id. Nobody has to write a rule for each pair of types.
 */
export class KinIndex {
  private readonly inventory: Inventory;
  /** Resources of a type in a stack, by each construct path that they are in. */
  private readonly inside = new Map<string, ReadonlyMap<string, readonly Resource[]>>();

  constructor(inventory: Inventory) {
    this.inventory = inventory;
  }

  /** The resource that a reference was expected to lead to; undefined when it leads there, or when nothing tells. */
  nearerThan(target: Resource, from: Resource, compare: { readonly words: boolean }): Kin | undefined {
    if (from.constructPath === undefined || target.constructPath === undefined) return undefined;
    const mine = bearingsOf(from.constructPath);
    const groups = this.groupsOf(target);
    const sharing = from.stack === target.stack ? mine.above : [];
    const nearest = sharing.find((path) => (groups.get(path) ?? []).some((one) => one !== from));
    const group = groups.get(nearest ?? '') ?? [];
    // Only what refers to its own type can be in the group.
    const candidates = from.type === target.type ? group.filter((one) => one !== from) : group;
    if (candidates.length === 0) return undefined;
    const [first] = candidates;
    if (first !== undefined && !membersOf(candidates).all.has(target)) {
      return { expected: first, because: `its own construct ${nearest} has one` };
    }
    return (compare.words ? byWords(target, mine, candidates) : undefined) ?? byZone(target, mine, candidates);
  }

  private groupsOf({ stack, type, mode }: Resource): ReadonlyMap<string, readonly Resource[]> {
    const key = `${stack} ${mode} ${type}`;
    const known = this.inside.get(key);
    if (known !== undefined) return known;
    const groups = new Map<string, Resource[]>();
    for (const resource of this.inventory.resources({ stack, type, mode })) {
      if (resource.constructPath === undefined) continue;
      for (const path of ['', ...bearingsOf(resource.constructPath).above]) {
        const group = groups.get(path);
        if (group === undefined) groups.set(path, [resource]);
        else group.push(resource);
      }
    }
    this.inside.set(key, groups);
    return groups;
  }
}

function byWords(target: Resource, { words }: Bearings, candidates: readonly Resource[]): Kin | undefined {
  if (candidates.length < 2) return undefined;
  const { counts } = membersOf(candidates);
  // `SecurityGroup` says what a resource is, as its type does, and not whose.
  const ofType = target.type.split('_');
  const telling = [...words].filter((word) => {
    const count = counts.get(word) ?? 0;
    return count > 0 && count < candidates.length && !ofType.includes(word);
  });
  const own = scoreOf(target, telling);
  const expected = own === telling.length ? undefined : candidates.find((one) => scoreOf(one, telling) > own);
  if (expected === undefined) return undefined;
  const shared = telling.filter((word) => wordsOf(expected).has(word) && !wordsOf(target).has(word));
  return { expected, because: `both are called ${shared.join(' ')}` };
}

function wordsOf({ constructPath = '' }: Resource): ReadonlySet<string> {
  return bearingsOf(constructPath).words;
}

function scoreOf(one: Resource, telling: readonly string[]): number {
  const words = wordsOf(one);
  let score = 0;
  for (const word of telling) if (words.has(word)) score += 1;
  return score;
}

/** Resources of a group, and how many of them have each word: many references lead into one group. */
const membersOf = oncePer((group: readonly Resource[]) => {
  const counts = new Map<string, number>();
  for (const one of group) for (const word of wordsOf(one)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { all: new Set(group), counts };
});

function byZone(target: Resource, { zone }: Bearings, candidates: readonly Resource[]): Kin | undefined {
  const zoneOf = ({ constructPath = '' }: Resource) => bearingsOf(constructPath).zone;
  const reached = zoneOf(target);
  if (zone === undefined || reached === undefined || reached === zone) return undefined;
  const expected = candidates.find((one) => zoneOf(one) === zone);
  return expected === undefined ? undefined : { expected, because: `both are of ${zone}` };
}
