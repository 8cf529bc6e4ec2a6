import { canonicalJson } from '@smile/core';
import { asList, type Inventory, isObject, type Json, type JsonObject, type Resource, valueAt } from '@smile/inventory';
import type { Place } from './rule.ts';

/** Something that a plan or a state has and the code does not, or the reverse. */
interface CodeDifference {
  readonly resource: Place;
  readonly message: string;
}

/** Arguments that are maps: a key that only one side has is a difference. Keys of blocks may be filled in by the provider. */
const MAPS: ReadonlySet<string> = new Set([
  'annotations',
  'dimensions',
  'labels',
  'match_labels',
  'parameters',
  'resource_type_opt_in_preference',
  'tags',
  'variables',
]);

/** Arguments of Terraform itself, and of providers about a run. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['timeouts', 'provider', 'for_each', 'count']);

/**
 * Says where a plan or a state differs from the code that it is meant to come from, argument by argument: what is written in the code as it
 * stands, and references by what they lead to. What the code leaves to the provider is the rules' business.
 *
 * @param observed plan or state.
 * @param code a fresh synthesis of the same commit.
 */
export function codeDifferences(observed: Inventory, code: Inventory): readonly CodeDifference[] {
  // A stack of an environment that was not asked for is no difference.
  const environments = new Set(code.stacks.map(({ environment }) => environment));
  const asked = observed.stacks.filter(({ environment }) => environments.has(environment));
  const stacks = new Set(asked.map(({ name }) => name));
  const written = code.resources({ mode: 'managed' }).filter(({ stack }) => stacks.has(stack));
  const missing = written
    .filter(({ stack, address }) => observed.byAddress(stack, address) === undefined)
    .map((resource) => ({ resource, message: `is in the code and not in the ${observed.source}` }));
  const found = observed.resources({ mode: 'managed' }).filter(({ stack }) => stacks.has(stack));
  const others = found.flatMap((resource): readonly CodeDifference[] => {
    const { stack, address } = resource;
    const own = code.byAddress(stack, address);
    if (own === undefined) {
      const isGoing = resource.change?.action === 'delete';
      return isGoing ? [] : [{ resource, message: `is in the ${observed.source} and not in the code` }];
    }
    return new Comparison(own, resource, observed).differences.map((message) => ({ resource, message }));
  });
  return [...missing, ...others];
}

/** One resource of the code beside the same one of a plan or a state. */
class Comparison {
  readonly differences: string[] = [];
  private readonly targets: ReadonlyMap<string, Json>;
  /** Whether nothing in it means that nothing is there, and not that it is known later. */
  private readonly isWhole: boolean;

  constructor(written: Resource, found: Resource, observed: Inventory) {
    this.isWhole = observed.source === 'state';
    this.targets = new Map(
      written.references.flatMap(({ path, stack, address, attribute, expression }) => {
        const target = observed.byAddress(stack, address);
        const value = target === undefined ? undefined : valueAt(target.values, attribute);
        return value === undefined ? [] : [[`${path} ${expression}`, value]];
      }),
    );
    const ignored = new Set(written.lifecycle.ignoreChanges.map((path) => path.split(/[.[]/)[0]));
    if (ignored.has('all')) return;
    for (const [name, value] of Object.entries(written.values)) {
      if (NOT_COMPARED.has(name) || ignored.has(name)) continue;
      const observedValue = found.values[name];
      // Known after the apply only.
      if (observedValue === undefined && observed.source === 'plan') continue;
      if (!this.agrees(value, observedValue ?? null, name, name)) {
        this.differences.push(`${name} is ${shown(value)} in the code, got ${shown(observedValue ?? null)}`);
      }
    }
  }

  private agrees(written: Json, found: Json, path: string, name: string): boolean {
    if (written === null) return true;
    if (isEmpty(written) && (found === null || isEmpty(found))) return true;
    if (typeof written === 'string') return this.textAgrees(written, found, path);
    if (Array.isArray(written)) return this.listAgrees(written, asList(found), path, name);
    if (isObject(written)) return this.objectAgrees(written, asOne(found), path, name);
    return String(written) === String(asOne(found));
  }

  private textAgrees(written: string, found: Json, path: string): boolean {
    const value = asOne(found);
    if (value === null && written.includes('${')) return !this.isWhole;
    const whole = /^\$\{([^{}]*)\}$/.exec(written)?.[1];
    if (whole !== undefined) {
      const target = this.targets.get(`${path} ${whole}`);
      return target === undefined || same(target, value);
    }
    if (written.includes('${') || written.includes('%{')) return true;
    const literal = written.replaceAll('$${', '${').replaceAll('%%{', '%{');
    return String(value) === literal || sameDocument(literal, value);
  }

  private listAgrees(written: readonly Json[], found: readonly Json[], path: string, name: string): boolean {
    if (written.length !== found.length) return false;
    const free = [...found];
    const numbered = written.map((item, index) => ({ item, index }));
    // References last: one that leads to what is not known yet agrees with anything.
    const [literal, other] = [numbered.filter(isLiteral), numbered.filter((one) => !isLiteral(one))];
    return [...literal, ...other].every(({ item, index }) => {
      const at = free.findIndex((one) => this.agrees(item, one, `${path}[${index}]`, name));
      if (at < 0) return false;
      free.splice(at, 1);
      return true;
    });
  }

  private objectAgrees(written: JsonObject, found: Json, path: string, name: string): boolean {
    if (!isObject(found)) return false;
    const other = found;
    const isMap = MAPS.has(name);
    const hasMore = isMap && Object.keys(other).some((key) => !(key in written));
    return (
      !hasMore &&
      Object.entries(written).every(([key, value]) =>
        this.agrees(value, other[key] ?? null, isMap ? `${path}[${JSON.stringify(key)}]` : `${path}.${key}`, key),
      )
    );
  }
}

function isLiteral({ item }: { readonly item: Json }): boolean {
  return !JSON.stringify(item).includes('${');
}

/** Blocks of which there is one stand in a list in plans and states. */
function asOne(value: Json): Json {
  return Array.isArray(value) && value.length === 1 ? (value[0] ?? null) : value;
}

function isEmpty(value: Json): boolean {
  if (value === '' || value === false || value === 0) return true;
  if (Array.isArray(value)) return value.every(isEmpty);
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((one) => one === null || isEmpty(one))
  );
}

function same(one: Json, other: Json): boolean {
  return JSON.stringify(one) === JSON.stringify(other) || String(asOne(one)) === String(asOne(other));
}

/** Documents, such as policies, are compared by what they say: AWS writes them anew. */
function sameDocument(literal: string, value: Json): boolean {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(literal)) return false;
  try {
    return canonicalJson(JSON.parse(literal)) === canonicalJson(JSON.parse(value));
  } catch {
    return false;
  }
}

/** A value for people: whole when it is short. */
function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}
