import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StateError } from '../state/state-error.ts';
import type { ObjectStore, StoredObject, Version } from './object-store.ts';

/** Times that a writer asks whether another one is done, and milliseconds between them: ten seconds. */
const TRIES = 200;
const PAUSE = 50;

/**
 * A folder as a store, for runs without a cloud. An object takes its place whole. A writer holds a folder beside the object meanwhile,
 * which only one can make.
 */
export class FolderStore implements ObjectStore {
  readonly place: string;

  constructor(folder: string) {
    this.place = folder;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    const path = join(this.place, key);
    if (!existsSync(path)) return undefined;
    const content = readFileSync(path, 'utf8');
    return { content, tag: createHash('sha256').update(content).digest('hex') };
  }

  put(key: string, content: string, over: Version | undefined): Promise<boolean> {
    return this.alone(key, over, (path) => {
      const draft = `${path}.draft`;
      try {
        writeFileSync(draft, content, { mode: 0o600 });
        renameSync(draft, path);
      } finally {
        rmSync(draft, { force: true });
      }
    });
  }

  remove(key: string, over: Version): Promise<boolean> {
    return this.alone(key, over, (path) => rmSync(path));
  }

  async list(prefix: string): Promise<readonly string[]> {
    if (!existsSync(this.place)) return [];
    const names = readdirSync(this.place, { recursive: true, withFileTypes: true });
    return names
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.draft'))
      .map((entry) => join(entry.parentPath, entry.name).slice(this.place.length + 1))
      .filter((key) => key.startsWith(prefix))
      .sort();
  }

  private async alone(key: string, over: Version | undefined, change: (path: string) => void): Promise<boolean> {
    const path = join(this.place, key);
    mkdirSync(dirname(path), { recursive: true });
    const held = `${path}.held`;
    await holdFolder(held);
    try {
      if ((await this.get(key))?.tag !== over?.tag) return false;
      change(path);
      return true;
    } finally {
      rmdirSync(held);
    }
  }
}

async function holdFolder(path: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      mkdirSync(path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await setTimeout(PAUSE);
    }
  }
  throw new StateError(`somebody has been writing beside ${path} for ten seconds; if nobody is, remove that folder`);
}
