import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StateError } from './state-error.ts';
import { readLock, type StateLock } from './state-lock.ts';
import type { StatePlace, StateStore, StateVersion } from './state-store.ts';

type FilePlace = Extract<StatePlace, { kind: 'file' }>;

/** States in files, as rehearsals, `smile offline` and the bootstrap runbook keep them. */
export class FileStates implements StateStore {
  async read({ path }: FilePlace, version?: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const file = version ?? path;
    if (!existsSync(file)) {
      if (version === undefined) return undefined;
      throw new StateError(`there is no file ${file}; name a version, or a file that is there`);
    }
    return createReadStream(file, { highWaterMark: 1024 * 1024 });
  }

  /** Source of the name: Terraform, internal/states/statemgr/filesystem.go. */
  async lockOf({ stack, path }: FilePlace): Promise<StateLock | undefined> {
    const lock = join(dirname(path), `.${basename(path)}.lock.info`);
    return existsSync(lock) ? readLock(stack, lock, readFileSync(lock, 'utf8')) : undefined;
  }

  /** The file, and the backup that Terraform keeps of the one before. */
  async versionsOf({ path }: FilePlace): Promise<readonly StateVersion[]> {
    return [path, `${path}.backup`]
      .filter((file) => existsSync(file))
      .map((file) => {
        const { mtime, size } = statSync(file);
        return { id: file, at: mtime.toISOString(), bytes: size, isLatest: file === path, isDeletion: false };
      });
  }
}
