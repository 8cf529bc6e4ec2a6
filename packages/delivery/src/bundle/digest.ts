import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@smile/core';
import type { Bundle, FileHashes } from './bundle.ts';

/** SHA-256 of bytes, as hexadecimal digits. */
export function sha256(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The digest of a bundle: one hash over everything in it. Who approves approves this. */
export function digestOf(bundle: Bundle): string {
  return `sha256:${sha256(canonicalJson(bundle))}`;
}

/** Hashes of all files in a folder, by path, sorted. What is neither file nor folder, such as a link, is an error. */
export function hashFolder(folder: string, isLeftOut: (path: string) => boolean = () => false): FileHashes {
  return Object.fromEntries(
    pathsIn(folder)
      .filter((path) => !isLeftOut(path))
      .map((path) => [path, sha256(readFileSync(join(folder, path)))]),
  );
}

function pathsIn(folder: string, prefix = ''): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return pathsIn(join(folder, entry.name), `${path}/`);
    if (entry.isFile()) return [path];
    throw new Error(`${join(folder, entry.name)} is neither a file nor a folder`);
  });
}
