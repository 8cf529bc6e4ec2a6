import type { Inventory, JsonObject, Reference, Resource } from '@smile/inventory';
import { judgeReplacement, type ReplacementJudgement, recomputedAttributes } from '@smile/rehearsal';
import { placeOf, type ResourcePair } from './pair-resources.ts';
import { type ValueDifference, valueDifferences } from './value-differences.ts';

/** Something that changes, and that an argument refers to. */
interface Followed {
  /** As in `aws_launch_template.Nodes.latest_version`. */
  readonly name: string;
  /** What changes of it, where it is a document that Terraform writes and does not list by itself. */
  readonly document: readonly ValueDifference[];
}

/** What becomes of a resource that is there before and after. */
export interface KeptChange {
  readonly pair: ResourcePair;
  readonly before: Resource;
  readonly after: Resource;
  /** Arguments that differ in the code. */
  readonly differences: readonly ValueDifference[];
  /** Arguments whose text stays, while what they refer to changes; by dotted path, what that is. */
  readonly follows: ReadonlyMap<string, Followed>;
  readonly judgement: ReplacementJudgement;
}

/**
 * Every resource that is there before and after, and changes: because its code does, or because something that it refers to changes.
 *
 * A new object has a new identifier, a changed launch template a new version, a changed policy document another text: what reads these
 * changes too, and may be replaced for it, whatever stack it is in.
 */
export function followReferences(pairs: readonly ResourcePair[], after: Inventory): readonly KeptChange[] {
  const kept = new Map(
    pairs.flatMap((pair) =>
      pair.before === undefined || pair.after === undefined
        ? []
        : [[placeOf(pair.stack, pair.address), firstLook(pair, pair.before, pair.after)] as const],
    ),
  );
  const open = [...kept.values()].filter(changes);
  for (let change = open.pop(); change !== undefined; change = open.pop()) {
    const known = kept.get(placeOf(change.pair.stack, change.pair.address)) ?? change;
    for (const reader of after.referencedBy(known.after)) {
      const place = placeOf(reader.stack, reader.address);
      const current = kept.get(place);
      const next = current === undefined ? undefined : withFollowed(current, known);
      if (next === undefined) continue;
      kept.set(place, next);
      open.push(next);
    }
  }
  return [...kept.values()].filter(changes);
}

function firstLook(pair: ResourcePair, before: Resource, after: Resource): KeptChange {
  const differences = valueDifferences(before.values, after.values);
  return {
    pair,
    before,
    after,
    differences,
    follows: new Map(),
    judgement: judged(before, after, differences, new Map()),
  };
}

function changes({ differences, follows, before, after, pair }: KeptChange): boolean {
  const isMeta =
    JSON.stringify(before.lifecycle) !== JSON.stringify(after.lifecycle) || before.provider !== after.provider;
  return differences.length > 0 || follows.size > 0 || isMeta || pair.previousAddress !== undefined;
}

/** A reader with what it reads of a change; undefined where that is nothing new. */
function withFollowed(reader: KeptChange, source: KeptChange): KeptChange | undefined {
  const written = new Set(reader.differences.map(({ argument }) => argument));
  const fresh = reader.after.references
    .filter((one) => one.stack === source.after.stack && one.address === source.after.address)
    .filter((one) => one.attribute !== '' && one.path !== 'depends_on' && isChanged(source, one))
    .map((one) => [dotted(one.path), followed(source, one)] as const)
    .filter(([path]) => !reader.follows.has(path) && !written.has(path));
  if (fresh.length === 0) return undefined;
  const follows = new Map([...reader.follows, ...fresh]);
  return { ...reader, follows, judgement: judged(reader.before, reader.after, reader.differences, follows) };
}

function followed({ after, differences }: KeptChange, { address, attribute }: Reference): Followed {
  return { name: `${address}.${attribute}`, document: after.mode === 'data' ? differences : [] };
}

/** Whether an attribute of a changed resource is another one afterwards. */
function isChanged({ after, differences, follows, judgement }: KeptChange, { attribute }: Reference): boolean {
  const [top = ''] = attribute.split(/[.[]/);
  const arguments_ = [...differences.map(({ argument }) => argument), ...follows.keys()].filter(
    (path) => !isIgnored(after, path),
  );
  const isArgument = arguments_.some((path) => path === top || path.startsWith(`${top}.`));
  if (after.mode === 'data') return true;
  if (judgement.verdict === 'replaced') return isArgument || after.values[top] === undefined;
  return isArgument || recomputedAttributes(after.type, arguments_).includes(top);
}

function judged(
  before: Resource,
  after: Resource,
  differences: readonly ValueDifference[],
  follows: ReadonlyMap<string, Followed>,
): ReplacementJudgement {
  if (after.mode === 'data') return { verdict: 'in place', paths: [] };
  const ignored = new Set(differences.map(({ argument }) => argument).filter((path) => isIgnored(after, path)));
  const tops = new Set([...ignored].map((path) => path.split('.')[0] ?? ''));
  const whole = [...tops].filter((top) =>
    differences.every(({ argument }) => !isIn(argument, top) || ignored.has(argument)),
  );
  return judgeReplacement({
    type: after.type,
    before: before.values,
    after: withValuesOf(before.values, after.values, whole),
    follows: [...follows.keys()].filter((path) => !isIgnored(after, path)),
  });
}

/** Arguments as Terraform takes them: those that it ignores keep their value. */
function withValuesOf(before: JsonObject, after: JsonObject, names: readonly string[]): JsonObject {
  const others = Object.entries(after).filter(([name]) => !names.includes(name));
  return Object.fromEntries([...others, ...Object.entries(before).filter(([name]) => names.includes(name))]);
}

/** Whether Terraform leaves an argument alone: `ignore_changes` names it, or something around it. */
export function isIgnored({ lifecycle }: Resource, argument: string): boolean {
  return lifecycle.ignoreChanges.some((one) => one === 'all' || isIn(argument, dotted(one)));
}

/** A path without what tells elements apart, as in `vpc_config.subnet_ids` for `vpc_config[0].subnet_ids[1]`. */
export function dotted(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '').replace(/"/g, '');
}

function isIn(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`);
}
