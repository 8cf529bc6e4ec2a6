import type { ObjectValue, Value } from '../protocol/value.ts';
import type { BlockSchema } from '../schema/schema.ts';
import { emptyBlock, isSettable, type ValuePair, valuePairs } from './probe-values.ts';
import { proposedState, settledState } from './proposed-state.ts';

/** What a provider answers to one plan. */
interface PlanAnswer {
  readonly planned: ObjectValue | undefined;
  /** Dotted paths that the provider says force a new object. */
  readonly replace: readonly string[];
  readonly errors: readonly string[];
}

/** Asks a provider what it would do: `PlanResourceChange` of the plugin protocol. */
export type AskPlan = (prior: Value, proposed: ObjectValue, config: ObjectValue) => Promise<PlanAnswer>;

/** What one type answered. All paths are dotted, as in `vpc_config.subnet_ids`. */
export interface ReplacementFacts {
  /** Arguments whose change makes a new object. */
  readonly changed: readonly string[];
  /** Of the others, those that make a new object when they appear. */
  readonly added: readonly string[];
  /** Of the others, those that make a new object when they disappear. */
  readonly removed: readonly string[];
  /** Arguments of which the provider did not answer, with its words. */
  readonly unsettled: Readonly<Record<string, string>>;
}

interface Place {
  readonly path: string;
  /** A configuration with this value at the place, and nothing else. */
  readonly write: (value: Value) => ObjectValue;
  readonly pairs: readonly ValuePair[];
  /** Left out of the configuration, the value of before stays: it cannot disappear. */
  readonly isKept: boolean;
}

type Answer = 'replace' | 'keep' | { readonly error: string };

/** Settable in the schema, though no configuration sets them. */
const IS_MADE = ['id', 'tags_all'];

/** Arguments below this depth are not asked about: no provider that we use keeps a condition there. */
const DEEPEST = 3;

/**
 * Trees such as a web ACL's statements have thousands of arguments, and the plugin takes seconds for one plan of them. Their
 * first level is asked about in one plan that changes everything there.
 */
const MOST_BLOCKS = 200;

/**
 * Asks a provider, argument by argument, what makes a new object of a type.
 *
 * @param base arguments without which the provider refuses to plan the type at all.
 */
export async function probeReplacement(
  block: BlockSchema,
  ask: AskPlan,
  base: ObjectValue = {},
): Promise<ReplacementFacts> {
  if (blocksIn(block) > MOST_BLOCKS) return probeAtOnce(block, ask);
  const nothing = { ...emptyBlock(block), ...base };
  const always = new Set((await transition(block, ask, nothing, nothing)).replace);
  const result = { changed: [] as string[], added: [] as string[], removed: [] as string[] };
  const unsettled: Record<string, string> = {};
  const answerOf = async (before: ObjectValue, after: ObjectValue): Promise<Answer> => {
    const { replace, errors } = await transition(block, ask, before, after);
    if (replace.some((path) => !always.has(path))) return 'replace';
    return errors.length > 0 ? { error: errors.join('; ') } : 'keep';
  };
  for (const place of placesOf(block, (config) => ({ ...nothing, ...config }), '')) {
    const { path, write, pairs, isKept } = place;
    let answer: Answer = { error: 'no value to try' };
    for (const [before, after] of pairs) {
      answer = await answerOf(write(before), write(after));
      if (typeof answer === 'object') continue;
      if (answer === 'replace') result.changed.push(path);
      else if (!(path in base)) {
        if ((await answerOf(nothing, write(after))) === 'replace') result.added.push(path);
        if (!isKept && (await answerOf(write(before), nothing)) === 'replace') result.removed.push(path);
      }
      break;
    }
    if (typeof answer === 'object') unsettled[path] = answer.error;
  }
  return { ...result, unsettled };
}

async function probeAtOnce(block: BlockSchema, ask: AskPlan): Promise<ReplacementFacts> {
  const asked = block.attributes.filter((one) => isSettable(one) && !IS_MADE.includes(one.name));
  const all = (side: 0 | 1) => ({
    ...emptyBlock(block),
    ...Object.fromEntries(asked.map(({ name, type }) => [name, valuePairs(type)[0]?.[side] ?? null])),
  });
  const { replace, errors } = await transition(block, ask, all(0), all(1));
  const changed = asked.flatMap(({ name }) => (replace.includes(name) ? [name] : []));
  const unsettled = errors.length === 0 ? [] : asked.map(({ name }) => [name, errors.join('; ')]);
  return { changed, added: [], removed: [], unsettled: Object.fromEntries(unsettled) };
}

function blocksIn({ blocks }: BlockSchema): number {
  return blocks.reduce((sum, { block }) => sum + 1 + blocksIn(block), 0);
}

/** Makes an object of one configuration, then plans another. */
async function transition(
  block: BlockSchema,
  ask: AskPlan,
  before: ObjectValue,
  after: ObjectValue,
): Promise<PlanAnswer> {
  const made = await ask(null, proposedState(block, null, before), before);
  if (made.planned === undefined) return made;
  const state = settledState(block, made.planned);
  return ask(state, proposedState(block, state, after), after);
}

/** Every argument down to {@link DEEPEST}, with the way to write it alone. */
function placesOf(block: BlockSchema, inParent: (config: ObjectValue) => ObjectValue, prefix: string): Place[] {
  const attributes = block.attributes.filter(isSettable).map(
    ({ name, type, computed }): Place => ({
      path: `${prefix}${name}`,
      write: (value) => inParent({ [name]: value }),
      pairs: IS_MADE.includes(`${prefix}${name}`) ? [] : valuePairs(type),
      isKept: computed === true,
    }),
  );
  const isDeepest = prefix.split('.').length >= DEEPEST;
  const blocks = (isDeepest ? [] : block.blocks)
    .filter(({ name }) => name !== 'timeouts')
    .flatMap(({ name, block: inner, nesting }) => {
      const wrap = (config: ObjectValue): ObjectValue => {
        const one = { ...emptyBlock(inner), ...config };
        return inParent({ [name]: nesting === 'single' ? one : nesting === 'map' ? { one } : [one] });
      };
      return placesOf(inner, wrap, `${prefix}${name}.`);
    });
  return [...attributes.filter(({ pairs }) => pairs.length > 0), ...blocks];
}
