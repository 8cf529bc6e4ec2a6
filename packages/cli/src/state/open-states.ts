import { resolve } from 'node:path';
import type { Inventory } from '@smile/inventory';
import {
  describePlace,
  examineState,
  FileStates,
  placesInBuckets,
  placesInFolder,
  S3States,
  type StateExamination,
  type StatePlace,
  type StateStore,
} from '@smile/states';
import { CommandError } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { matchStacks } from '../select-stacks.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

/** What every command has that reads states. */
export interface StateOptions {
  /** Folder of states in files. @default - the buckets that the code names */
  readonly states?: string;
  /** Patterns of stacks. @default - all of the environments */
  readonly stack?: readonly string[];
  readonly json?: boolean;
}

/** States that are ready to be read, and the code beside them. */
export interface OpenStates {
  readonly code: Inventory;
  readonly store: StateStore;
  readonly places: readonly StatePlace[];
}

/** Finds the states of environments; synthesizes, since the code says where they are and what should be in them. */
export async function openStates(words: readonly string[], options: StateOptions): Promise<OpenStates> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const code = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const ofEnvironments = new Set(
    code.stacks.flatMap(({ name, environment = '' }) => (ids.length === 0 || ids.includes(environment) ? [name] : [])),
  );
  const stacks = matchStacks(options.stack, code).filter((name) => ofEnvironments.has(name));
  if (stacks.length === 0) {
    throw CommandError.wrongUse([
      `no stack of ${ids.join(', ')} matches ${(options.stack ?? []).join(', ')}; leave one of them out`,
    ]);
  }
  return { code, ...placesOf(code, stacks, options.states) };
}

/** The store and the places of stacks, in files or in buckets. */
export function placesOf(
  code: Inventory,
  stacks: readonly string[],
  folder: string | undefined,
  options: { readonly mayBeEmpty?: boolean } = {},
) {
  if (folder === undefined) return { store: bucketStates(), places: placesInBuckets(code, stacks) };
  return { store: new FileStates(), places: placesInFolder(resolve(folder), code, stacks, options) };
}

/** States in buckets. The SDK is pinned, so that its advice to use a newer Node.js for newer versions of it helps nobody who reads a state. */
function bucketStates(): StateStore {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return new S3States();
}

/** Examinations of all states that exist, and the stacks that have none yet. */
export async function examineAll({ store, places }: OpenStates): Promise<{
  readonly states: readonly StateExamination[];
  readonly without: readonly string[];
}> {
  const states: StateExamination[] = [];
  const without: string[] = [];
  for (const place of places) {
    const content = await store.read(place);
    if (content === undefined) without.push(place.stack);
    else states.push(await examineState(place.stack, content, describePlace(place)));
  }
  return { states, without };
}
