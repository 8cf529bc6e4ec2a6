import type { DiagnosticMessage } from '../protocol/messages.ts';
import type { ArgumentFacts } from '../rules/argument-facts.ts';
import type { BlockSchema, CtyType } from '../schema/schema.ts';
import type { Filling } from './probe-values.ts';
import { type Lesson, lessonOf } from './read-diagnostics.ts';

/** What a plugin said to one configuration. */
export interface Observation {
  /** What every argument was filled with. @default - only some were set */
  readonly filling?: Filling;
  readonly diagnostics: readonly DiagnosticMessage[];
}

type ValueLesson = Extract<Lesson, { readonly kind: 'oneOf' | 'length' | 'range' | 'form' | 'arn' }>;
type GroupKind = 'exactlyOne' | 'atLeastOne' | 'atMostOne';

/** Gathers what a plugin said of one type. A bound that it did not keep to in every observation is left out. */
export function factsFrom(block: BlockSchema, observations: readonly Observation[]): ArgumentFacts {
  const lessons = observations.flatMap(({ diagnostics }) => diagnostics.flatMap((one) => lessonOf(one) ?? []));
  const types = settableTypes(block);
  const exists = (path: string) => types.has(path);
  const groups = (kind: GroupKind) =>
    groupsOf(lessons, kind).filter((paths) => paths.length > 1 && paths.every(exists));
  const values = lessons.flatMap((lesson): ValueLesson[] =>
    isAboutValue(lesson) && exists(lesson.path) ? [lesson] : [],
  );
  const kept = distinct(values).filter((lesson) => holds(lesson, types.get(lesson.path), observations));
  const exactlyOne = groups('exactlyOne');
  return {
    ...filled('exactlyOne', exactlyOne),
    ...filled('atLeastOne', groups('atLeastOne')),
    // The members of an exclusive group exclude each other anyway.
    ...filled(
      'atMostOne',
      groups('atMostOne').filter((pair) => !exactlyOne.some((all) => pair.every((one) => all.includes(one)))),
    ),
    ...entries('needs', needsOf(lessons, exists)),
    ...entries(
      'oneOf',
      kept.flatMap((one) =>
        one.kind === 'oneOf' ? [[one.path, valuesOf(one.values, types.get(one.path))] as const] : [],
      ),
    ),
    ...entries(
      'length',
      kept.flatMap((one) => (one.kind === 'length' ? [[one.path, one.bounds] as const] : [])),
    ),
    ...entries(
      'range',
      kept.flatMap((one) => (one.kind === 'range' ? [[one.path, one.bounds] as const] : [])),
    ),
    ...entries(
      'form',
      kept.flatMap((one) => (one.kind === 'form' ? [[one.path, one.pattern] as const] : [])),
    ),
    ...filled('arn', [...new Set(kept.flatMap((one) => (one.kind === 'arn' ? [one.path] : [])))].sort()),
    ...entries(
      'deprecated',
      lessons.flatMap((one) => (one.kind === 'deprecated' ? [[one.path, one.message] as const] : [])),
    ),
  };
}

function isAboutValue(lesson: Lesson): lesson is ValueLesson {
  return ['oneOf', 'length', 'range', 'form', 'arn'].includes(lesson.kind);
}

function groupsOf(lessons: readonly Lesson[], kind: GroupKind): (readonly string[])[] {
  const all = lessons.flatMap((lesson) => (lesson.kind === kind ? [lesson.paths] : []));
  return [...new Map(all.map((paths) => [paths.join(), paths])).values()].sort((a, b) =>
    a.join().localeCompare(b.join()),
  );
}

function needsOf(
  lessons: readonly Lesson[],
  exists: (path: string) => boolean,
): (readonly [string, readonly string[]])[] {
  const needs = new Map<string, Set<string>>();
  for (const lesson of lessons) {
    if (lesson.kind !== 'needs' || !exists(lesson.path)) continue;
    const others = lesson.paths.filter((path) => path !== lesson.path && exists(path));
    needs.set(lesson.path, new Set([...(needs.get(lesson.path) ?? []), ...others]));
  }
  return [...needs].flatMap(([path, others]) => (others.size === 0 ? [] : [[path, [...others].sort()] as const]));
}

function distinct(lessons: readonly ValueLesson[]): ValueLesson[] {
  return [...new Map(lessons.map((lesson) => [JSON.stringify(lesson), lesson])).values()];
}

/**
 * Whether every value that the lesson forbids was refused. Where one of several conditions is enough, each message names
 * only its own, and a value that satisfies another is taken.
 */
function holds(lesson: ValueLesson, type: CtyType | undefined, observations: readonly Observation[]): boolean {
  return observations.every(({ filling, diagnostics }) => {
    if (filling === undefined) return true;
    if (!forbids(lesson, isNumeric(type) ? filling.number : filling.text)) return true;
    return diagnostics.some((one) => JSON.stringify(lessonOf(one)) === JSON.stringify(lesson));
  });
}

function forbids(lesson: ValueLesson, value: string | number): boolean {
  if (lesson.kind === 'oneOf') return !lesson.values.includes(String(value));
  if (lesson.kind === 'length') return isOutside(String(value).length, lesson.bounds);
  if (lesson.kind === 'range') return isOutside(Number(value), lesson.bounds);
  if (lesson.kind === 'arn') return !String(value).startsWith('arn:');
  return (
    lesson.kind === 'form' && (!isRegularExpression(lesson.pattern) || !new RegExp(lesson.pattern).test(String(value)))
  );
}

function isOutside(value: number, [low, high]: readonly [number | null, number | null]): boolean {
  return (low !== null && value < low) || (high !== null && value > high);
}

function isRegularExpression(pattern: string): boolean {
  try {
    return new RegExp(pattern).source !== '';
  } catch {
    // Go knows forms that JavaScript does not.
    return false;
  }
}

function isNumeric(type: CtyType | undefined): boolean {
  return type === 'number' || (Array.isArray(type) && type[1] === 'number');
}

/** Types of all arguments and blocks that can be set, by dotted path. */
function settableTypes(block: BlockSchema, prefix = ''): Map<string, CtyType> {
  const types = new Map<string, CtyType>();
  for (const { name, type, required, optional } of block.attributes) {
    if (required === true || optional === true) types.set(`${prefix}${name}`, type);
  }
  for (const { name, block: inner } of block.blocks) {
    types.set(`${prefix}${name}`, 'dynamic');
    for (const [path, type] of settableTypes(inner, `${prefix}${name}.`)) types.set(path, type);
  }
  return types;
}

/** Numbers where the argument is one, since messages hold texts. */
function valuesOf(values: readonly string[], type: CtyType | undefined): readonly (string | number)[] {
  return isNumeric(type) ? values.map(Number) : values;
}

function filled<Name extends string, Item>(name: Name, items: readonly Item[]): { [key in Name]?: readonly Item[] } {
  return (items.length === 0 ? {} : { [name]: items }) as { [key in Name]?: readonly Item[] };
}

function entries<Name extends string, Item>(
  name: Name,
  items: readonly (readonly [string, Item])[],
): { [key in Name]?: { readonly [path: string]: Item } } {
  const sorted = [...items].sort(([a], [b]) => a.localeCompare(b));
  return (items.length === 0 ? {} : { [name]: Object.fromEntries(sorted) }) as {
    [key in Name]?: { [path: string]: Item };
  };
}
