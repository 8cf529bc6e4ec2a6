import { pullChart } from '@smile/artifacts';
import { CHART_LOCK } from '@smile/catalogue';

/** Brings the archive of Loki's chart into a folder, if it is the one that was reviewed. */
export function pullLoki(cache: string) {
  return pullChart('loki', { cache, lock: CHART_LOCK });
}
