import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Inventory, readJsonFile, type StackDocument } from '@smile/inventory';
import { CommandError } from './command-error.ts';
import type { SourceOptions } from './source-options.ts';

/**
 * Checks that files are named when they are needed, and only then.
 *
 * @throws CommandError if not.
 */
export function checkSource({ from, file = [] }: SourceOptions): void {
  if (from === 'synth' && file.length > 0) {
    throw CommandError.wrongUse(['--file goes with --from plan or --from state; name one of these']);
  }
  if (from !== 'synth' && file.length === 0) {
    throw CommandError.wrongUse([`--from ${from} needs --file; write a file with terraform show -json, and name it`]);
  }
}

/** The code itself, or the plans or states that were named, completed by what only the code knows. */
export function readSource({ from, file = [] }: SourceOptions, synthesized: Inventory): Inventory {
  if (from === 'synth') return synthesized;
  const documents = file.flatMap((text) => filesIn(text, from)).map((text) => readDocument(text, from));
  const observed = from === 'plan' ? Inventory.fromPlan(documents) : Inventory.fromState(documents);
  return observed.completedFrom(synthesized);
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
