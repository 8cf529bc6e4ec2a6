import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Path } from '../protocol/problem.ts';
import { isList, isObject, type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';
import { type Found, findAll } from '../values/place-in-object.ts';
import type { ArgumentFacts } from './argument-facts.ts';

/** Version of the provider that was asked what it refuses; see `data/README.md`. */
export const FACTS_VERSION = '5.100.0';

/** Something that the provider refuses. */
export interface RefusedArgument {
  /** Arguments that do not go together, a value that is not allowed, or an argument that is on its way out. */
  readonly kind: 'combination' | 'value' | 'deprecated';
  readonly path: Path;
  /** What is wrong, what was given, what is allowed. Lower case, no full stop. */
  readonly message: string;
}

export interface RefusedArgumentsOptions {
  /**
   * Whether an argument that is not known yet counts as set, as one does that code gives a reference. Terraform's validation
   * waits until it is known. @default false
   */
  readonly unknownIsSet?: boolean;
}

let loaded: Readonly<Record<string, ArgumentFacts>> | undefined;

/** What the provider refuses, by resource type. Types without an entry refuse nothing that a schema does not. */
export function argumentFacts(): Readonly<Record<string, ArgumentFacts>> {
  loaded ??= JSON.parse(
    readFileSync(path.join(__dirname, '../../data', `aws-${FACTS_VERSION}-argument-facts.json`), 'utf8'),
  ) as Readonly<Record<string, ArgumentFacts>>;
  return loaded;
}

/** What a provider refuses in a resource's arguments: combinations first, then values, then what is deprecated. */
export function findRefusedArguments(
  type: string,
  resource: ObjectValue,
  options: RefusedArgumentsOptions = {},
  facts: ArgumentFacts | undefined = argumentFacts()[type],
): RefusedArgument[] {
  if (facts === undefined) return [];
  return [
    ...combinations(resource, facts, options.unknownIsSet === true),
    ...values(resource, facts),
    ...deprecated(resource, facts),
  ];
}

type State = 'set' | 'unset' | 'unknown';

/** Arguments of one block, with how each is given. */
interface Group {
  readonly path: Path;
  readonly states: ReadonlyMap<string, State>;
}

function combinations(resource: ObjectValue, facts: ArgumentFacts, unknownIsSet: boolean): RefusedArgument[] {
  const { exactlyOne = [], atLeastOne = [], atMostOne = [], needs = {} } = facts;
  return [
    ...exactlyOne.flatMap((paths) => {
      const groups = groupsOf(resource, paths, unknownIsSet);
      return [...tooMany(groups, paths, 'exactly one'), ...none(groups, paths, 'exactly one')];
    }),
    ...atLeastOne.flatMap((paths) => none(groupsOf(resource, paths, unknownIsSet), paths, 'at least one')),
    ...atMostOne.flatMap((paths) => tooMany(groupsOf(resource, paths, unknownIsSet), paths, 'at most one')),
    ...Object.entries(needs).flatMap(([path, others]) =>
      lacking(groupsOf(resource, [path, ...others], unknownIsSet), path, others),
    ),
  ];
}

function tooMany(groups: readonly Group[], paths: readonly string[], rule: string): RefusedArgument[] {
  return groups.flatMap((group) => {
    const set = having(group, 'set');
    return set.length > 1 ? [refuse(group, `must set ${rule} of ${paths.join(', ')}, got ${set.join(' and ')}`)] : [];
  });
}

function none(groups: readonly Group[], paths: readonly string[], rule: string): RefusedArgument[] {
  return groups.flatMap((group) =>
    having(group, 'unset').length === paths.length
      ? [refuse(group, `must set ${rule} of ${paths.join(', ')}, got none`)]
      : [],
  );
}

function lacking(groups: readonly Group[], path: string, others: readonly string[]): RefusedArgument[] {
  return groups.flatMap((group) => {
    if (group.states.get(path) !== 'set') return [];
    const missing = others.filter((other) => group.states.get(other) === 'unset');
    return missing.length > 0 ? [refuse(group, `must set ${missing.join(' and ')} beside ${path}`)] : [];
  });
}

function having({ states }: Group, wanted: State): string[] {
  return [...states].flatMap(([name, state]) => (state === wanted ? [name] : []));
}

function refuse({ path: place }: Group, message: string): RefusedArgument {
  return { kind: 'combination', path: place, message };
}

/** The arguments in every occurrence of the innermost block that holds them all; where there is no such block, nowhere. */
function groupsOf(resource: ObjectValue, paths: readonly string[], unknownIsSet: boolean): Group[] {
  const parent = commonParent(paths);
  const places: Found[] =
    parent === '' ? [{ path: [], value: resource }] : findAll(resource, parent).flatMap(elementsOf);
  return places.flatMap(({ path: place, value }) => {
    if (!isObject(value)) return [];
    const states = paths.map((path): [string, State] => {
      const state = stateOf(value, parent === '' ? path : path.slice(parent.length + 1));
      return [path, state === 'unknown' && unknownIsSet ? 'set' : state];
    });
    return [{ path: place, states: new Map(states) }];
  });
}

/** By the paths: the same few groups are asked of every resource of a type. */
const parents = new Map<string, string>();

function commonParent(paths: readonly string[]): string {
  const key = paths.join(' ');
  const known = parents.get(key) ?? findParent(paths);
  parents.set(key, known);
  return known;
}

function findParent(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => path.split('.').slice(0, -1));
  const ends = first.findIndex((name, index) => others.some((other) => other[index] !== name));
  return (ends === -1 ? first : first.slice(0, ends)).join('.');
}

function elementsOf({ path: place, value }: Found): Found[] {
  return isList(value)
    ? value.map((item, index) => ({ path: [...place, index], value: item }))
    : [{ path: place, value }];
}

/** An empty list is no block, and an empty map an argument that is as good as absent. */
function stateOf(value: Value, dotted: string): State {
  if (value === UNKNOWN) return 'unknown';
  if (isList(value)) {
    // A block without arguments is a block.
    const states = value.map((item) => (dotted === '' && isObject(item) ? 'set' : stateOf(item, dotted)));
    return states.includes('set') ? 'set' : states.includes('unknown') ? 'unknown' : 'unset';
  }
  if (dotted === '') {
    return value === null || (isObject(value) && Object.keys(value).length === 0) ? 'unset' : 'set';
  }
  if (!isObject(value)) return 'unset';
  const [name = '', ...rest] = dotted.split('.');
  return stateOf(value[name] ?? null, rest.join('.'));
}

/** What a fact says of a value; undefined when it is as it must be. */
type Judge<Fact> = (value: Value, fact: Fact, dotted: string) => string | undefined;

function values(resource: ObjectValue, facts: ArgumentFacts): RefusedArgument[] {
  const amongFew: Judge<readonly (string | number)[]> = (value, allowed, dotted) =>
    isAmong(value, allowed, facts.anyCase?.includes(dotted) === true)
      ? undefined
      : `must be one of ${allowed.join(', ')}, got ${shown(value)}`;
  const arns = facts.arn ?? [];
  return [
    ...judged(resource, facts.oneOf, amongFew),
    ...judged(resource, facts.length, ofLength),
    ...judged(resource, facts.range, inRange),
    ...judged(resource, facts.form, ofForm),
    ...arns.flatMap((dotted) => judgedAt(resource, dotted, true, anArn)),
  ];
}

function judged<Fact>(
  resource: ObjectValue,
  table: { readonly [path: string]: Fact } | undefined,
  judge: Judge<Fact>,
): RefusedArgument[] {
  return Object.entries(table ?? {}).flatMap(([dotted, fact]) => judgedAt(resource, dotted, fact, judge));
}

function judgedAt<Fact>(resource: ObjectValue, dotted: string, fact: Fact, judge: Judge<Fact>): RefusedArgument[] {
  return findAll(resource, dotted)
    .flatMap(elementsOf)
    .flatMap(({ path: place, value }): RefusedArgument[] => {
      if (value === null || value === UNKNOWN || isObject(value) || isList(value)) return [];
      const message = judge(value, fact, dotted);
      return message === undefined ? [] : [{ kind: 'value', path: place, message: `${dotted} ${message}` }];
    });
}

type Bounds = readonly [number | null, number | null];

const ofLength: Judge<Bounds> = (value, bounds) => {
  const length = Buffer.byteLength(String(value));
  return isInside(length, bounds) ? undefined : `must have ${inWords(bounds)} bytes, got ${length}`;
};

const inRange: Judge<Bounds> = (value, bounds) =>
  isInside(Number(value), bounds) ? undefined : `must be ${inWords(bounds)}, got ${shown(value)}`;

const ofForm: Judge<string> = (value, pattern) =>
  expression(pattern)?.test(String(value)) === false ? `must match ${pattern}, got ${shown(value)}` : undefined;

const anArn: Judge<true> = (value) =>
  value === '' || /^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(String(value))
    ? undefined
    : `must be an ARN, got ${shown(value)}`;

/** Whether a value is one of a few, as texts. */
function isAmong(value: Value, allowed: readonly (string | number)[], anyCase: boolean): boolean {
  const form = (one: Value) => (anyCase ? String(one).toLowerCase() : String(one));
  return allowed.some((one) => form(one) === form(value));
}

function isInside(value: number, [low, high]: Bounds): boolean {
  return (low === null || value >= low) && (high === null || value <= high);
}

function inWords([low, high]: Bounds): string {
  if (low === null) return `at most ${high}`;
  return high === null ? `at least ${low}` : `${low} to ${high}`;
}

/** By their texts; undefined for those that JavaScript does not know the form of. */
const expressions = new Map<string, RegExp | undefined>();

/** A pattern of Go's as one of JavaScript's; undefined where JavaScript does not know the form. */
function expression(pattern: string): RegExp | undefined {
  if (!expressions.has(pattern)) expressions.set(pattern, compiled(pattern));
  return expressions.get(pattern);
}

function compiled(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}

function deprecated(resource: ObjectValue, facts: ArgumentFacts): RefusedArgument[] {
  return Object.entries(facts.deprecated ?? {}).flatMap(([dotted, message]): RefusedArgument[] =>
    dotted === '' || stateOf(resource, dotted) !== 'unset'
      ? [
          {
            kind: 'deprecated',
            path: dotted === '' ? [] : dotted.split('.'),
            message: `${dotted === '' ? 'the type' : dotted} is deprecated: ${message}`,
          },
        ]
      : [],
  );
}

function shown(value: Value): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
