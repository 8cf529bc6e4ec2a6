import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Inventory } from '@smile/inventory';
import {
  type FromEmpty,
  type RealPluginsOptions,
  type RehearsalReport,
  rehearse as rehearseStacks,
  toJunit,
} from '@smile/rehearsal';
import type { RepositoryFacts } from '@smile/requirements';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { loadEnvironments } from '../load-environments.ts';
import { firstApply } from '../rehearsal/first-apply.ts';
import { type Progress, plainProgress, terminalProgress } from '../rehearsal/progress.ts';
import { renderSummary } from '../rehearsal/summary.ts';
import { repositoryRoot } from '../repository-root.ts';
import { unmetRequirements } from '../requirements/judge-states.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';
import { selectEnvironments } from '../select-environments.ts';
import { matchStacks } from '../select-stacks.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { emptyFolder } from '../writable-folder.ts';
import { writableFile, writeWhole } from '../write-whole.ts';

export interface RehearseCommandOptions {
  /** Patterns of stack names. @default - every stack */
  readonly stack?: readonly string[];
  /** Folder to keep configurations and states in; true for a new one. @default - nothing is kept */
  readonly keep?: string | true;
  readonly drift?: boolean;
  /** @default - true, unless the folder is kept */
  readonly destroy?: boolean;
  readonly unprotect?: boolean;
  readonly atOnce?: number;
  /** Whether accounts begin empty: the runbook's order, and services refuse what needs something that is not there yet. */
  readonly fromEmpty?: boolean;
  /** `real` has real plugins plan every stack as well. @default 'stand-in' */
  readonly providers?: 'stand-in' | 'real';
  /** Folder of real plugins. @default - `SMILE_PLUGIN_DIR`, else where Terraform's CLI configuration says */
  readonly pluginDir?: string;
  /** Address that stands for every endpoint of AWS. @default - a plan that calls is reported */
  readonly endpoint?: string;
  readonly json?: boolean;
  /** File for a JUnit report. @default - none */
  readonly junit?: string;
}

/** `smile rehearse`: plans, applies, plans again and destroys the estate with real Terraform and no cloud. */
export async function rehearse(words: readonly string[], options: RehearseCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const junit = options.junit === undefined ? undefined : writableFile(options.junit, '--junit');
  const real = realPlugins(options);
  const folder = folderToKeep(options.keep);
  const report = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => {
      const { inventory } = await synthesize({ root, out, ids, signal });
      const empty = options.fromEmpty === true ? firstApply(await loadEnvironments()) : undefined;
      return run(inventory, { ...options, real, empty, folder, signal, repository: repositoryFacts(root) });
    }),
  );
  process.stdout.write(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderSummary(report));
  if (junit !== undefined) writeWhole(junit, toJunit(report));
  if (report.status === 'interrupted') throw CommandError.interrupted();
  return report.status === 'passed' ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** What the options say about real plugins; undefined when stand-ins are enough. */
function realPlugins({ providers, pluginDir, endpoint }: RehearseCommandOptions): RealPluginsOptions | undefined {
  if (providers !== 'real') {
    const idle = Object.entries({ '--plugin-dir': pluginDir, '--endpoint': endpoint }).filter(([, value]) => value);
    if (idle.length === 0) return undefined;
    throw CommandError.wrongUse(idle.map(([name]) => `${name} is about real plugins; add --providers real`));
  }
  if (endpoint !== undefined && !/^https?:\/\/[^/]/.test(endpoint)) {
    throw CommandError.wrongUse([`--endpoint must be an address such as http://127.0.0.1:4566, got ${endpoint}`]);
  }
  const folder = pluginDir ?? (process.env.SMILE_PLUGIN_DIR === '' ? undefined : process.env.SMILE_PLUGIN_DIR);
  return {
    ...(folder === undefined ? {} : { pluginDir: resolve(folder) }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

function folderToKeep(keep: string | true | undefined): string | undefined {
  if (keep === undefined) return undefined;
  return keep === true ? mkdtempSync(join(tmpdir(), 'smile-kept-')) : emptyFolder(keep, '--keep');
}

async function run(
  synthesized: Inventory,
  options: RehearseCommandOptions & {
    readonly real: RealPluginsOptions | undefined;
    readonly folder: string | undefined;
    readonly empty: FromEmpty | undefined;
    readonly signal: AbortSignal;
    readonly repository: RepositoryFacts;
  },
): Promise<RehearsalReport> {
  const { drift, unprotect, atOnce, real, empty, folder, signal, repository } = options;
  const stacks = matchStacks(options.stack, synthesized);
  let progress: Progress | undefined;
  const begun = () => {
    progress ??= process.stderr.isTTY
      ? terminalProgress(withNeeded(stacks, synthesized))
      : plainProgress(process.stderr);
    return progress;
  };
  try {
    return await rehearseStacks({
      synthesized,
      stacks,
      env: process.env,
      drift,
      destroy: options.destroy ?? folder === undefined,
      unprotect,
      atOnce,
      fromEmpty: empty,
      ...(real === undefined ? {} : { real }),
      folder,
      signal,
      // Requirements are judged where everything is rehearsed; here it is the order that counts.
      judge: empty === undefined ? (states) => unmetRequirements(states, { synthesized, repository }) : undefined,
      onStep: (stack, step) => begun().step(stack, step),
      onResource: (stack, step, done) => begun().resource(stack, step, done),
    });
  } finally {
    await progress?.end();
  }
}

/** Stacks with everything they need, in deployment order: what a rehearsal of them touches. */
function withNeeded(names: readonly string[], { stacks }: Inventory): string[] {
  const needed = new Set(names);
  // Needed stacks come earlier in the list, so one walk from the end finds them all.
  for (const stack of stacks.toReversed()) {
    if (needed.has(stack.name)) for (const name of stack.dependencies) needed.add(name);
  }
  return stacks.flatMap(({ name }) => (needed.has(name) ? [name] : []));
}
