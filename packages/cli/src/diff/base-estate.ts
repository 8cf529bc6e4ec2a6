import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import { Inventory } from '@smile/inventory';
import type { RepositoryFacts } from '@smile/requirements';
import { foldersOfApps, repositoryFacts } from '../requirements/repository-facts.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { extractCommit } from './extract-commit.ts';

export interface BaseEstateOptions {
  /** The repository. */
  readonly root: string;
  readonly sha: string;
  /** Ids of environments. All when empty. */
  readonly ids: readonly string[];
  readonly signal: AbortSignal;
  readonly onStep: (text: string) => void;
}

/** What a commit synthesizes to, and what requirements ask about its files. */
export interface BaseEstate {
  readonly inventory: Inventory;
  readonly repository: RepositoryFacts;
  /** Folder that belongs to this synthesis alone. */
  readonly folder: string;
}

/** How many syntheses of commits are kept. */
const MOST_KEPT = 6;

/**
 * What a commit synthesizes to. A commit never changes, so it is synthesized once, and kept in `.smile/diff`.
 *
 * @throws CommandError with what its app printed, when it fails.
 */
export async function baseEstate(options: BaseEstateOptions): Promise<BaseEstate> {
  const { root, sha, ids } = options;
  const kept = join(root, '.smile', 'diff');
  const folder = join(kept, `${sha}-${createHash('sha256').update(ids.join(',')).digest('hex').slice(0, 8)}`);
  if (!existsSync(folder)) {
    mkdirSync(kept, { recursive: true });
    const draft = mkdtempSync(join(kept, '.draft-'));
    try {
      await synthesizeCommit(draft, options);
      // Whole or not at all; another run may have been first.
      if (!existsSync(folder)) renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const now = new Date();
  utimesSync(folder, now, now);
  forgetOldest(kept);
  return {
    inventory: existsSync(join(folder, 'synth', 'manifest.json'))
      ? Inventory.fromSynth(join(folder, 'synth'))
      : Inventory.ofNothing(),
    folder,
    repository: JSON.parse(readFileSync(join(folder, FACTS), 'utf8')) as RepositoryFacts,
  };
}

const FACTS = 'repository.json';

async function synthesizeCommit(out: string, { root, sha, ids, signal, onStep }: BaseEstateOptions): Promise<void> {
  await inTemporaryFolder('base', async (tree) => {
    await extractCommit({ root, sha, folder: tree, signal, onStep });
    const there = environmentsIn(tree, ids);
    mkdirSync(join(out, 'synth'));
    // An environment that the commit does not have is wholly new.
    if (there.length > 0 || ids.length === 0) {
      await synthesize({ root: tree, out: join(out, 'synth'), ids: there, signal });
    }
    const folders = Object.entries(foldersOfApps()).filter(([id]) => isThere(tree, id));
    writeFileSync(join(out, FACTS), JSON.stringify(repositoryFacts(tree, Object.fromEntries(folders))));
  });
}

function environmentsIn(tree: string, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => environmentIds().includes(id) && isThere(tree, id));
}

function isThere(tree: string, id: string): boolean {
  return existsSync(join(tree, 'apps', id, 'src', 'environment.ts'));
}

function forgetOldest(kept: string): void {
  const folders = readdirSync(kept)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ path: join(kept, name), used: statSync(join(kept, name)).mtimeMs }))
    .sort((one, other) => other.used - one.used);
  for (const { path } of folders.slice(MOST_KEPT)) rmSync(path, { recursive: true, force: true });
}
