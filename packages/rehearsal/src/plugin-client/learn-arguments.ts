import type { DiagnosticMessage } from '../protocol/messages.ts';
import { encodeValue } from '../protocol/msgpack.ts';
import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { ArgumentFacts } from '../rules/argument-facts.ts';
import type { BlockSchema } from '../schema/schema.ts';
import { findAll, withValueAt } from '../values/place-in-object.ts';
import { factsFrom, type Observation } from './facts-from.ts';
import {
  emptyConfiguration,
  type Filling,
  fullConfiguration,
  settablePaths,
  singleConfiguration,
} from './probe-values.ts';
import { lessonOf } from './read-diagnostics.ts';
import type { RealPlugin } from './real-plugin.ts';

/** Values that a provider refuses for different reasons; an argument that takes one of them is bound by less. */
const FILLINGS: readonly Filling[] = [
  { text: '~', number: -7 },
  { text: 'a'.repeat(70_000), number: 2_147_483_646 },
  { text: '', number: 0 },
  { text: 'arn:aws:iam::123456789012:role/a', number: 1 },
  { text: 'a1b2', number: 443 },
  { text: '123456789012', number: 12 },
  { text: '10.0.0.0/16', number: 100 },
  { text: '*', number: 30_000 },
];

/** The filling by which combinations are tried: short, and refused for few reasons. */
const PLAIN: Filling = { text: 'a1b2', number: 1 };

/** Most conflicts of one argument that are looked for, so that a message that was misread cannot go on without end. */
const MOST_CONFLICTS = 40;

/** Most arguments of a type that are tried alone; beyond are firewalls' nested statements. */
const MOST_SINGLES = 400;

/** Learns what a plugin refuses in one type, from what it says to configurations made for the purpose. */
export async function learnArguments(plugin: RealPlugin, type: string, block: BlockSchema): Promise<ArgumentFacts> {
  const validate = async (config: ObjectValue): Promise<readonly DiagnosticMessage[]> => {
    const reply = await plugin.validateResource({ type_name: type, config: encodeValue(config) });
    return reply.diagnostics ?? [];
  };
  const observations: Observation[] = [];
  const observe = async (config: ObjectValue, filling?: Filling) => {
    const diagnostics = await validate(config);
    observations.push({ filling, diagnostics });
    return diagnostics;
  };
  await observe(emptyConfiguration(block));
  await observe(fullConfiguration(block, undefined));
  for (const filling of FILLINGS) await observe(fullConfiguration(block, filling), filling);
  for (const path of settablePaths(block).slice(0, MOST_SINGLES))
    await observe(singleConfiguration(block, path, PLAIN));
  await findConflicts(fullConfiguration(block, PLAIN), observe);
  const facts = factsFrom(block, observations);
  const anyCase = await withoutCase(fullConfiguration(block, PLAIN), facts, validate);
  return anyCase.length === 0 ? facts : { ...facts, anyCase };
}

/** Arguments of `oneOf` that take their first value in the other case too. */
async function withoutCase(
  full: ObjectValue,
  { oneOf = {} }: ArgumentFacts,
  validate: (config: ObjectValue) => Promise<readonly DiagnosticMessage[]>,
): Promise<string[]> {
  const swapped = Object.entries(oneOf).flatMap(([path, [first]]) => {
    const other = typeof first === 'string' ? swapCase(first) : first;
    return other === undefined || other === first ? [] : [[path, other] as const];
  });
  const config = swapped.reduce((object, [path, other]) => withText(object, path, String(other)), full);
  const refused = new Set(
    (await validate(config)).flatMap((one) => {
      const lesson = lessonOf(one);
      return lesson?.kind === 'oneOf' ? [lesson.path] : [];
    }),
  );
  return swapped.flatMap(([path]) => (refused.has(path) ? [] : [path]));
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

/** A list of texts stays a list. */
function withText(config: ObjectValue, path: string, text: string): ObjectValue {
  const [found] = findAll(config, path);
  return found === undefined ? config : withValueAt(config, path, isList(found.value) ? [text] : text);
}

const CONFLICT = /^"([^"]+)": conflicts with (\S+)$/;

/** An argument's message names the first conflict alone, so each is taken away until none is left. */
async function findConflicts(
  full: ObjectValue,
  observe: (config: ObjectValue) => Promise<readonly DiagnosticMessage[]>,
): Promise<void> {
  const first = await observe(full);
  for (const argument of new Set(first.flatMap(({ detail }) => CONFLICT.exec(detail ?? '')?.[1] ?? []))) {
    let config = full;
    let diagnostics = first;
    for (let round = 0; round < MOST_CONFLICTS; round++) {
      const other = diagnostics.flatMap(({ detail }) => {
        const match = CONFLICT.exec(detail ?? '');
        return match?.[1] === argument && match[2] !== undefined ? [match[2]] : [];
      })[0];
      if (other === undefined) break;
      config = without(config, other);
      diagnostics = await observe(config);
    }
  }
}

function without(config: ObjectValue, path: string): ObjectValue {
  const dotted = path.replaceAll(/\.\d+(?=\.|$)/g, '');
  const current = dotted.split('.').reduce<Value>((value, name) => {
    const one = isList(value) ? (value[0] ?? null) : value;
    return isObject(one) ? (one[name] ?? null) : null;
  }, config);
  return withValueAt(config, dotted, isList(current) ? [] : null);
}
