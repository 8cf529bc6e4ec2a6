import { createHash, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ObjectStore, StoredObject } from './object-store.ts';

/**
 * A folder as a store, for runs without a cloud. An object takes its place whole. Of two processes that create one the second is refused;
 * between reading an object and writing over it another process could still write, which a bucket would notice.
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

  async put(key: string, content: string, over: StoredObject | undefined): Promise<boolean> {
    const path = join(this.place, key);
    mkdirSync(dirname(path), { recursive: true });
    const draft = `${path}.${randomUUID()}.draft`;
    try {
      writeFileSync(draft, content);
      if (over === undefined) return isLinked(draft, path);
      if ((await this.get(key))?.tag !== over.tag) return false;
      renameSync(draft, path);
      return true;
    } finally {
      rmSync(draft, { force: true });
    }
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
}

/** Gives a file its second name, which only one of several can have. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
