import type { Addon } from './addon.ts';
import type { Capability } from './capability.ts';

/** What the order of add-ons is found from. */
export type OrderedAddon = Pick<Addon, 'id' | 'requires' | 'provides'>;

/** Add-ons in the order of their installation, by wave: those of a wave need only what earlier waves give. */
export interface AddonOrder<One extends OrderedAddon> {
  readonly waves: readonly (readonly One[])[];
  /** What is wrong, in sentences; the waves are then not complete. */
  readonly problems: readonly string[];
}

/**
 * Finds the waves of a set of add-ons. Within a wave they keep the order in which they were given, so that the same set
 * always comes out alike.
 */
export function orderAddons<One extends OrderedAddon>(addons: readonly One[]): AddonOrder<One> {
  const problems = [...repeatedIds(addons), ...missingProviders(addons)];
  const waves: One[][] = [];
  let waiting = [...addons];
  while (waiting.length > 0) {
    const open = new Set(waiting.flatMap(({ provides = [] }) => provides));
    const next = waiting.filter(({ requires = [] }) => !requires.some((capability) => open.has(capability)));
    if (next.length === 0) return { waves, problems: [...problems, circle(waiting)] };
    waves.push(next);
    waiting = waiting.filter((addon) => !next.includes(addon));
  }
  return { waves, problems };
}

function repeatedIds(addons: readonly OrderedAddon[]): string[] {
  const ids = addons.map(({ id }) => id);
  const repeated = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  return [...repeated].map((id) => `add-on ${id} is given twice; remove one`);
}

function missingProviders(addons: readonly OrderedAddon[]): string[] {
  const provided = new Set(addons.flatMap(({ provides = [] }) => provides));
  return addons.flatMap(({ id, requires = [] }) =>
    requires
      .filter((capability) => !provided.has(capability))
      .map(
        (capability) => `add-on ${id} requires ${capability}, which none of the add-ons provides; add one that does`,
      ),
  );
}

/** A circle among add-ons that wait for each other, as `A → B → A` with what each needs of the next. */
function circle(waiting: readonly OrderedAddon[]): string {
  const path: OrderedAddon[] = [];
  let current = waiting[0];
  while (current !== undefined && !path.includes(current)) {
    path.push(current);
    const { requires = [] } = current;
    current = waiting.find(({ provides = [] }) => provides.some((capability) => requires.includes(capability)));
  }
  const members = current === undefined ? path : path.slice(path.indexOf(current));
  const steps = members.map((addon, index) => {
    const next = members[(index + 1) % members.length];
    return `${addon.id} requires ${sharedBy(addon, next).join(' and ')}`;
  });
  return `add-ons wait for each other: ${steps.join(', ')} of ${members[0]?.id ?? ''}; take one of the requirements away`;
}

function sharedBy({ requires = [] }: OrderedAddon, provider: OrderedAddon | undefined): readonly Capability[] {
  return requires.filter((capability) => provider?.provides?.includes(capability) === true);
}
