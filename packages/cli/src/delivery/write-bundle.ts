import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  BUNDLE_FILES,
  type Bundle,
  type BundledStack,
  hashFolder,
  type ReadBundle,
  readBundle,
  STACK_FILES,
  sha256,
  summarize,
  summaryToMarkdown,
} from '@smile/delivery';
import { asObject, asString, type JsonObject } from '@smile/inventory';
import type { PlannedStack } from './plan-environment.ts';

export interface BundleOptions {
  /** Empty folder. */
  readonly out: string;
  readonly stacks: readonly PlannedStack[];
  /** Folder with archives of charts. */
  readonly charts: string;
  /** File and line that make a construct, where they are known. */
  readonly sourceOf: (constructPath: string) => string | undefined;
  readonly facts: Omit<Bundle, 'stacks' | 'files'>;
}

/** Writes the bundle of an environment, and reads it back as whoever applies it will. */
export function writeBundle({ out, stacks, charts, sourceOf, facts }: BundleOptions): ReadBundle {
  // Terraform's plans have secrets in clear.
  chmodSync(out, 0o700);
  const hashes = stacks.map((stack) => [
    stack.name,
    writeStack(join(out, BUNDLE_FILES.stacks, stack.name), stack, sourceOf),
  ]);
  for (const archive of archivesOf(stacks)) copyArchive(join(charts, archive), join(out, BUNDLE_FILES.charts, archive));
  const bundle: Bundle = { ...facts, stacks: Object.fromEntries(hashes), files: chartsIn(out) };
  write(join(out, BUNDLE_FILES.bundle), bundle);
  return readBundle(out);
}

/** A summary beside a bundle, for whoever opens its folder. It is written after the digest is known, and says it. */
export function writeSummary(read: ReadBundle, path: string): void {
  writeFileSync(path, summaryToMarkdown(summarize(read)));
}

/** Names of the chart archives that stacks install. */
export function archivesOf(stacks: readonly Pick<PlannedStack, 'workspace'>[]): string[] {
  const charts = stacks.flatMap(({ workspace }) =>
    Object.values(asObject(asObject(workspace.configuration.resource).helm_release)).map((release) =>
      asString(asObject(release).chart),
    ),
  );
  return [...new Set(charts.flatMap((chart) => (chart?.endsWith('.tgz') === true ? [basename(chart)] : [])))].sort();
}

function writeStack(
  folder: string,
  { workspace, redacted, ...stack }: PlannedStack,
  sourceOf: BundleOptions['sourceOf'],
): string {
  const configuration = join(folder, STACK_FILES.configuration);
  mkdirSync(configuration, { recursive: true });
  cpSync(workspace.folder, configuration, {
    recursive: true,
    filter: (path) => !/\.terraform(\.offline)?$|_override\.tf\.json$|tfplan$/.test(path),
  });
  if (stack.plan === 'exact') cpSync(workspace.planPath, join(folder, STACK_FILES.plan));
  write(join(folder, STACK_FILES.redacted), redacted);
  const content: BundledStack = {
    ...stack,
    sources: sourcesOf(
      stack.actions.map(({ address }) => address),
      workspace.configuration,
      sourceOf,
    ),
    files: hashFolder(folder),
  };
  const text = `${JSON.stringify(content, null, 2)}\n`;
  writeFileSync(join(folder, STACK_FILES.stack), text);
  return sha256(text);
}

function sourcesOf(
  addresses: readonly string[],
  configuration: JsonObject,
  sourceOf: BundleOptions['sourceOf'],
): Record<string, string> {
  return Object.fromEntries(
    addresses.flatMap((address) => {
      const [type = '', name = ''] = address.replace(/\[.*$/, '').split('.');
      const body = asObject(asObject(asObject(configuration.resource)[type])[name]);
      const path = asString(asObject(asObject(body['//']).metadata).path);
      const source = path === undefined ? undefined : sourceOf(path);
      return source === undefined ? [] : [[address, source]];
    }),
  );
}

function copyArchive(from: string, to: string): void {
  // Stand-ins need none; the plan of a real provider has failed before where one is missing.
  if (!existsSync(from)) return;
  mkdirSync(join(to, '..'), { recursive: true });
  cpSync(from, to);
}

function chartsIn(out: string): Bundle['files'] {
  return hashFolder(out, (path) => !path.startsWith(`${BUNDLE_FILES.charts}/`));
}

function write(path: string, content: unknown): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}
