import {
  type BundledStack,
  countActions,
  type PlannedAction,
  plannedActions,
  redactPlan,
  type StateMark,
} from '@smile/delivery';
import { asList, asObject, asString, type Inventory, type JsonObject, type Stack } from '@smile/inventory';
import { Drafts } from './drafts.ts';
import { InputReader } from './input-reader.ts';
import { resultsOf, runSettled } from './settled.ts';
import { type RunContext, StackWorkspace } from './stack-workspace.ts';
import { markOf } from './state-mark.ts';
import { backendIn, remoteStatesIn } from './surroundings.ts';

/** Steps of planning a stack, as progress shows them. */
type PlanStep = 'init' | 'plan' | 'draft' | 'done';

export interface PlanOptions extends RunContext {
  readonly synthesized: Inventory;
  /** Stacks to plan, in an order in which they can be applied. */
  readonly stacks: readonly Stack[];
  /** Environment variables of the caller, for the stand-ins of drafts. */
  readonly callerEnv: Readonly<Record<string, string | undefined>>;
  readonly purpose: 'apply' | 'destroy';
  readonly atOnce: number;
  readonly onStep: (stack: string, step: PlanStep) => void;
}

/** A stack that was planned. */
export interface PlannedStack extends Omit<BundledStack, 'files' | 'sources'> {
  readonly workspace: StackWorkspace;
  /** The plan without anything that might be a secret. */
  readonly redacted: JsonObject;
}

/**
 * Plans stacks, each as soon as those that it needs are planned.
 *
 * A stack is planned exactly where nothing that it reads is going to change; otherwise its plan is a draft.
 */
export async function planEnvironment(options: PlanOptions): Promise<PlannedStack[]> {
  const workspaces = new Map(options.stacks.map((stack) => [stack.name, workspaceFor(options, stack)]));
  const inputs = new InputReader(options, [...workspaces.values()]);
  const drafts = new Drafts({
    synthesized: options.synthesized,
    folder: `${options.work}/draft`,
    env: options.callerEnv,
    sessions: options.sessions,
    stateOf: (backend) => inputs.stateOf(backend),
  });
  try {
    const tasks = options.stacks.map(({ name, dependencies }) => ({
      name,
      after: dependencies,
      run: (before: readonly PlannedStack[]) => {
        const workspace = workspaces.get(name);
        if (workspace === undefined) throw new Error(`no folder for ${name}`);
        return planStack(workspace, dependencies, before, { ...options, inputs, drafts });
      },
    }));
    return resultsOf(await runSettled(tasks, options.atOnce, () => options.sessions.isInterrupted));
  } finally {
    drafts.close();
  }
}

function workspaceFor(context: RunContext, { name, directory }: Stack): StackWorkspace {
  if (directory === undefined) throw new Error(`${name} was not synthesized into a folder`);
  return new StackWorkspace(context, name, directory);
}

async function planStack(
  workspace: StackWorkspace,
  dependencies: readonly string[],
  before: readonly PlannedStack[],
  options: PlanOptions & { readonly inputs: InputReader; readonly drafts: Drafts },
): Promise<PlannedStack> {
  const { name } = workspace;
  options.onStep(name, 'init');
  const state = await options.inputs.stateOf(backendIn(workspace.configuration));
  const changing = options.purpose === 'destroy' ? [] : changingInputs(workspace, before);
  options.onStep(name, changing.length > 0 ? 'draft' : 'plan');
  const plan =
    changing.length > 0
      ? await options.drafts.plan(
          workspace,
          changing.map((one) => one.workspace),
        )
      : await workspace.plan({ destroy: options.purpose === 'destroy' });
  const actions: readonly PlannedAction[] = plannedActions(plan);
  const planned: PlannedStack = {
    name,
    dependencies,
    plan: changing.length > 0 ? 'draft' : 'exact',
    state: markOf(state) satisfies StateMark,
    inputs: await options.inputs.hashFor(workspace),
    providers: providersOf(plan),
    counts: countActions(actions),
    actions,
    outputs: changedOutputs(plan),
    workspace,
    redacted: redactPlan(plan, options.redactor),
  };
  options.onStep(name, 'done');
  return planned;
}

/** Earlier stacks that are going to change what a stack reads of them. */
function changingInputs({ configuration }: StackWorkspace, before: readonly PlannedStack[]): PlannedStack[] {
  const read = remoteStatesIn(configuration);
  return before.filter(({ workspace, outputs }) => {
    const { config } = backendIn(workspace.configuration);
    const mine = read.filter(
      ({ backend }) => backend.config.key === config.key && backend.config.bucket === config.bucket,
    );
    return mine.some((one) => one.outputs.some((output) => outputs.includes(output)));
  });
}

/** Names of outputs that a plan changes, sorted. */
export function changedOutputs(plan: JsonObject): string[] {
  return Object.entries(asObject(plan.output_changes))
    .filter(([, change]) => asList(asObject(change).actions).join() !== 'no-op')
    .map(([name]) => name)
    .sort();
}

/** Version constraint of each provider, by source. */
function providersOf(plan: JsonObject): Record<string, string> {
  const providers = Object.values(asObject(asObject(plan.configuration).provider_config)).map(asObject);
  return Object.fromEntries(
    providers.flatMap(({ full_name: source, version_constraint: version }) =>
      asString(source) === undefined ? [] : [[String(source), asString(version) ?? 'any']],
    ),
  );
}
