import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Inventory } from '@smile/inventory';
import { type FromEmpty, type RehearsalReport, rehearse as rehearseStacks, toJunit } from '@smile/rehearsal';
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
  readonly json?: boolean;
  /** File for a JUnit report. @default - none */
  readonly junit?: string;
}

/** `smile rehearse`: plans, applies, plans again and destroys the estate with real Terraform and no cloud. */
export async function rehearse(words: readonly string[], options: RehearseCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const junit = options.junit === undefined ? undefined : writableFile(options.junit, '--junit');
  const folder = folderToKeep(options.keep);
  const report = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => {
      const { inventory } = await synthesize({ root, out, ids, signal });
      const empty = options.fromEmpty === true ? firstApply(await loadEnvironments()) : undefined;
      return run(inventory, { ...options, empty, folder, signal, repository: repositoryFacts(root) });
    }),
  );
  process.stdout.write(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : renderSummary(report));
  if (junit !== undefined) writeWhole(junit, toJunit(report));
  if (report.status === 'interrupted') throw CommandError.interrupted();
  return report.status === 'passed' ? EXIT_CODES.done : EXIT_CODES.failed;
}

function folderToKeep(keep: string | true | undefined): string | undefined {
  if (keep === undefined) return undefined;
  return keep === true ? mkdtempSync(join(tmpdir(), 'smile-kept-')) : emptyFolder(keep, '--keep');
}

async function run(
  synthesized: Inventory,
  options: RehearseCommandOptions & {
    readonly folder: string | undefined;
    readonly empty: FromEmpty | undefined;
    readonly signal: AbortSignal;
    readonly repository: RepositoryFacts;
  },
): Promise<RehearsalReport> {
  const { drift, unprotect, atOnce, empty, folder, signal, repository } = options;
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
