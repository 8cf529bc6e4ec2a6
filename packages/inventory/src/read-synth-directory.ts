import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { StackDraft } from './draft.ts';
import { InventoryError } from './inventory-error.ts';
import { asList, asObject, asString } from './json-narrowing.ts';
import type { Json } from './model.ts';
import { collectProblems, readJsonFile } from './read-json.ts';
import { readSynthesizedStack } from './read-synth.ts';

const SYNTH_AGAIN = 'run "cdktf synth" again';

/** Reads every stack that the manifest of a synthesized directory (`cdktf.out`) lists. */
export function readSynthDirectory(directory: string): StackDraft[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new InventoryError([
      `${directory} is not a directory; run "cdktf synth" first, or name the directory it wrote`,
    ]);
  }
  const path = join(directory, 'manifest.json');
  const manifest = readJsonFile(path, 'manifest', 'name a directory that "cdktf synth" wrote, usually cdktf.out');
  const stacks = Object.entries(asObject(manifest.stacks));
  if (stacks.length === 0) {
    const keys = Object.keys(manifest).join(', ');
    throw new InventoryError([`the manifest ${path} lists no stacks, its keys are: ${keys}; ${SYNTH_AGAIN}`]);
  }
  const names = new Map(stacks.map(([name, entry]) => [asString(asObject(entry).constructPath), name]));
  return collectProblems(
    stacks.map(
      ([name, entry]) =>
        () =>
          readStack(directory, name, entry, names),
    ),
  );
}

function readStack(
  directory: string,
  name: string,
  entry: Json,
  names: ReadonlyMap<string | undefined, string>,
): StackDraft {
  const { workingDirectory, synthesizedStackPath, constructPath, dependencies } = asObject(entry);
  const folder = asString(workingDirectory) ?? join('stacks', name);
  const file = join(directory, asString(synthesizedStackPath) ?? join(folder, 'cdk.tf.json'));
  if (!file.endsWith('.json')) {
    throw new InventoryError([
      `stack ${name} is synthesized as HCL (${file}), only JSON can be read; synthesize without hclOutput`,
    ]);
  }
  return readSynthesizedStack(name, readJsonFile(file, `file of stack ${name}`, SYNTH_AGAIN), {
    constructPath: asString(constructPath),
    directory: join(directory, folder),
    // The manifest names dependencies by construct path.
    dependencies: asList(dependencies).flatMap((path) => names.get(asString(path)) ?? asString(path) ?? []),
  });
}
