import { basename, dirname, resolve } from 'node:path';
import { Inventory, readJsonFile, type StackDocument } from '@smile/inventory';
import { CommandError } from './command-error.ts';
import { interruptible } from './interruption.ts';
import { repositoryRoot } from './repository-root.ts';
import { selectEnvironments } from './select-environments.ts';
import { synthesize } from './synthesize.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

/** What a reader reads: the code, or plans or states in files. */
export interface SourceOptions {
  readonly from: 'synth' | 'plan' | 'state';
  /** Plans or states, as `stack=path` or as a path that tells the stack. @default - none */
  readonly file?: readonly string[];
}

/**
 * The inventory that a reader is asked about, and the ids of the environments that were named.
 *
 * Plans and states are completed from the code, which alone knows constructs, protections and waivers.
 *
 * @throws CommandError for files without a source that has some, or the reverse.
 */
export async function readSource(
  words: readonly string[],
  options: SourceOptions,
): Promise<{ readonly source: Inventory; readonly ids: readonly string[] }> {
  const root = repositoryRoot(process.cwd());
  checkFiles(options);
  const ids = selectEnvironments(words);
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const source = options.from === 'synth' ? synthesized : readFiles(options).completedFrom(synthesized);
  return { source, ids };
}

function checkFiles({ from, file = [] }: SourceOptions): void {
  if (from === 'synth' && file.length > 0) {
    throw CommandError.wrongUse(['--file goes with --from plan or --from state; name one of these']);
  }
  if (from !== 'synth' && file.length === 0) {
    throw CommandError.wrongUse([`--from ${from} needs --file; write a file with terraform show -json, and name it`]);
  }
}

function readFiles({ from, file = [] }: SourceOptions): Inventory {
  const documents = file.map((text) => readDocument(text, from));
  return from === 'plan' ? Inventory.fromPlan(documents) : Inventory.fromState(documents);
}

/** Names under which Terraform and rehearsals write files; the folder around them is named after the stack. */
const NAMELESS = ['terraform.tfstate', 'plan.json', 'state.json'];

function readDocument(text: string, from: string): StackDocument {
  const [stack, path] = /^([^=/]+)=(.+)$/.exec(text)?.slice(1) ?? [];
  const file = resolve(path ?? text);
  const ofFile = NAMELESS.includes(basename(file)) ? basename(dirname(file)) : basename(file).replace(/\..*$/, '');
  return { stack: stack ?? ofFile, json: readJsonFile(file, from, 'pass a file that terraform show -json wrote') };
}
