import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parse } from 'yaml';

/** What is read of a lock file of pnpm. https://github.com/pnpm/spec/blob/master/lockfile/9.0.md */
interface LockFile {
  /** By folder of a package, what it asks for. */
  readonly importers?: Readonly<Record<string, Importer>>;
  /** By name and version, what an installed package is and needs. */
  readonly packages?: Readonly<Record<string, unknown>>;
  readonly snapshots?: Readonly<Record<string, unknown>>;
}

type Asked = Readonly<Record<string, { readonly version: string }>>;

interface Importer {
  readonly dependencies?: Asked;
  readonly devDependencies?: Asked;
}

/** A link from the folder of a package, as in `packages/core/node_modules/zod`, to where it leads. */
interface Link {
  readonly path: string;
  readonly target: string;
}

/**
 * Links what the packages of a folder ask for to what is installed in a repository.
 *
 * Both lock files may differ, as when a package of ours is new, as long as all that the folder asks for is installed in exactly the
 * version, with the same dependencies, that its own lock file names.
 *
 * @returns whether it is; else nothing is written.
 */
export function linkInstalled(root: string, folder: string): boolean {
  const [installed, asked] = [root, folder].map(readLock);
  if (installed === undefined || asked === undefined || !isPartOf(asked, installed)) return false;
  const known = installedPackages(root, installed);
  const links: Link[] = [];
  for (const [importer, name, version] of dependenciesOf(asked)) {
    // The root's own are for tools; nothing of it is synthesized.
    if (importer === '.') continue;
    const isOurs = version.startsWith('link:');
    const target = isOurs ? join(folder, importer, version.slice('link:'.length)) : known.get(`${name} ${version}`);
    if (target === undefined) return false;
    links.push({ path: join(folder, importer, 'node_modules', name), target });
  }
  for (const { path, target } of links) {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target.startsWith(folder) ? relative(dirname(path), target) : target, path);
  }
  return true;
}

function readLock(folder: string): LockFile | undefined {
  const path = join(folder, 'pnpm-lock.yaml');
  return existsSync(path) ? (parse(readFileSync(path, 'utf8')) as LockFile) : undefined;
}

/** Whether every package of one lock file is in the other, with the same checksum and the same dependencies. */
function isPartOf(asked: LockFile, installed: LockFile): boolean {
  return (['packages', 'snapshots'] as const).every((part) =>
    Object.entries(asked[part] ?? {}).every(
      ([name, entry]) => JSON.stringify(installed[part]?.[name]) === JSON.stringify(entry),
    ),
  );
}

/** Where the installed packages are that packages of ours ask for, by name and version. */
function installedPackages(root: string, lock: LockFile): ReadonlyMap<string, string> {
  return new Map(
    dependenciesOf(lock).flatMap(([importer, name, version]) => {
      const path = join(root, importer, 'node_modules', name);
      return existsSync(path) ? [[`${name} ${version}`, path] as const] : [];
    }),
  );
}

function dependenciesOf({ importers = {} }: LockFile): readonly (readonly [string, string, string])[] {
  return Object.entries(importers).flatMap(([importer, { dependencies = {}, devDependencies = {} }]) =>
    Object.entries({ ...devDependencies, ...dependencies }).map(
      ([name, { version }]) => [importer, name, version] as const,
    ),
  );
}
