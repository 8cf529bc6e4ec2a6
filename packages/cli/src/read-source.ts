import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Inventory, readJsonFile, type StackDocument } from '@smile/inventory';
import { CommandError } from './command-error.ts';
import type { SourceOptions } from './source-options.ts';

/**
 * Reads the plans or states that were named; undefined when the code itself is meant.
 *
 * It takes a moment, and synthesizing takes seconds: so what is wrong with the files is said at once.
 *
 * @throws CommandError when files are named without need, or needed and not named.
 */
export function readObserved({ from, file = [] }: SourceOptions): Inventory | undefined {
  if (from === 'synth') {
    if (file.length === 0) return undefined;
    throw CommandError.wrongUse(['--file goes with --from plan or --from state; name one of these']);
  }
  if (file.length === 0) {
    throw CommandError.wrongUse([`--from ${from} needs --file; write a file with terraform show -json, and name it`]);
  }
  const documents = file.flatMap((text) => filesIn(text, from)).map((text) => readDocument(text, from));
  return from === 'plan' ? Inventory.fromPlan(documents) : Inventory.fromState(documents);
}

/** Names under which Terraform and rehearsals write files; the folder around them is named after the stack. */
const NAMES = { plan: ['plan.json'], state: ['terraform.tfstate', 'state.json'] } as const;
const NAMELESS: readonly string[] = [...NAMES.plan, ...NAMES.state];

/** The files of a folder with a folder per stack; anything else as it is. */
function filesIn(text: string, from: 'plan' | 'state'): readonly string[] {
  const folder = resolve(text);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return [text];
  const stacks = readdirSync(folder).sort();
  const found = stacks.flatMap((stack) => {
    const paths = NAMES[from].map((name) => join(folder, stack, name));
    return paths.filter((path) => existsSync(path)).slice(0, 1);
  });
  if (found.length === 0) {
    throw new CommandError(
      `no folder in ${folder} has a ${NAMES[from].join(' or ')}; name a folder that smile rehearse --keep left`,
    );
  }
  return found;
}

function readDocument(text: string, from: string): StackDocument {
  const [stack, path] = /^([^=/]+)=(.+)$/.exec(text)?.slice(1) ?? [];
  const file = resolve(path ?? text);
  const ofFile = NAMELESS.includes(basename(file)) ? basename(dirname(file)) : basename(file).replace(/\..*$/, '');
  return { stack: stack ?? ofFile, json: readJsonFile(file, from, 'pass a file that terraform show -json wrote') };
}
