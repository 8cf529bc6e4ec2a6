import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { JsonObject } from '@smile/inventory';
import { BUNDLE_FILES, BUNDLE_FORMAT, type Bundle, type BundledStack, type FileHashes, STACK_FILES } from './bundle.ts';
import { BundleError } from './bundle-error.ts';
import { digestOf, hashFolder, sha256 } from './digest.ts';

/** A bundle that was read from a folder, each file as its hash says. */
export interface ReadBundle {
  readonly folder: string;
  readonly digest: string;
  readonly bundle: Bundle;
  /** In the order in which they are applied. */
  readonly stacks: readonly ReadStack[];
}

/** A stack of a bundle. */
export interface ReadStack {
  readonly folder: string;
  readonly stack: BundledStack;
  /** The redacted plan. */
  readonly plan: JsonObject;
  /** The synthesized stack. */
  readonly configuration: JsonObject;
}

/**
 * Reads and verifies the bundle of an environment.
 *
 * Hashes inside a bundle say that it is whole, not that it is the one that was approved: compare the digest for that.
 *
 * @throws BundleError that lists every file that is missing, changed or too many.
 */
export function readBundle(folder: string): ReadBundle {
  const bundle = readDescription<Bundle>(folder, BUNDLE_FILES.bundle);
  if (bundle.format !== BUNDLE_FORMAT) {
    throw new BundleError(
      `${folder} is a bundle of the form ${JSON.stringify(bundle.format)}, this smile reads ${BUNDLE_FORMAT}; plan again with the same smile that applies`,
    );
  }
  const names = Object.keys(bundle.stacks);
  const isElsewhere = (path: string) =>
    path === BUNDLE_FILES.bundle ||
    path === BUNDLE_FILES.summary ||
    path.startsWith(`${BUNDLE_FILES.records}/`) ||
    names.some((name) => path.startsWith(`${BUNDLE_FILES.stacks}/${name}/`));
  const stacks = names.map((name) => join(folder, BUNDLE_FILES.stacks, name));
  refuseDamage(folder, [
    ...differences(bundle.files, hashFolder(folder, isElsewhere)),
    ...names.flatMap((name, index) =>
      stackDamage(stacks[index] ?? '', `${BUNDLE_FILES.stacks}/${name}`, bundle.stacks[name]),
    ),
  ]);
  return { folder, digest: digestOf(bundle), bundle, stacks: stacks.map(readContent) };
}

/**
 * Reads and verifies one stack of a bundle, wherever its folder lies.
 *
 * @throws BundleError that lists every file that is missing, changed or too many.
 */
export function readStackBundle(folder: string): ReadStack {
  readDescription<BundledStack>(folder, STACK_FILES.stack);
  refuseDamage(folder, stackDamage(folder, '', undefined));
  return readContent(folder);
}

/** Whether a folder is that of one stack of a bundle. */
export function isStackBundle(folder: string): boolean {
  return existsSync(join(folder, STACK_FILES.stack)) && !existsSync(join(folder, BUNDLE_FILES.bundle));
}

function readContent(folder: string): ReadStack {
  const read = (...path: string[]) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
  return {
    folder,
    stack: read(STACK_FILES.stack),
    plan: read(STACK_FILES.redacted),
    configuration: read(STACK_FILES.configuration, 'cdk.tf.json'),
  };
}

function readDescription<Form extends object>(folder: string, name: string): Form {
  const path = join(folder, name);
  if (!existsSync(path)) {
    throw new BundleError(`${folder} is no bundle: there is no ${name} in it; name the folder that smile plan wrote`);
  }
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof read === 'object' && read !== null && 'stacks' in read === (name === BUNDLE_FILES.bundle))
      return read as Form;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new BundleError(`${path} is no description of a bundle; it is damaged, so plan again`);
}

/** What is wrong with the files of one stack. Without its description nothing in it can be judged. */
function stackDamage(folder: string, name: string, hash: string | undefined): string[] {
  const description = join(folder, STACK_FILES.stack);
  const placed = name === '' ? '' : `${name}/`;
  if (!existsSync(description)) return [`${placed}${STACK_FILES.stack} is missing`];
  const text = readFileSync(description);
  if (hash !== undefined && sha256(text) !== hash) return [`${placed}${STACK_FILES.stack} was changed`];
  const { files } = readDescription<BundledStack>(folder, STACK_FILES.stack);
  const found = hashFolder(folder, (path) => path === STACK_FILES.stack);
  return differences(files, found).map((problem) => `${placed}${problem}`);
}

function differences(expected: FileHashes, found: FileHashes): string[] {
  const paths = [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort();
  return paths.flatMap((path) => {
    if (found[path] === undefined) return [`${path} is missing`];
    if (expected[path] === undefined) return [`${path} does not belong to it`];
    return expected[path] === found[path] ? [] : [`${path} was changed`];
  });
}

function refuseDamage(folder: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new BundleError(
    [
      `the bundle ${basename(folder)} is not as smile plan wrote it; find out who changed it, and plan again:`,
      ...problems.map((problem) => `  - ${problem}`),
    ].join('\n'),
  );
}
