import { existsSync, lstatSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Puts the cache of chart archives beside the stacks, where releases name it: `../../.charts` from the folder of a stack.
 *
 * Each app writes into an output folder of its own, and `smile charts pull` fills one cache for all of them. Without a cache nothing is
 * linked, and Terraform says which archive it does not find.
 */
export function linkCharts(outdir: string, cache: string): void {
  const link = join(outdir, '.charts');
  if (!existsSync(cache) || lstatSync(link, { throwIfNoEntry: false }) !== undefined) return;
  symlinkSync(relative(outdir, cache), link, 'dir');
}
