import lock from '../../data/charts.lock.json' with { type: 'json' };
import { CHART_NAMES, CHARTS, type ChartName } from '../charts/charts.ts';

/** An archive that somebody reviewed. */
export interface LockedChart {
  readonly version: string;
  /** Of the archive, in hexadecimal. */
  readonly sha256: string;
}

/** Archives that somebody reviewed, by name. */
export type ChartLock = Readonly<Partial<Record<ChartName, LockedChart>>>;

/** What `charts.lock.json` says. An archive that nobody has seen yet is absent; `smile charts pull --accept` adds it. */
export const CHART_LOCK: ChartLock = lock;

/** SHA-256 of a chart's archive as reviewed; undefined when nobody has seen the version that the catalogue has. */
export function lockedSha256(name: ChartName, charts: ChartLock = CHART_LOCK): string | undefined {
  const locked = charts[name];
  return locked?.version === CHARTS[name].version ? locked.sha256 : undefined;
}

/** Charts whose archives nobody has reviewed in the version that the catalogue has. */
export function unpinnedCharts(charts: ChartLock = CHART_LOCK): readonly ChartName[] {
  return CHART_NAMES.filter((name) => lockedSha256(name, charts) === undefined);
}
