import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CommandError } from './command-error.ts';
import { writableFolder } from './writable-folder.ts';

/**
 * Path of a file that is going to be written, with its folder made.
 *
 * Commands ask before they begin what takes minutes.
 *
 * @param option the option that names it, for the error.
 * @throws CommandError if a folder has that name, or the folder around it cannot be written to.
 */
export function writableFile(path: string, option: string): string {
  const file = resolve(path);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw CommandError.wrongUse([`${option} must name a file, but ${file} is a folder; name a file in it`]);
  }
  return join(writableFolder(dirname(file), option), basename(file));
}

/** Writes a file that takes its place whole: when the disk is full, or at an interruption, the former one stays. */
export function writeWhole(path: string, content: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
