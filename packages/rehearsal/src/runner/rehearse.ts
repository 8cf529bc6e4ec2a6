import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inventory, type Stack } from '@smile/inventory';
import { type StandIns, startStandIns } from '../provider/start-stand-ins.ts';
import { type FoundPlugins, findPlugins, wantedProviders } from '../real/find-plugins.ts';
import { RehearsalError } from './rehearsal-error.ts';
import { type RehearsalContext, StackRehearsal } from './rehearse-stack.ts';
import type { Finding, RealProvidersReport, RehearsalReport, Step } from './report.ts';
import { runInOrder } from './schedule.ts';
import { type StateKeeper, startStateKeeper } from './state-keeper.ts';
import { findTerraform, type TerraformBinary } from './terraform.ts';
import { terraformEnvironment } from './terraform-environment.ts';
import { schemasFor } from './type-usage.ts';

export interface RehearseOptions {
  /** The synthesized estate. */
  readonly synthesized: Inventory;
  /** Names of the stacks to rehearse; what they need is rehearsed first. @default - all */
  readonly stacks?: readonly string[];
  /** Environment variables for Terraform; only what cannot change a run is passed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether to change things behind Terraform's back and see it repair them. @default false */
  readonly drift?: boolean;
  /** Whether to delete everything at the end. @default true */
  readonly destroy?: boolean;
  /** Whether protections are taken off before destroying; without, Terraform refuses. @default true */
  readonly unprotect?: boolean;
  /** Folder for configurations and states, kept afterwards. @default - a temporary folder, removed */
  readonly folder?: string;
  /** Has real plugins plan every stack after the stand-ins applied it. @default - stand-ins alone */
  readonly real?: RealPluginsOptions;
  /** Most Terraform processes at a time. @default - one per processor */
  readonly atOnce?: number;
  /**
   * Rehearses in empty accounts: stacks one after the other in this order, and services refuse to make what needs something that is
   * not there yet. @default - stacks in parallel, and nothing is looked up
   */
  readonly fromEmpty?: FromEmpty;
  /** Ends the rehearsal early and tidies up. @default - runs to its end */
  readonly signal?: AbortSignal;
  /**
   * Judges what was made, before it is destroyed: by the states of every environment of which all stacks were applied.
   * What it finds fails the rehearsal. @default - nothing is judged
   */
  readonly judge?: (states: Inventory) => readonly JudgedFinding[];
  /** Called when a stack begins a step. @default - silent */
  readonly onStep?: (stack: string, step: Step) => void;
  /** Called for every resource that was made, changed or deleted. @default - silent */
  readonly onResource?: (stack: string, step: Step, done: number) => void;
}

/** Empty accounts, and what people do in them. */
export interface FromEmpty {
  /** Names of all stacks, in the order of the runbook. */
  readonly order: readonly string[];
  /** ARNs and identifiers of what people make by hand before, as the runbook says. */
  readonly byHand: readonly string[];
}

/** Where real plugins come from, and where they call. */
export interface RealPluginsOptions {
  /** Folder in the layout of `terraform providers mirror`. @default - where Terraform's CLI configuration says */
  readonly pluginDir?: string;
  /** Address that stands for every endpoint of AWS. @default - a call is refused and reported */
  readonly endpoint?: string;
  /** Plugins that were found already. @default - they are looked for */
  readonly plugins?: FoundPlugins;
}

/** A finding about a stack, or about its environment by one of its stacks. */
export interface JudgedFinding extends Finding {
  readonly stack: string;
}

/** Terraform's runs are short and small, so it may collect garbage less often: about a tenth faster. */
const LESS_COLLECTING = { GOGC: '400' };

/**
 * Plans, applies, plans again and destroys stacks with real Terraform against stand-in providers.
 *
 * Stacks run in parallel where their dependencies allow. It proves graph, types, references, ordering, idempotence and
 * state. It does not prove that AWS accepts a value.
 *
 * @throws RehearsalError if Terraform is missing or too old, a stack is unknown, or a provider has no stand-in.
 */
export async function rehearse(options: RehearseOptions): Promise<RehearsalReport> {
  const started = performance.now();
  const stacks = inOrder(selectStacks(options.synthesized, options.stacks), options.fromEmpty?.order);
  refuseNothing(stacks, options.synthesized);
  const terraform = await findTerraform(options.env);
  const plugins = mkdtempSync(join(tmpdir(), 'smile-plugins-'));
  const root = options.folder ?? mkdtempSync(join(tmpdir(), 'smile-rehearsal-'));
  let standIns: StandIns | undefined;
  let keeper: StateKeeper | undefined;
  try {
    const found = await findRealPlugins(options, { terraform, stacks, scratch: plugins });
    standIns = await startStandIns({ schemas: schemasFor(options.synthesized), lookUps: options.fromEmpty });
    keeper = await startStateKeeper();
    mkdirSync(root, { recursive: true });
    const context = contextFor(options, { terraform, root, keeper, standIns, found });
    const rehearsals = stacks.map((stack) => new StackRehearsal(context, stack));
    await build(rehearsals, options);
    judge(rehearsals, options);
    if (options.destroy !== false) await destroy(rehearsals, options);
    if (options.folder !== undefined) await leave(rehearsals, options);
    const reports = rehearsals.map((rehearsal) => rehearsal.report(options.folder !== undefined));
    const failed = reports.some(({ status }) => status === 'failed');
    return {
      status: options.signal?.aborted ? 'interrupted' : failed ? 'failed' : 'passed',
      terraformVersion: terraform.version,
      seconds: (performance.now() - started) / 1000,
      stacks: reports,
      ...(found === undefined ? {} : { real: realProvidersReport(found) }),
      ...(options.folder === undefined ? {} : { folder: root }),
    };
  } finally {
    standIns?.close();
    keeper?.close();
    rmSync(plugins, { recursive: true, force: true });
    if (options.folder === undefined) rmSync(root, { recursive: true, force: true });
  }
}

/** Environment for Terraform with stand-ins attached: of the given one only what {@link terraformEnvironment} lets through. */
export function offlineEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  standIns: StandIns,
): Record<string, string | undefined> {
  return { ...terraformEnvironment(env), ...LESS_COLLECTING, TF_REATTACH_PROVIDERS: standIns.reattach };
}

/** The real plugins of the stacks' providers; undefined when nobody asked for them. */
async function findRealPlugins(
  { real, env, signal }: RehearseOptions,
  given: { readonly terraform: TerraformBinary; readonly stacks: readonly Stack[]; readonly scratch: string },
): Promise<FoundPlugins | undefined> {
  if (real === undefined || real.plugins !== undefined) return real?.plugins;
  const { terraform, stacks, scratch } = given;
  return findPlugins({ terraform, wanted: wantedProviders(stacks), pluginDir: real.pluginDir, env, scratch, signal });
}

function realProvidersReport({ providers, missing }: FoundPlugins): RealProvidersReport {
  return {
    providers: providers.map(({ name, version, pinned }) => ({
      name,
      version,
      ...(pinned === undefined ? {} : { pinned }),
    })),
    standIns: missing.map(({ name, reason }) => ({ name, reason })),
  };
}

function contextFor(
  options: RehearseOptions,
  made: Pick<RehearsalContext, 'terraform' | 'root' | 'keeper'> & {
    readonly standIns: StandIns;
    readonly found: FoundPlugins | undefined;
  },
): RehearsalContext {
  return {
    terraform: made.terraform,
    root: made.root,
    keeper: made.keeper,
    env: offlineEnvironment(options.env, made.standIns),
    synthesized: options.synthesized,
    inject: made.standIns.inject,
    drift: options.drift ?? false,
    unprotect: options.unprotect ?? true,
    ...(made.found === undefined
      ? {}
      : { real: { providers: made.found.providers, endpoint: options.real?.endpoint } }),
    keep: options.folder !== undefined,
    signal: options.signal,
    onStep: options.onStep,
    onResource: options.onResource,
  };
}

async function build(rehearsals: readonly StackRehearsal[], options: RehearseOptions): Promise<void> {
  if (options.fromEmpty !== undefined) return buildInOrder(rehearsals, options);
  const tasks = rehearsals.map((rehearsal) => ({
    name: rehearsal.stack.name,
    after: rehearsal.stack.dependencies,
    run: async (before: readonly StackRehearsal[]) => {
      const missing = before.filter(({ isApplied }) => !isApplied).map(({ stack }) => stack.name);
      if (missing.length > 0) rehearsal.skip(`needs ${missing.join(', ')}, which was not applied`);
      else if (!options.signal?.aborted) await rehearsal.build();
      return rehearsal;
    },
  }));
  await runInOrder(tasks, options.atOnce ?? availableParallelism());
}

/**
 * Stacks in the order in which a person applies them.
 *
 * @throws RehearsalError for a stack that has no place in it.
 */
function inOrder(stacks: readonly Stack[], order: readonly string[] | undefined): readonly Stack[] {
  if (order === undefined) return stacks;
  const unplaced = stacks.filter(({ name }) => !order.includes(name)).map(({ name }) => name);
  if (unplaced.length > 0) {
    throw new RehearsalError(
      unplaced.map((name) => `${name} has no place in the order of the first apply; add it there`),
    );
  }
  return stacks.toSorted((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

/** One stack after the other, as a person does it. A stack that needs a later one can never be applied in this order. */
async function buildInOrder(rehearsals: readonly StackRehearsal[], { signal }: RehearseOptions): Promise<void> {
  const applied = new Set<string>();
  for (const [index, rehearsal] of rehearsals.entries()) {
    if (signal?.aborted) return;
    const later = rehearsals.slice(index).map(({ stack }) => stack.name);
    const needs = rehearsal.stack.dependencies.filter((name) => !applied.has(name));
    const tooLate = needs.filter((name) => later.includes(name));
    if (tooLate.length > 0) rehearsal.refuse(`reads the state of ${tooLate.join(', ')}, which is applied later`);
    else if (needs.length > 0) rehearsal.skip(`needs ${needs.join(', ')}, which was not applied`);
    else await rehearsal.build({ once: true });
    if (rehearsal.isApplied) applied.add(rehearsal.stack.name);
  }
}

/** Has environments judged by their states; one that lacks a stack would fail for what was never asked of it. */
function judge(
  rehearsals: readonly StackRehearsal[],
  { judge: judgeStates, synthesized, signal }: RehearseOptions,
): void {
  if (judgeStates === undefined || signal?.aborted) return;
  const applied = rehearsals.filter(({ isApplied }) => isApplied);
  const names = new Set(applied.map(({ stack }) => stack.name));
  const incomplete = new Set(
    synthesized.stacks.filter(({ name }) => !names.has(name)).map(({ environment }) => environment),
  );
  const whole = applied.filter(({ stack }) => !incomplete.has(stack.environment));
  if (whole.length === 0) return;
  const started = performance.now();
  const states = Inventory.fromState(whole.map((rehearsal) => rehearsal.stateDocument()));
  const findings = judgeStates(states.completedFrom(synthesized));
  const seconds = (performance.now() - started) / 1000 / whole.length;
  for (const rehearsal of whole) {
    rehearsal.recordJudgement(
      seconds,
      findings.filter(({ stack }) => stack === rehearsal.stack.name).map(({ stack, ...finding }) => finding),
    );
  }
}

async function destroy(rehearsals: readonly StackRehearsal[], options: RehearseOptions): Promise<void> {
  const tasks = rehearsals.map((rehearsal) => ({
    name: rehearsal.stack.name,
    // The other way round: a stack goes after everything that uses it.
    after: rehearsals
      .filter(({ stack }) => stack.dependencies.includes(rehearsal.stack.name))
      .map(({ stack }) => stack.name),
    run: async () => {
      if (!options.signal?.aborted) await rehearsal.destroy();
      return rehearsal;
    },
  }));
  await runInOrder(tasks, options.atOnce ?? availableParallelism());
}

/** Also when it was interrupted: what is kept is looked into then, too. */
async function leave(rehearsals: readonly StackRehearsal[], { atOnce }: RehearseOptions): Promise<void> {
  const tasks = rehearsals.map((rehearsal) => ({
    name: rehearsal.stack.name,
    after: [],
    run: () => rehearsal.leave(),
  }));
  await runInOrder(tasks, atOnce ?? availableParallelism());
}

/**
 * A rehearsal of nothing passes nothing.
 *
 * @throws RehearsalError if there is no stack, or no resource in any.
 */
function refuseNothing(stacks: readonly Stack[], synthesized: Inventory): void {
  if (stacks.length === 0) {
    throw new RehearsalError(['there is no stack to rehearse; name an environment that has stacks']);
  }
  const counts = synthesized.countByStack({ mode: 'managed' });
  if (stacks.some(({ name }) => (counts[name] ?? 0) > 0)) return;
  const names = stacks.map(({ name }) => name).join(', ');
  throw new RehearsalError([`there is no resource to rehearse in ${names}; name a stack that makes something`]);
}

/** The named stacks and everything they need, in deployment order. */
function selectStacks(synthesized: Inventory, names: readonly string[] | undefined): Stack[] {
  if (names === undefined) return [...synthesized.stacks];
  const known = new Map(synthesized.stacks.map((stack) => [stack.name, stack]));
  const unknown = names.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new RehearsalError(
      unknown.map((name) => `no stack ${name}, expected some of ${[...known.keys()].join(', ')}`),
    );
  }
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const dependency of known.get(name)?.dependencies ?? []) need(dependency);
  };
  for (const name of names) need(name);
  return synthesized.stacks.filter((stack) => needed.has(stack.name));
}
