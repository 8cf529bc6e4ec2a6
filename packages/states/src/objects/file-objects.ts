import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { StateError } from '../state/state-error.ts';
import type { ConditionalObjects, StoredObject } from './conditional-objects.ts';

/** Times that a writer asks whether another one is done, and milliseconds between them: ten seconds. */
const TRIES = 200;
const PAUSE = 50;

/** Objects in a folder, for runs without a cloud. A writer holds a folder beside the object meanwhile, which only one can make. */
export class FileObjects implements ConditionalObjects {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async read(key: string): Promise<StoredObject | undefined> {
    const path = join(this.folder, key);
    if (!existsSync(path)) return undefined;
    const content = readFileSync(path, 'utf8');
    return { content, tag: tagOf(content) };
  }

  write(key: string, content: string, expected: string | undefined): Promise<boolean> {
    return this.alone(key, expected, (path) => {
      writeFileSync(`${path}.new`, content, { mode: 0o600 });
      renameSync(`${path}.new`, path);
    });
  }

  remove(key: string, expected: string): Promise<boolean> {
    return this.alone(key, expected, (path) => rmSync(path));
  }

  private async alone(key: string, expected: string | undefined, change: (path: string) => void): Promise<boolean> {
    const path = join(this.folder, key);
    mkdirSync(dirname(path), { recursive: true });
    const held = `${path}.held`;
    await holdFolder(held);
    try {
      if ((await this.read(key))?.tag !== expected) return false;
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

function tagOf(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
