import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Writes a file below the home folder that only its owner may read.
 *
 * It takes its place whole: a program that reads it meanwhile, or an interruption, never sees half of it.
 */
export function writePrivateFile(file: string, content: string): void {
  const path = join(homedir(), file);
  const draft = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: 'wx' });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
