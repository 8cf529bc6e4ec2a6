import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  ArtifactError,
  type ChartFolder,
  type Definitions,
  definitionsAmong,
  definitionsInFolder,
  type Helm,
  judgeCustomResources,
  openChartFolder,
  unpackChart,
  type VerifiedRelease,
  verifyRelease,
} from '@smile/artifacts';
import { type ChartName, chartArchive } from '@smile/catalogue';
import { manifestsIn, type PlacedManifests, type PlacedRelease, releasesIn } from '../artifacts/releases.ts';
import { EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { loadEnvironments } from '../load-environments.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { CHART_CACHE, helmOf } from './charts.ts';

export interface ChartsVerifyOptions {
  /** Folder with archives or sources of charts. @default - the cache */
  readonly charts?: string;
  /** A Helm 3. @default - the one that comes along */
  readonly helm?: string;
  readonly json?: boolean;
}

/** A release with what was found. */
interface Judged extends Omit<VerifiedRelease, 'rendered'> {
  /** What it is, in a line. */
  readonly title: string;
  /** @default - objects of this repository, which are of no chart */
  readonly release?: PlacedRelease;
}

/**
 * `smile charts verify`: checks the values of every release against its chart, what Helm renders of them, and custom resources against
 * the definitions that the charts bring.
 */
export async function chartsVerify(words: readonly string[], options: ChartsVerifyOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const folder = chartsIn(root, options.charts);
  const environments = (await loadEnvironments()).filter(({ id }) => ids.length === 0 || ids.includes(id));
  const judged = await interruptible((signal) =>
    inTemporaryFolder('charts', async (scratch) => {
      const helm = helmOf(root, options.helm, signal);
      const out = join(scratch, 'synth');
      const { inventory } = await synthesize({ root, out, ids, signal });
      return judgeAll(releasesIn(inventory, environments), manifestsIn(inventory), folder, scratch, helm);
    }),
  );
  process.stdout.write(options.json === true ? asJson(judged) : asText(judged));
  // That there was nothing to judge is no pass.
  if (judged.length === 0) return EXIT_CODES.notJudged;
  return judged.some(({ problems }) => problems.length > 0) ? EXIT_CODES.failed : EXIT_CODES.done;
}

export function chartsIn(root: string, option: string | undefined): ChartFolder | undefined {
  if (option !== undefined) return openChartFolder(resolve(option));
  const cache = join(root, CHART_CACHE);
  return existsSync(cache) ? openChartFolder(cache) : undefined;
}

/** One after the other: Helm takes a processor for itself. Custom resources are judged when every definition is there. */
async function judgeAll(
  releases: readonly PlacedRelease[],
  own: readonly PlacedManifests[],
  folder: ChartFolder | undefined,
  scratch: string,
  helm: Helm,
): Promise<readonly Judged[]> {
  const unpacked = new Map<ChartName, Promise<string>>();
  const judged: (VerifiedRelease & { readonly release: PlacedRelease })[] = [];
  for (const release of releases) {
    process.stderr.write(`${release.place}: ${release.chart}\n`);
    const chart = unpacked.get(release.chart) ?? chartFolder(release.chart, folder, scratch);
    unpacked.set(release.chart, chart);
    judged.push({ release, ...(await judgeOne(release, chart, helm)) });
  }
  const definitions = await definitionsOf(judged, unpacked);
  return [
    ...judged.map(({ release, rendered, ...found }) => {
      const { place, chart, namespace, kubernetesVersion } = release;
      const { problems } = judgeCustomResources(rendered, definitions);
      const title = `${place}  ${chart} in ${namespace}, ${found.objects} objects, Kubernetes ${kubernetesVersion}`;
      return { title, release: { ...release }, ...found, problems: [...found.problems, ...problems] };
    }),
    ...own.map(({ place, objects }) => {
      const { problems, unknown } = judgeCustomResources(objects, definitions);
      const notes = unknown.map((kind) => `nothing here has the definition of ${kind}, so it is not judged`);
      return {
        title: `${place}  ${objects.length} objects of this repository`,
        objects: objects.length,
        problems,
        notes,
      };
    }),
  ];
}

/** Definitions that charts render, and those in their folders. */
async function definitionsOf(
  judged: readonly VerifiedRelease[],
  unpacked: ReadonlyMap<ChartName, Promise<string>>,
): Promise<Definitions> {
  const folders = await Promise.allSettled(unpacked.values());
  const inFolders = folders.flatMap((folder) =>
    folder.status === 'fulfilled' ? definitionsInFolder(folder.value) : [],
  );
  return definitionsAmong([...judged.flatMap(({ rendered }) => rendered), ...inFolders]);
}

async function judgeOne(release: PlacedRelease, chart: Promise<string>, helm: Helm): Promise<VerifiedRelease> {
  try {
    return await verifyRelease(release, await chart, helm);
  } catch (error) {
    if (!(error instanceof ArtifactError)) throw error;
    return { objects: 0, rendered: [], problems: [error.message], notes: [] };
  }
}

export async function chartFolder(name: ChartName, folder: ChartFolder | undefined, scratch: string): Promise<string> {
  const archive = folder?.archives.get(name);
  if (archive !== undefined) return unpackChart(archive, join(scratch, name));
  const source = folder?.sources.get(name);
  if (source !== undefined) return source;
  const where = folder?.path ?? `the cache, ${CHART_CACHE}`;
  throw new ArtifactError(
    `no ${chartArchive(name)} in ${where}; pull it with smile charts pull ${name}, or name a folder with --charts`,
  );
}

function asJson(judged: readonly Judged[]): string {
  const releases = judged.map(({ release, title, ...found }) => {
    if (release === undefined) return { place: title, ...found };
    const { place, chart, name, namespace, kubernetesVersion } = release;
    return { place, chart, name, namespace, kubernetesVersion, ...found };
  });
  return `${JSON.stringify({ releases }, null, 2)}\n`;
}

function asText(judged: readonly Judged[]): string {
  if (judged.length === 0) return 'not judged: the code has no release of a chart of the catalogue\n';
  const lines = judged.flatMap(({ title, problems, notes }) => [
    `${problems.length === 0 ? 'passed' : 'failed'}  ${title}`,
    ...problems.map((problem) => `  ${problem}`),
    ...notes.map((note) => `  note: ${note}`),
  ]);
  const failed = judged.filter(({ problems }) => problems.length > 0).length;
  return `${lines.join('\n')}\n\n${failed === 0 ? 'passed' : 'failed'}: ${judged.length} releases, ${failed} failed\n`;
}
