import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SideFacts } from '@smile/diff';
import { writeWhole } from '../write-whole.ts';

/** Packages of ours whose code decides what is judged of an estate. */
const JUDGES = [
  'core',
  'catalogue',
  'policy',
  'inventory',
  'rehearsal',
  'delivery',
  'guardrails',
  'requirements',
  'diff',
];

/**
 * What is judged of a synthesis that never changes, as it was judged before; as long as it is the same day and the same code judges.
 *
 * @param folder that belongs to the synthesis.
 */
export function keptFacts(root: string, folder: string, at: Date, judge: () => SideFacts): SideFacts {
  const path = join(folder, `facts-${fingerprint(root, at)}.json`);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as SideFacts;
  const facts = judge();
  // Those of yesterday, or of rules that were changed since, are of no more use.
  for (const name of readdirSync(folder).filter((one) => one.startsWith('facts-'))) rmSync(join(folder, name));
  writeWhole(path, JSON.stringify(facts));
  return facts;
}

function fingerprint(root: string, at: Date): string {
  const hash = createHash('sha256').update(at.toISOString().slice(0, 10));
  for (const name of JUDGES) {
    for (const part of ['src', 'data']) {
      const folder = join(root, 'packages', name, part);
      if (!existsSync(folder)) continue;
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|json)$/.test(file) && !file.endsWith('.test.ts'))
        .sort();
      for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
