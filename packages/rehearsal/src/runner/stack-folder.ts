import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, Stack } from '@smile/inventory';

/** Where a rehearsal keeps one stack. */
export interface StackFolder {
  /** Holds a copy of the synthesized files and the override files; Terraform runs here. */
  readonly path: string;
  readonly statePath: string;
  readonly planPath: string;
  /** The override file that keeps states in files, and says where those of other stacks are. */
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
 * Copies a synthesized stack and lays an override file beside it that keeps states in files.
 *
 * The synthesized file stays as it is. States of other stacks are read where their rehearsal wrote them, so values
 * really cross from stack to stack.
 */
export function prepareStackFolder(root: string, stack: Stack, remoteStates: readonly RemoteState[]): StackFolder {
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
    terraform: { backend: { local: { path: folder.statePath } } },
    ...(remoteStates.length > 0 ? { data: { terraform_remote_state: states } } : {}),
  });
  return folder;
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
