import { existsSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { BUNDLE_FILES, BUNDLE_FORMAT, type Bundle, type ReadBundle } from '@smile/delivery';
import type { Inventory, Stack } from '@smile/inventory';
import { findTerraform, type TerraformBinary } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import { matchStacks } from '../select-stacks.ts';
import { checkedOutCommit } from './commit.ts';
import { findSources } from './find-sources.ts';
import type { PlannedStack } from './plan-environment.ts';
import { planInFolder } from './plan-in-folder.ts';
import { appliedRecords, type RecordsOf, statesInBucket } from './record-places.ts';
import { bundleFolder, chartsFolder, statesFolder } from './run-folders.ts';
import {
  backendIn,
  configurationIn,
  pretendSurroundings,
  realSurroundings,
  type StateBackend,
  type Surroundings,
} from './surroundings.ts';
import { refuseUnbuiltImages } from './unbuilt-images.ts';
import { refuseVanished, stacksWithStates, strayStates } from './vanished.ts';
import { archivesOf, writeBundle, writeSummary } from './write-bundle.ts';

/** What the options of `smile plan` say. */
export interface PlanBundleOptions {
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
  /** Where records of applies lie: a folder, or `s3://bucket/prefix`. @default - beside the states */
  readonly records?: string;
  readonly atOnce?: number;
}

/** What is planned, and where. */
export interface PlanRun {
  /** The repository. */
  readonly root: string;
  /** Private folder of the run, removed after it. */
  readonly work: string;
  /** Id of the environment. */
  readonly environment: string;
  /** Ids of all environments in the code. */
  readonly environments: readonly string[];
  readonly synthesized: Inventory;
  /** What the guardrails find and do not fail for. */
  readonly guardrails: readonly string[];
  readonly now: Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly options: PlanBundleOptions;
}

/** Plans the stacks of an environment and writes the bundle. */
export async function planBundle(run: PlanRun): Promise<ReadBundle> {
  const { root, environment, synthesized, options, env } = run;
  const own = synthesized.stacks.filter((stack) => stack.environment === environment);
  const stacks = stacksToPlan(own, synthesized, options);
  const place: RecordsOf = { root, environment, backend: backendOf(stacks), options, env };
  const applied = appliedRecords(place);
  const states = statesFolder(root, options);
  const manifest = own.map(({ name }) => name);
  const withStates =
    options.offline === true
      ? stacksWithStates(states, environment)
      : await strayStates(statesInBucket(place), environment, manifest);
  await refuseVanished({
    environment,
    manifest,
    environments: run.environments,
    applied,
    withStates,
    without: options.without ?? [],
  });
  const record = await applied.of(environment);
  if (options.destroy !== undefined) {
    refuseDestroyBelow(options.destroy, own, [...withStates, ...Object.keys(record?.stacks ?? {})]);
  }
  const commit = checkedOutCommit(
    root,
    Object.values(record?.stacks ?? {}).map((one) => one.commit),
  );
  const terraform = await findTerraform(env);
  const surroundings =
    options.offline === true
      ? await pretendSurroundings({ synthesized, states, env, terraformVersion: terraform.version })
      : realSurroundings(env);
  if (surroundings.kind === 'real' && options.destroy === undefined) {
    refuseUnbuiltImages(
      synthesized,
      stacks.map(({ name }) => name),
    );
  }
  const out = bundleFolder(root, environment, options);
  try {
    const planned = await planStacks(run, stacks, terraform, surroundings);
    if (surroundings.kind === 'real') refuseForReal(planned, chartsFolder(root));
    const read = writeBundle({
      out,
      stacks: planned,
      charts: chartsFolder(root),
      sourceOf: findSources(root),
      facts: {
        format: BUNDLE_FORMAT,
        environment,
        kind: surroundings.kind,
        purpose: purposeOf(options),
        commit: commit.sha,
        isDirty: commit.isDirty,
        authors: commit.authors,
        account: accountOf(stacks),
        created: run.now.toISOString(),
        expires: new Date(run.now.getTime() + options.expires * 3_600_000).toISOString(),
        terraformVersion: terraform.version,
        guardrails: difference(run.guardrails, record?.guardrails),
        manifest,
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

/** Backend of the first stack; all stacks of an environment have one bucket. */
function backendOf([first]: readonly Stack[]): StateBackend {
  if (first?.directory === undefined) throw new Error('a stack was not synthesized into a folder');
  return backendIn(configurationIn(first.directory));
}

/** The stacks that the options mean, in an order in which they can be applied. */
function stacksToPlan(
  own: readonly Stack[],
  synthesized: Inventory,
  { stack, destroy }: PlanBundleOptions,
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

/**
 * Makes sure that nobody needs a stack that is to be destroyed.
 *
 * @throws CommandError that names who does.
 */
function refuseDestroyBelow(name: string, own: readonly Stack[], applied: readonly string[]): void {
  const needing = own.filter((stack) => stack.dependencies.includes(name) && applied.includes(stack.name));
  if (needing.length === 0) return;
  throw new CommandError(
    `${name} cannot be destroyed while ${needing.map((stack) => stack.name).join(', ')} reads it; destroy that first`,
  );
}

function planStacks(
  { root, work, synthesized, options, env }: PlanRun,
  stacks: readonly Stack[],
  terraform: TerraformBinary,
  surroundings: Surroundings,
): Promise<PlannedStack[]> {
  return planInFolder(terraform, {
    root,
    work,
    surroundings,
    synthesized,
    stacks,
    callerEnv: env,
    purpose: purposeOf(options),
    atOnce: options.atOnce ?? availableParallelism(),
    onStep: (stack, step) => process.stderr.write(`${stack}: ${step}\n`),
  });
}

function purposeOf({ destroy }: PlanBundleOptions): 'apply' | 'destroy' {
  return destroy === undefined ? 'apply' : 'destroy';
}

/** What the rules find now and did not find at the last apply, and the reverse. */
function difference(now: readonly string[], before: readonly string[] | undefined): Bundle['guardrails'] {
  return {
    all: now,
    added: before === undefined ? [] : now.filter((one) => !before.includes(one)),
    gone: before === undefined ? [] : before.filter((one) => !now.includes(one)),
  };
}

/** What is no problem for stand-ins: archives that are not there, and the stack that no pipeline may apply. */
function refuseForReal(planned: readonly PlannedStack[], charts: string): void {
  const missing = archivesOf(planned).filter((archive) => !existsSync(join(charts, archive)));
  if (missing.length > 0) {
    throw new CommandError(`archives of charts are missing in ${charts}: ${missing.join(', ')}; run smile charts pull`);
  }
  const own = planned.find(({ name, actions }) => name.endsWith('-bootstrap') && actions.length > 0);
  if (own === undefined) return;
  throw new CommandError(
    [
      `${own.name} holds the roles that apply, and no apply may change them; an administrator applies it first (docs/runbooks/bootstrap.md, "Changing it later"), then plan again:`,
      ...own.actions.map(({ action, address }) => `  - ${action} ${address}`),
    ].join('\n'),
  );
}
