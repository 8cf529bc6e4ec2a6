import type { Stage } from '@smile/core';

import { checkGuardrails } from '@smile/guardrails';

import {
  deliveryOutcomes,
  groupedBy,
  type Inventory,
  type Json,
  oncePer,
  type Resource,
  type ResourceQuery,
  textsAt,
  valueAt,
} from '@smile/inventory';

import { isOfOwner, OWNER_DOCUMENT } from './owner-document.ts';
import type { Promises, RepositoryFacts } from './repository-facts.ts';
import type { Evidence } from './results.ts';

/** An environment to judge. An `Environment` is one. Its values are never read: they are what is under test. */
export interface JudgedEnvironment {
  /** `<country>/<stage>`. */
  readonly id: string;
  readonly stage: Stage;
}

/** What all examinations of one run share. */
export interface Materials {
  readonly inventory: Inventory;
  /** The code of the whole estate, for comparisons with environments that the inventory lacks. @default - none */
  readonly synthesized?: Inventory;
  /** @default - not known, so parts about the code stay open */
  readonly repository?: RepositoryFacts;
}

/** Where evidence lies when it is no resource. */
interface Site {
  readonly stack: string;
  readonly address: string;
}

/** What evidence may tell besides. */
type EvidenceDetail = Pick<Evidence, 'path' | 'needs'>;

/** Collects what a check finds. */
export abstract class Examination {
  readonly evidence: Evidence[] = [];
  readonly problems: string[] = [];
  /** Why something cannot be told. */
  readonly undecided: string[] = [];
  readonly materials: Materials;
  /** Begins every problem that has no place of its own. */
  protected abstract readonly scope: string;

  constructor(materials: Materials) {
    this.materials = materials;
  }

  get inventory(): Inventory {
    return this.materials.inventory;
  }

  /** Records what was found at a place, and whether it is as asked. */
  holds(site: Site, expected: string, found: string, isAsAsked: boolean, more: EvidenceDetail = {}): void {
    const { stack, address } = site;
    this.evidence.push({ stack, address, expected, found, ...more });
    if (!isAsAsked) this.problems.push(`${stack} ${address}: expected ${expected}, found ${found}`);
  }

  /** Something is wrong that has no place, such as an absence. */
  lacks(problem: string): void {
    this.problems.push(`${this.scope}: ${problem}`);
  }

  /** Something cannot be told from what was given. */
  cannotTell(reason: string): void {
    this.undecided.push(reason);
  }

  /** There is exactly one; undefined, and a problem, otherwise. */
  one(what: string, found: readonly Resource[]): Resource | undefined {
    this.exactly(1, what, found);
    return found.length === 1 ? found[0] : undefined;
  }

  /** There are exactly so many. */
  exactly(count: number, what: string, found: readonly Resource[]): void {
    if (found.length === count) for (const one of found) this.holds(one, what, nameOf(one), true, { needs: 'this' });
    else this.lacks(`expected ${count} × ${what}, found ${listed(found)}`);
  }

  /** There is at least one. */
  some(what: string, found: readonly Resource[]): void {
    if (found.length > 0) for (const one of found) this.holds(one, what, nameOf(one), true, { needs: 'any' });
    else this.lacks(`expected ${what}, found none`);
  }

  /** There is none. */
  none(what: string, found: readonly Resource[]): void {
    for (const one of found) this.holds(one, `no ${what}`, nameOf(one), false);
  }

  /** An argument has a value; texts, numbers and truth values are compared as text, since sources write them differently. */
  equal(resource: Resource, path: string, expected: string | number | boolean): void {
    if (this.isUnknown(resource, path)) return;
    const found = this.literal(resource, path);
    this.holds(resource, `${path} ${expected}`, shown(found), String(found ?? '') === String(expected), { path });
  }

  /** An argument has one of several values. */
  oneOf(resource: Resource, path: string, allowed: readonly string[]): void {
    if (this.isUnknown(resource, path)) return;
    const found = this.literal(resource, path);
    this.holds(resource, `${path} ${allowed.join(' or ')}`, shown(found), allowed.includes(String(found ?? '')), {
      path,
    });
  }

  /** A number is at least so much. */
  atLeast(resource: Resource, path: string, least: number): void {
    if (this.isUnknown(resource, path)) return;
    const found = this.literal(resource, path);
    this.holds(resource, `${path} of at least ${least}`, shown(found), Number(found ?? Number.NaN) >= least, { path });
  }

  /** An argument is set, to whatever. */
  present(resource: Resource, path: string, expected = `a ${path}`): void {
    const found = this.literal(resource, path);
    const isPointed = this.inventory.referencesAt(resource, path).length > 0;
    const isThere = isPointed || (found !== undefined && found !== '' && !(Array.isArray(found) && found.length === 0));
    this.holds(
      resource,
      expected,
      isPointed ? 'a reference' : shown(found),
      isThere || this.willBeKnown(resource, path),
      { path },
    );
  }

  /** Services may write where a resource says, by the policies of bucket, topic and key. */
  delivers(resource: Resource): void {
    for (const { argument, delivery, verdict, reason } of deliveryOutcomes(this.inventory, { of: resource })) {
      const expected = `delivery of ${delivery.contract.id} by ${argument}`;
      if (verdict === 'unknown') this.cannotTell(`${resource.stack} ${resource.address}: ${argument}: ${reason}`);
      else this.holds(resource, expected, verdict === 'allowed' ? 'allowed' : reason, verdict === 'allowed');
    }
  }

  /** An argument refers to a resource of a type. Returns what it refers to. */
  refers(resource: Resource, path: string, type: string): Resource | undefined {
    const [target] = this.pointsAt(resource, path, type);
    const found = target?.address ?? shown(valueAt(resource.values, path));
    this.holds(resource, `${path} that refers to ${type}`, found, target !== undefined, { path });
    return target;
  }

  /**
   * Resources of a type that an argument means: by reference, or by the name or id it holds. A state keeps plain names of
   * what AWS knows by name, such as parameter groups; they are looked up in the stack.
   */
  pointsAt(resource: Resource, path: string, type: string): readonly Resource[] {
    const referred = this.inventory.referencesAt(resource, path).filter((one) => one.type === type);
    if (referred.length > 0) return referred;
    const names = textsAt(resource.values, path);
    if (names.length === 0) return [];
    return this.inventory.resources({ type, stack: resource.stack, mode: 'managed' }).filter(({ values }) => {
      return names.includes(String(values.name)) || names.includes(String(values.id));
    });
  }

  /** The literal value of an argument: as written, or of the attribute that it refers to. */
  literal(resource: Resource, path: string): Json | undefined {
    const value = valueAt(resource.values, path);
    const isExpression = typeof value === 'string' && /^\$\{[^}]*\}$/.test(value);
    return isExpression || value === undefined ? (this.inventory.literalsAt(resource, path)[0] ?? value) : value;
  }

  /** Resources of a type that mean one by an argument. */
  referrers(resource: Resource, type: string, path: string): readonly Resource[] {
    const known = pointers(this.inventory);
    const key = `${type} ${path} ${resource.type}`;
    const index = known.get(key) ?? this.pointing(type, path, resource.type);
    known.set(key, index);
    return index.get(resource) ?? [];
  }

  private pointing(type: string, path: string, to: string): ReadonlyMap<Resource, readonly Resource[]> {
    return groupedBy(this.inventory.resources({ type, mode: 'managed' }).filter(isLiving), (one) =>
      this.pointsAt(one, path, to),
    );
  }

  /** Whether a plan leaves an argument open; a check that needs it says so. */
  private isUnknown(resource: Resource, path: string): boolean {
    const isOpen = this.willBeKnown(resource, path) && this.literal(resource, path) === undefined;
    if (isOpen) this.cannotTell(`${resource.stack} ${resource.address}: ${path} is known only after apply`);
    return isOpen;
  }

  private willBeKnown(resource: Resource, path: string): boolean {
    const plain = (text: string) => text.replace(/\[\d+\]/g, '');
    return resource.unknown.some((one) => plain(one) === plain(path));
  }
}

/** What is asked of one environment. */
export class EnvironmentExamination extends Examination {
  readonly environment: JudgedEnvironment;
  /** Whether the sizes and counts of the owner's document are meant for it. */
  readonly isQuantified: boolean;
  /** Whether the owner's document is about its country. Others keep what their values promise. */
  readonly isOfOwner: boolean;
  protected readonly scope: string;
  /** Names of its stacks. */
  readonly stacks: readonly string[];

  constructor(materials: Materials, environment: JudgedEnvironment) {
    super(materials);
    this.environment = environment;
    this.isQuantified = environment.id === OWNER_DOCUMENT.quantified;
    this.isOfOwner = isOfOwner(environment);
    this.scope = environment.id;
    this.stacks = materials.inventory.stacks
      .filter((one) => one.environment === environment.id)
      .map(({ name }) => name);
  }

  /** What the values promise where the owner's document leaves the choice to a country; undefined where nothing tells. */
  get promises(): Promises | undefined {
    return this.materials.repository?.promises[this.environment.id];
  }

  /** What exists in the environment, or will: what a plan deletes is left out. */
  resources(query: ResourceQuery = {}): readonly Resource[] {
    if (this.stacks.length === 0) return [];
    return this.inventory.resources({ mode: 'managed', ...query, stack: query.stack ?? this.stacks }).filter(isLiving);
  }

  /** What exists of a type. */
  ofType(type: string): readonly Resource[] {
    return this.resources({ type });
  }

  /** What exists of a type and has a name: `name`, `identifier`, `bucket`, or the tag `Name`, ending as given. */
  named(type: string, ending: string): readonly Resource[] {
    return this.ofType(type).filter((one) => namesOf(one).some((name) => endsWith(name, ending)));
  }

  /** Rules of the guardrails hold in the environment; what breaks one is a problem of its resource. */
  kept(what: string, rules: readonly string[]): void {
    const own = new Set(this.stacks);
    for (const { resource, message, rule, status } of checkGuardrails(this.inventory, { rules }).findings) {
      if (status !== 'failed' || !own.has(resource.stack)) continue;
      this.holds(resource, what, `${message} (${rule.id})`, false);
    }
  }

  /** A size of the owner's document: exact where they apply, and whatever it is elsewhere, but something. */
  size(resource: Resource, path: string, expected: string | number): void {
    if (this.isQuantified) this.equal(resource, path, expected);
    else this.present(resource, path, `${path}, of the environment's own size`);
  }
}

/** What is asked of all environments together. */
export class EstateExamination extends Examination {
  readonly environments: readonly JudgedEnvironment[];
  protected readonly scope = 'estate';
  private readonly everything = new Map<string, readonly Resource[]>();

  constructor(materials: Materials, environments: readonly JudgedEnvironment[]) {
    super(materials);
    this.environments = environments;
  }

  /** What exists in an environment: in the inventory, or else in the code of the whole estate. */
  resourcesOf(environment: string, query?: ResourceQuery): readonly Resource[] {
    if (query !== undefined) return this.find(environment, query);
    const found = this.everything.get(environment) ?? this.find(environment, {});
    this.everything.set(environment, found);
    return found;
  }

  private find(environment: string, query: ResourceQuery): readonly Resource[] {
    for (const inventory of [this.inventory, this.materials.synthesized]) {
      const stacks = inventory?.stacks.filter((one) => one.environment === environment).map(({ name }) => name) ?? [];
      if (inventory !== undefined && stacks.length > 0) {
        return inventory.resources({ mode: 'managed', ...query, stack: stacks }).filter(isLiving);
      }
    }
    return [];
  }

  /** Ids of all environments that are known, judged or not. */
  known(): readonly string[] {
    const stacks = [...this.inventory.stacks, ...(this.materials.synthesized?.stacks ?? [])];
    return [...new Set(stacks.flatMap(({ environment }) => environment ?? []))].sort();
  }
}

/** What points at what, by type, path and type: each environment asks the same. */
const pointers = oncePer((_: Inventory) => new Map<string, ReadonlyMap<Resource, readonly Resource[]>>());

/** Whether a resource exists after the plan; without a plan, all do. */
function isLiving({ change }: Resource): boolean {
  return change?.action !== 'delete' && change?.action !== 'forget';
}

/** What a resource is called in AWS, as far as the source tells. */
export function namesOf({ values, tagsAll }: Resource): readonly string[] {
  const arguments_ = ['name', 'identifier', 'bucket', 'broker_name', 'replication_group_id', 'cluster_name'];
  return [...arguments_.flatMap((argument) => textsAt(values, argument)), tagsAll.Name ?? ''];
}

function nameOf(resource: Resource): string {
  return namesOf(resource).find((name) => name !== '' && !name.includes('${')) ?? resource.address;
}

/** `smile-prd-mysql-main` and `smile-prd/mysql-main` end with `mysql-main`; bucket names carry the account after it. */
function endsWith(name: string, ending: string): boolean {
  return new RegExp(`(^|[-/])${ending}(-\\d{12})?$`).test(name);
}

function shown(value: Json | undefined): string {
  if (value === undefined || value === null) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function listed(found: readonly Resource[]): string {
  if (found.length === 0) return 'none';
  const shownFirst = found.slice(0, 4).map(nameOf);
  return `${found.length} (${shownFirst.join(', ')}${found.length > 4 ? ', …' : ''})`;
}
