import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from '../command-error.ts';
import { CHART_CACHE } from '../commands/charts.ts';
import { emptyFolder } from '../writable-folder.ts';

/** What the options of a run say about its folders. */
export interface FolderOptions {
  readonly offline?: boolean;
  readonly states?: string;
}

/** Folder of the repository for what runs leave. Runs without a cloud have one of their own in it. */
const OWN = '.smile';

/** Where a run without a cloud has its states: beside those of `smile offline` unless another folder is named. */
export function statesFolder(root: string, { offline, states }: FolderOptions): string {
  if (offline !== true && states !== undefined) {
    throw CommandError.wrongUse(['--states is about runs without a cloud; add --offline']);
  }
  return states === undefined ? join(root, OWN, 'offline') : resolve(states);
}

/** An empty folder for a bundle. */
export function bundleFolder(
  root: string,
  environment: string,
  options: FolderOptions & { readonly out?: string },
): string {
  if (options.out !== undefined) return emptyFolder(options.out, '--out');
  const base = options.offline === true ? join(root, OWN, 'offline', 'plans') : join(root, OWN, 'plans');
  const name = `${environment.replaceAll('/', '-')}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
  const free = [name, ...Array.from({ length: 9 }, (_, index) => `${name}-${index + 2}`)].find(
    (one) => !existsSync(join(base, one)),
  );
  return emptyFolder(join(base, free ?? name), '--out');
}

/** Where archives of charts are. */
export function chartsFolder(root: string): string {
  return join(root, CHART_CACHE);
}
