import { CHARTS, type Chart } from '@smile/catalogue';
import type { RuleContext, Violation } from '../rule.ts';
import { Block } from './block.ts';
import { judgePeriod } from './support.ts';

/** A row of the catalogue, as far as its support goes. */
type SupportedChart = Pick<Chart, 'name' | 'version' | 'endOfSupport'>;

/**
 * Judges the releases of archives by the catalogue's rows; a chart of ours is a folder, and has no row. Without a day, only
 * whether the archive has a row at all.
 *
 * @param charts the catalogue. @default - ours
 */
export function judgeCharts(
  { resources, on }: RuleContext,
  charts: Readonly<Record<string, SupportedChart>> = CHARTS,
): readonly Violation[] {
  return resources('helm_release').flatMap((place) => {
    const archive = archiveIn(Block.of(place).raw('chart'));
    if (archive === undefined) return [];
    const found = Object.entries(charts).find(([, { name, version }]) => archive === `${name}-${version}.tgz`);
    if (found === undefined) return [{ place, message: unknown(archive, charts) }];
    const [id, { version, endOfSupport }] = found;
    if (endOfSupport === undefined || on === undefined) return [];
    return judgePeriod(`${id} ${version}`, endOfSupport, on).map((said) => ({ place, ...said }));
  });
}

/** File name of an archive, whatever stands before it; undefined for a folder, a name, or what is known later. */
function archiveIn(chart: unknown): string | undefined {
  return typeof chart === 'string' ? /([^/]+\.tgz)$/.exec(chart)?.[1] : undefined;
}

function unknown(archive: string, charts: Readonly<Record<string, SupportedChart>>): string {
  const sameName = Object.values(charts).filter(({ name }) => archive.startsWith(`${name}-`));
  // `base` is the beginning of many names; the longest is the one that is meant.
  const [nearest] = sameName.sort((a, b) => b.name.length - a.name.length);
  const has = nearest === undefined ? 'no chart of that name' : `${nearest.name} ${nearest.version}`;
  return `chart ${archive} is not in the catalogue, which has ${has}; name its archive, or add the chart`;
}
