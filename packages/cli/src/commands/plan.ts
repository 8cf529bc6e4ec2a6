import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import {
  BUNDLE_FILES,
  BUNDLE_FORMAT,
  type ReadBundle,
  Redactor,
  summarize,
  summaryToMarkdown,
  summaryToText,
} from '@smile/delivery';
import type { Inventory, Stack } from '@smile/inventory';
import { findTerraform } from '@smile/rehearsal';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { checkedOutCommit } from '../delivery/commit.ts';
import { findSources } from '../delivery/find-sources.ts';
import { judgeEstate } from '../delivery/judge-estate.ts';
import { type PlanStep, planEnvironment } from '../delivery/plan-environment.ts';
import { appliedRecords, bundleFolder, chartsFolder, statesFolder } from '../delivery/run-folders.ts';
import { pretendSurroundings, realSurroundings } from '../delivery/surroundings.ts';
import { TerraformSessions, withoutKilling } from '../delivery/terraform-session.ts';
import { refuseVanished, stacksWithStates } from '../delivery/vanished.ts';
import { archivesOf, writeBundle, writeSummary } from '../delivery/write-bundle.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { matchStacks } from '../select-stacks.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface PlanCommandOptions {
  /** Patterns of stack names. @default - every stack of the environment */
  readonly stack?: readonly string[];
  /** Empty folder for the bundle. @default - a new one in `.smile/plans` */
  readonly out?: string;
  /** Hours for which the bundle may be applied. */
  readonly expires: number;
  /** The one stack whose destruction is planned. @default - none */
  readonly destroy?: string;
  /** Stacks and environments that are applied and have left the code on purpose. */
  readonly without?: readonly string[];
  readonly offline?: boolean;
  /** Folder of the states of a run without a cloud. @default - `.smile/offline` */
  readonly states?: string;
  readonly atOnce?: number;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile plan`: saves a plan of each stack of an environment, for review. */
export async function plan(word: string, options: PlanCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const [environment = ''] = selectEnvironments([word]);
  statesFolder(root, options);
  const read = await inTemporaryFolder('plan', async (work) => {
    const synthesized = await interruptible(
      async (signal) => (await synthesize({ root, out: join(work, 'synth'), ids: [], signal })).inventory,
    );
    return planSynthesized({ root, work, environment, synthesized, options });
  });
  const summary = summarize(read);
  const form = options.markdown === true ? summaryToMarkdown : summaryToText;
  process.stdout.write(
    options.json === true ? `${JSON.stringify({ bundle: read.folder, ...summary }, null, 2)}\n` : form(summary),
  );
  process.stderr.write(`the bundle is in ${read.folder}\n`);
  return EXIT_CODES.done;
}

interface PlanRun {
  readonly root: string;
  readonly work: string;
  readonly environment: string;
  readonly synthesized: Inventory;
  readonly options: PlanCommandOptions;
}

async function planSynthesized({ root, work, environment, synthesized, options }: PlanRun): Promise<ReadBundle> {
  const now = new Date();
  const applied = appliedRecords(root, options);
  const own = synthesized.stacks.filter((stack) => stack.environment === environment);
  const stacks = stacksToPlan(own, synthesized, options);
  const guardrails = judgeEstate(synthesized, environment, root, now);
  const states = statesFolder(root, options);
  await refuseVanished({
    environment,
    manifest: own.map(({ name }) => name),
    environments: environmentIds(),
    applied,
    withStates: options.offline === true ? stacksWithStates(states, environment) : [],
    without: options.without ?? [],
  });
  const record = await applied.of(environment);
  const commit = checkedOutCommit(
    root,
    Object.values(record?.stacks ?? {}).map((one) => one.commit),
  );
  const terraform = await findTerraform(process.env);
  const surroundings =
    options.offline === true
      ? await pretendSurroundings({ synthesized, states, env: process.env, terraformVersion: terraform.version })
      : realSurroundings(process.env);
  const out = bundleFolder(root, environment, options);
  const logs = join(work, 'logs');
  mkdirSync(logs, { recursive: true });
  const sessions = new TerraformSessions(terraform, surroundings.env, logs);
  try {
    if (existsSync(chartsFolder(root))) cpSync(chartsFolder(root), join(work, '.charts'), { recursive: true });
    const planned = await withoutKilling(sessions, () =>
      planEnvironment({
        work,
        surroundings,
        sessions,
        redactor: new Redactor(),
        synthesized,
        stacks,
        callerEnv: process.env,
        purpose: options.destroy === undefined ? 'apply' : 'destroy',
        atOnce: options.atOnce ?? availableParallelism(),
        onStep: (stack, step) => tell(stack, step),
      }),
    );
    if (surroundings.kind === 'real') refuseMissingCharts(archivesOf(planned), chartsFolder(root));
    const before = record?.guardrails;
    const read = writeBundle({
      out,
      stacks: planned,
      charts: chartsFolder(root),
      sourceOf: findSources(root),
      facts: {
        format: BUNDLE_FORMAT,
        environment,
        kind: surroundings.kind,
        purpose: options.destroy === undefined ? 'apply' : 'destroy',
        commit: commit.sha,
        isDirty: commit.isDirty,
        authors: commit.authors,
        account: accountOf(stacks),
        created: now.toISOString(),
        expires: new Date(now.getTime() + options.expires * 3_600_000).toISOString(),
        terraformVersion: terraform.version,
        guardrails: {
          all: guardrails,
          added: before === undefined ? [] : guardrails.filter((one) => !before.includes(one)),
          gone: before === undefined ? [] : before.filter((one) => !guardrails.includes(one)),
        },
        manifest: own.map(({ name }) => name),
      },
    });
    writeSummary(read, join(out, BUNDLE_FILES.summary));
    return read;
  } catch (error) {
    // Half a bundle must not be taken for a whole one.
    rmSync(out, { recursive: true, force: true });
    throw error;
  } finally {
    surroundings.close();
  }
}

/** The stacks that the options mean, in an order in which they can be applied. */
function stacksToPlan(
  own: readonly Stack[],
  synthesized: Inventory,
  { stack, destroy }: PlanCommandOptions,
): readonly Stack[] {
  if (destroy === undefined) {
    const names = matchStacks(stack, synthesized);
    const chosen = own.filter(({ name }) => names.includes(name));
    if (chosen.length > 0) return chosen;
    throw CommandError.wrongUse([
      `no stack of the environment matches --stack ${(stack ?? []).join(', ')}; there are ${own.map(({ name }) => name).join(', ')}`,
    ]);
  }
  if (stack !== undefined) throw CommandError.wrongUse(['--destroy plans one stack; leave --stack out']);
  const chosen = own.filter(({ name }) => name === destroy);
  if (chosen.length === 1) return chosen;
  throw CommandError.wrongUse([
    `--destroy must name a stack of the environment, got ${JSON.stringify(destroy)}; there are ${own.map(({ name }) => name).join(', ')}`,
  ]);
}

/** The one account that every stack's provider and backend allow. */
function accountOf(stacks: readonly Stack[]): string {
  const allowed = stacks.flatMap(({ backend, providers }) => [
    backend?.config.allowed_account_ids,
    ...Object.values(providers ?? {}).map((provider) => provider.allowed_account_ids),
  ]);
  const accounts = [...new Set(allowed.flatMap((ids) => (Array.isArray(ids) ? ids.map(String) : [])))];
  const [only] = accounts;
  if (accounts.length === 1 && only !== undefined) return only;
  throw new CommandError(
    `a bundle is for one account, but backends and providers of its stacks allow ${accounts.length === 0 ? 'any' : accounts.join(', ')}; set allowed_account_ids to the one of the environment`,
  );
}

function refuseMissingCharts(archives: readonly string[], folder: string): void {
  const missing = archives.filter((archive) => !existsSync(join(folder, archive)));
  if (missing.length === 0) return;
  throw new CommandError(`archives of charts are missing in ${folder}: ${missing.join(', ')}; run smile charts pull`);
}

function tell(stack: string, step: PlanStep): void {
  process.stderr.write(`${stack}: ${step}\n`);
}
