import { createHash } from 'node:crypto';
import type { Redactor } from '@smile/delivery';
import type { Json } from '@smile/inventory';
import { differences, formatPath, type PathStep } from '../drift/differences.ts';
import { readStateStream, type StateHead } from './read-state-stream.ts';
import type { StateInstance } from './state-instance.ts';

/** A state that can be read more than once. */
export interface ReadableState {
  /** As in `s3://bucket/key, version abc`. */
  readonly where: string;
  readonly read: () => Promise<AsyncIterable<Uint8Array>>;
}

/** One object that two versions of a state have differently. */
interface ObjectDifference {
  readonly address: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** Redacted values of a changed one. */
  readonly attributes: readonly { readonly path: string; readonly before: Json; readonly after: Json }[];
}

/** What two versions of a state have differently. */
export interface StateDifference {
  readonly before: StateHead;
  readonly after: StateHead;
  readonly objects: readonly ObjectDifference[];
  /** Names of outputs that differ. */
  readonly outputs: readonly string[];
  /** What is odd about the two. */
  readonly warnings: readonly string[];
}

/**
 * Compares two versions of a state in three passes: hashes of one, hashes of the other, and the values of what differs, so that memory
 * grows with what differs and not with the state.
 */
export async function compareStates(
  before: ReadableState,
  after: ReadableState,
  redactor: Redactor,
): Promise<StateDifference> {
  const [first, second] = [await hashesOf(before), await hashesOf(after)];
  const changed = new Set(
    [...first.hashes].flatMap(([key, hash]) => ((second.hashes.get(key) ?? hash) === hash ? [] : [key])),
  );
  const [old, now] =
    changed.size === 0 ? [new Map(), new Map()] : [await pick(before, changed), await pick(after, changed)];
  const objects: ObjectDifference[] = [
    ...[...first.hashes.keys()].filter((key) => !second.hashes.has(key)).map((address) => only(address, 'removed')),
    ...[...second.hashes.keys()].filter((key) => !first.hashes.has(key)).map((address) => only(address, 'added')),
    ...[...changed].map((address) => ({
      address,
      change: 'changed' as const,
      attributes: attributesOf(old.get(address), now.get(address), redactor),
    })),
  ];
  return {
    before: first.head,
    after: second.head,
    objects: objects.sort((a, b) => (a.address < b.address ? -1 : 1)),
    outputs: outputsOf(first.head, second.head),
    warnings: warningsOf(first.head, second.head),
  };
}

function only(address: string, change: 'added' | 'removed'): ObjectDifference {
  return { address, change, attributes: [] };
}

async function hashesOf({ where, read }: ReadableState) {
  const hashes = new Map<string, string>();
  const head = await readStateStream(await read(), where, (instance) => {
    const { attributes, isTainted } = instance;
    const text = JSON.stringify([attributes, isTainted]);
    hashes.set(nameOf(instance), createHash('sha256').update(text).digest('base64url'));
  });
  return { head, hashes };
}

async function pick({ where, read }: ReadableState, names: ReadonlySet<string>): Promise<Map<string, StateInstance>> {
  const found = new Map<string, StateInstance>();
  await readStateStream(await read(), where, (instance) => {
    if (names.has(nameOf(instance))) found.set(nameOf(instance), instance);
  });
  return found;
}

/** A superseded object has the address of its successor. */
function nameOf({ address, deposed }: StateInstance): string {
  return deposed === undefined ? address : `${address} (deposed ${deposed})`;
}

function attributesOf(old: StateInstance | undefined, now: StateInstance | undefined, redactor: Redactor) {
  if (old === undefined || now === undefined) return [];
  const taint =
    old.isTainted === now.isTainted ? [] : [{ path: 'tainted', before: old.isTainted, after: now.isTainted }];
  const type = `${now.mode === 'data' ? 'data.' : ''}${now.type}`;
  const show = (value: Json | undefined, steps: readonly PathStep[], { sensitive }: StateInstance) =>
    redactor.value(value, {
      type,
      path: steps.filter((step) => typeof step === 'string').join('.'),
      sensitive: sensitive.some((path) => path.every((step, depth) => step === steps[depth])),
    });
  const changed = differences(old.attributes, now.attributes).map(({ steps, before, after }) => ({
    path: formatPath(steps),
    before: show(before, steps, old),
    after: show(after, steps, now),
  }));
  return [...taint, ...changed];
}

function outputsOf(before: StateHead, after: StateHead): readonly string[] {
  const names = [...new Set([...Object.keys(before.outputs), ...Object.keys(after.outputs)])].sort();
  const text = (head: StateHead, name: string) => JSON.stringify(head.outputs[name] ?? null);
  return names.filter((name) => text(before, name) !== text(after, name));
}

function warningsOf(before: StateHead, after: StateHead): readonly string[] {
  return [
    ...(before.lineage === after.lineage
      ? []
      : [`they are two states, not two versions of one: lineage ${before.lineage} and ${after.lineage}`]),
    ...(before.lineage === after.lineage && after.serial < before.serial
      ? [
          `the later one has the lower serial (${after.serial} after ${before.serial}): somebody put an earlier version back`,
        ]
      : []),
  ];
}
