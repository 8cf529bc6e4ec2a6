import { CHARTS, type ChartName } from './charts.ts';

/** File name of a chart's archive in the cache, as in `loki-18.11.0.tgz`. */
export function chartArchive(name: ChartName): string {
  const chart = CHARTS[name];
  return `${chart.name}-${chart.version}.tgz`;
}
