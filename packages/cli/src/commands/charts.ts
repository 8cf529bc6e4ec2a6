import { join, resolve } from 'node:path';
import { findHelm, Helm, openChartFolder, type PulledChart, pullChart } from '@smile/artifacts';
import { CHART_LOCK, CHART_NAMES, CHARTS, type ChartName, lockedSha256 } from '@smile/catalogue';
import { eachOf, type Outcome } from '../artifacts/each-of.ts';
import { recordCharts } from '../artifacts/locks.ts';
import { chartsCalled } from '../artifacts/names.ts';
import { EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';

export interface ChartsPullOptions {
  /** Folder to take charts from. @default - from their repositories */
  readonly charts?: string;
  /** Whether to record checksums that nobody has reviewed. */
  readonly accept?: boolean;
  /** A Helm 3, which packs sources. @default - the one that comes along */
  readonly helm?: string;
  readonly json?: boolean;
}

/** How many charts are fetched at once. */
const AT_ONCE = 4;

/** Folder of the cache within the repository; releases name the archives in it. */
export const CHART_CACHE = '.charts';

/** `smile charts pull`: brings the archives of charts into the cache, and checks them against the lock. */
export async function chartsPull(words: readonly string[], options: ChartsPullOptions): Promise<number> {
  const names = chartsCalled(words);
  const root = repositoryRoot(process.cwd());
  const folder = options.charts === undefined ? undefined : openChartFolder(resolve(options.charts));
  const cache = join(root, CHART_CACHE);
  const outcomes = await interruptible((signal) => {
    const pack = (source: string) => helmOf(root, options.helm, signal).pack(source);
    const props = { cache, lock: CHART_LOCK, accept: options.accept, folder, pack, signal };
    return eachOf(names, AT_ONCE, signal, (name) => pullChart(name, props), say);
  });
  const pulled = outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : []));
  const unseen = pulled.filter(({ isNew }) => isNew);
  if (unseen.length > 0) recordCharts(root, new Map(unseen.map(({ name, sha256 }) => [name, sha256])));
  process.stdout.write(
    options.json === true ? `${JSON.stringify({ charts: outcomes }, null, 2)}\n` : summary(outcomes, unseen),
  );
  return pulled.length === names.length ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** The Helm to use in a repository: its unpacked program is kept beside other caches. */
export function helmOf(root: string, program: string | undefined, signal: AbortSignal): Helm {
  const { platform, arch } = process;
  return new Helm(findHelm({ cache: join(root, '.cache'), platform, architecture: arch, program }), signal);
}

function say(outcome: Outcome<ChartName, PulledChart>): void {
  const { version } = CHARTS[outcome.name];
  const said = 'result' in outcome ? outcome.result.state : `failed: ${outcome.problem}`;
  process.stderr.write(`${outcome.name} ${version}: ${said}\n`);
}

function summary(outcomes: readonly Outcome<ChartName, PulledChart>[], unseen: readonly PulledChart[]): string {
  const count = (state: PulledChart['state']) =>
    outcomes.filter((outcome) => 'result' in outcome && outcome.result.state === state).length;
  const failed = outcomes.filter((outcome) => 'problem' in outcome).length;
  const packed = count('packed') === 0 ? '' : `, ${count('packed')} packed from sources`;
  const lines = [
    `${count('pulled')} pulled${packed}, ${count('there')} there already, ${failed} failed: ${CHART_CACHE}`,
  ];
  if (unseen.length > 0) {
    lines.push(
      `recorded ${unseen.map(({ name }) => name).join(', ')} in packages/catalogue/data/charts.lock.json; review it like code`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** `smile charts list`: the charts of the catalogue. */
export function chartsList(options: { readonly json?: boolean }): number {
  const rows = CHART_NAMES.map((id) => ({ id, ...CHARTS[id], sha256: lockedSha256(id) }));
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ charts: rows }, null, 2)}
`);
    return EXIT_CODES.done;
  }
  const table = renderTable(
    [
      { title: 'chart', value: ({ id }) => id },
      { title: 'version', value: ({ version }) => version },
      { title: 'application', value: ({ appVersion }) => appVersion },
      { title: 'released', value: ({ released }) => released },
      { title: 'supported until', value: ({ endOfSupport }) => endOfSupport ?? 'not published' },
      { title: 'Kubernetes', value: ({ kubernetes }) => `${kubernetes.from}–${kubernetes.to}` },
      { title: 'SHA-256', value: ({ sha256 }) => sha256?.slice(0, 12) ?? 'not reviewed' },
    ],
    rows,
  );
  const missing = rows.filter(({ sha256 }) => sha256 === undefined).length;
  process.stdout.write(`${table}\n\n${rows.length} charts, ${missing} whose archive nobody has reviewed\n`);
  return EXIT_CODES.done;
}
