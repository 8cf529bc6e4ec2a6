import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, Stack } from '@smile/inventory';
import { emptyPretendState } from './pretend-state.ts';
import type { StateKeeper } from './state-keeper.ts';

/** Where a rehearsal keeps one stack. */
export interface StackFolder {
  /** Holds a copy of the synthesized files and the override files; Terraform runs here. */
  readonly path: string;
  readonly statePath: string;
  readonly planPath: string;
  /** The override file that says where the state is kept, and where those of other stacks are. */
  readonly overridePath: string;
}

const OVERRIDE_FILE = 'rehearsal_override.tf.json';
const UNPROTECT_FILE = 'unprotect_override.tf.json';

/** Folder of a stack inside the rehearsal's. */
function stackFolder(root: string, stack: string): StackFolder {
  const path = join(root, stack);
  return {
    path,
    statePath: join(path, 'terraform.tfstate'),
    planPath: join(path, 'tfplan'),
    overridePath: join(path, OVERRIDE_FILE),
  };
}

/**
 * Copies a synthesized stack and lays an override file beside it that names another backend.
 *
 * The synthesized file stays as it is. The state begins with a lineage that no real command takes. States of other stacks are read where their rehearsal wrote them, so values
 * really cross from stack to stack.
 */
export function prepareStackFolder(root: string, stack: Stack, options: StackFolderOptions): StackFolder {
  const { remoteStates, terraformVersion, keeper } = options;
  const folder = stackFolder(root, stack.name);
  mkdirSync(folder.path, { recursive: true });
  if (stack.directory !== undefined) {
    cpSync(stack.directory, folder.path, {
      recursive: true,
      filter: (source) => !/\.terraform$|\.tfstate/.test(source),
    });
  }
  const states = Object.fromEntries(
    remoteStates.map(({ name, stack: producer }) => [
      name,
      { backend: 'local', config: { path: stackFolder(root, producer).statePath } },
    ]),
  );
  writeJson(folder.overridePath, {
    terraform: { backend: { http: { address: keeper.serve(stack.name, folder.statePath) } } },
    ...(remoteStates.length > 0 ? { data: { terraform_remote_state: states } } : {}),
  });
  writeFileSync(folder.statePath, emptyPretendState(stack.name, terraformVersion));
  return folder;
}

/**
 * Makes the state a plain file for whoever works in the folder after the rehearsal, when nothing serves it any more.
 *
 * @param initialize runs `terraform init` in the folder.
 */
export async function leaveStackFolder(folder: StackFolder, initialize: () => Promise<unknown>): Promise<void> {
  const dataFolder = join(folder.path, '.terraform');
  if (!existsSync(dataFolder)) return;
  const override = JSON.parse(readFileSync(folder.overridePath, 'utf8')) as JsonObject;
  writeJson(folder.overridePath, { ...override, terraform: { backend: { local: { path: folder.statePath } } } });
  // A state that lies there when a backend is first configured is taken for one that moves, and emptied.
  const aside = `${folder.statePath}.aside`;
  renameSync(folder.statePath, aside);
  try {
    rmSync(dataFolder, { recursive: true });
    await initialize();
  } finally {
    renameSync(aside, folder.statePath);
  }
}

interface StackFolderOptions {
  readonly remoteStates: readonly RemoteState[];
  /** Serves the state while the rehearsal runs. */
  readonly keeper: StateKeeper;
  /** Version that the state is written for. */
  readonly terraformVersion: string;
}

/** A `terraform_remote_state` data source and the stack whose state it reads. */
export interface RemoteState {
  readonly name: string;
  readonly stack: string;
}

/** Lays the override file that takes protections off; see `unprotect`. */
export function writeUnprotect(folder: StackFolder, override: JsonObject): void {
  writeJson(join(folder.path, UNPROTECT_FILE), override);
}

function writeJson(path: string, content: unknown): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
