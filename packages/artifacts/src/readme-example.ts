import { mkdirSync } from 'node:fs';
import { pullChart } from '@smile/artifacts';
import { CHART_LOCK } from '@smile/catalogue';

/** Brings the archive of Loki's chart into a folder, if it is the one that was reviewed. */
export async function pullLoki(cache: string) {
  mkdirSync(cache, { recursive: true });
  return pullChart('loki', { cache, lock: CHART_LOCK });
}
