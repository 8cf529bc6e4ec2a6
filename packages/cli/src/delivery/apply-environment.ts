import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  BUNDLE_FILES,
  beyondDraft,
  isUnchanged,
  plannedActions,
  type ReadBundle,
  type ReadStack,
  redactPlan,
  STACK_FILES,
} from '@smile/delivery';
import { CommandError } from '../command-error.ts';
import { InputReader } from './input-reader.ts';
import { changedOutputs } from './plan-environment.ts';
import type { RunRecords } from './records.ts';
import { runSettled, type Settled } from './settled.ts';
import { type RunContext, StackWorkspace } from './stack-workspace.ts';
import { describeMark, isSameState, markOf, resourcesIn } from './state-mark.ts';

/** Steps of applying a stack, as progress shows them. */
type ApplyStep =
  | 'check'
  | 'plan again'
  | 'apply'
  | 'refresh'
  | 'plan after apply'
  | 'done'
  | 'nothing to do'
  | 'done before';

export interface ApplyOptions extends RunContext {
  readonly read: ReadBundle;
  readonly records: RunRecords;
  readonly resume: boolean;
  readonly atOnce: number;
  readonly onStep: (stack: string, step: ApplyStep) => void;
  /** Called for every resource that was made, changed or deleted, with their number so far. */
  readonly onResource: (stack: string, done: number) => void;
  /** Called for a stack that is as its plan says. */
  readonly onApplied: (stack: string) => Promise<void>;
}

/** How a stack ended. */
export type AppliedHow = 'applied' | 'applied after planning again' | 'nothing to do' | 'done before';

/** Something that went wrong after Terraform had begun to change a stack. */
export class BegunError extends Error {
  /** @param cause what went wrong. */
  constructor(cause: unknown) {
    super('a stack was begun and not finished', { cause });
    this.name = 'BegunError';
  }
}

/** Applies the stacks of a bundle, each as soon as those that it needs are done. */
export async function applyEnvironment(options: ApplyOptions): Promise<readonly Settled<AppliedHow>[]> {
  const { read } = options;
  const charts = join(read.folder, BUNDLE_FILES.charts);
  if (existsSync(charts)) cpSync(charts, join(options.work, '.charts'), { recursive: true });
  const stacks = read.stacks.map(
    (one) =>
      new StackApply(
        options,
        one,
        new StackWorkspace(options, one.stack.name, join(one.folder, STACK_FILES.configuration)),
      ),
  );
  const inputs = new InputReader(
    options,
    stacks.map(({ workspace }) => workspace),
  );
  // Every state is looked at before the first one is changed.
  const checks = stacks.map((one) => ({ name: one.name, after: [], run: () => one.check() }));
  const checked = await runSettled(checks, options.atOnce, () => options.sessions.isInterrupted);
  if (checked.some((end) => !('result' in end)))
    return checked.map((end) => ('result' in end ? { needs: 'the check of states' } : end));
  const tasks = stacks.map((one) => ({
    name: one.name,
    after: read.bundle.purpose === 'destroy' ? [] : one.read.stack.dependencies,
    run: () => one.apply(inputs),
  }));
  return runSettled(tasks, options.atOnce, () => options.sessions.isInterrupted);
}

/** One stack on its way through an apply. */
class StackApply {
  readonly read: ReadStack;
  readonly workspace: StackWorkspace;
  private readonly options: ApplyOptions;
  /** How far an earlier apply of the bundle came. */
  private earlier: 'untouched' | 'begun' | 'done' = 'untouched';

  constructor(options: ApplyOptions, read: ReadStack, workspace: StackWorkspace) {
    this.options = options;
    this.read = read;
    this.workspace = workspace;
  }

  get name(): string {
    return this.read.stack.name;
  }

  /** Makes sure that the state is the one that was planned on, or the one that an earlier apply of the bundle left. */
  async check(): Promise<void> {
    this.options.onStep(this.name, 'check');
    const { records, resume } = this.options;
    const { started, done } = await records.of(this.name);
    if ((started !== undefined || done !== undefined) && !resume) {
      throw new CommandError(
        `an apply of this bundle has begun already (${this.name}, ${(done ?? started)?.at}); go on with --resume, or plan again`,
      );
    }
    this.earlier = done !== undefined ? 'done' : started !== undefined ? 'begun' : 'untouched';
    const now = markOf(await this.workspace.pullState());
    if (this.earlier === 'begun') {
      if (now.serial < (started?.state.serial ?? 0))
        throw this.moved(`began at ${describeMark(started?.state ?? now)}`, describeMark(now));
      return;
    }
    const expected = done?.state ?? this.read.stack.state;
    if (!isSameState(now, expected)) {
      throw this.moved(
        `${done === undefined ? 'was planned on' : 'was left at'} ${describeMark(expected)}`,
        describeMark(now),
      );
    }
  }

  async apply(inputs: InputReader): Promise<AppliedHow> {
    const { options, read, workspace } = this;
    const { stack } = read;
    if (this.earlier === 'done') return this.end('done before');
    const isFresh =
      this.earlier === 'untouched' && stack.plan === 'exact' && (await inputs.hashFor(workspace)) === stack.inputs;
    if (isFresh && isUnchanged(stack)) return this.end('nothing to do');
    if (isFresh) {
      cpSync(join(read.folder, STACK_FILES.plan), workspace.planPath);
      // What the plan holds must not come back in an error text.
      redactPlan(await workspace.showPlan(), options.redactor);
    } else if (!(await this.planAgain())) {
      await options.records.done(this.name, markOf(await workspace.pullState()));
      inputs.forget(workspace);
      return this.end('nothing to do');
    }
    const before = markOf(await workspace.pullState());
    if (this.earlier === 'untouched' && !isSameState(before, stack.state)) {
      throw this.moved(`was planned on ${describeMark(stack.state)}`, describeMark(before));
    }
    await options.records.started(this.name, before);
    try {
      await this.change(inputs);
    } catch (error) {
      throw new BegunError(this.sayWhere(error));
    }
    await options.records.done(this.name, markOf(await workspace.pullState()));
    return this.end(isFresh ? 'applied' : 'applied after planning again');
  }

  /** Applies the plan that lies in the workspace, and sees that it was enough. */
  private async change(inputs: InputReader): Promise<void> {
    const { options, workspace } = this;
    options.onStep(this.name, 'apply');
    let count = 0;
    await workspace.apply((event) => {
      if (event.type === 'apply_complete') options.onResource(this.name, ++count);
    });
    inputs.forget(workspace);
    await this.verify();
  }

  /** An interruption between two commands has no words of its own. */
  private sayWhere(error: unknown): unknown {
    const isBare = error instanceof CommandError && error.message === CommandError.interrupted().message;
    return isBare
      ? CommandError.interrupted(`${this.name} was applied, and nobody has seen yet whether a plan is empty`)
      : error;
  }

  /** Plans once more, and makes sure that it does nothing that was not reviewed. @returns whether there is anything to do. */
  private async planAgain(): Promise<boolean> {
    const { options, workspace, read } = this;
    options.onStep(this.name, 'plan again');
    const plan = await workspace.plan({ destroy: options.read.bundle.purpose === 'destroy' });
    redactPlan(plan, options.redactor);
    const actions = plannedActions(plan);
    const beyond = beyondDraft(read.stack.actions, actions);
    if (beyond.length > 0) {
      throw new CommandError(
        [
          `${this.name} would now do what nobody has reviewed, so it stops here:`,
          ...beyond.map((one) => `  - ${one}`),
          'what is done is done and recorded; plan again, have that reviewed, and apply it (docs/runbooks/failed-apply.md)',
        ].join('\n'),
      );
    }
    return actions.length > 0 || changedOutputs(plan).length > 0;
  }

  /** The state takes over what the providers say, and nothing may be left to do. */
  private async verify(): Promise<void> {
    const { options, workspace } = this;
    if (options.read.bundle.purpose === 'destroy') {
      const left = resourcesIn(await workspace.pullState());
      if (left === 0) return;
      throw new CommandError(
        `${this.name} still has ${left} resources after it was destroyed; see what smile state shows of it`,
      );
    }
    options.onStep(this.name, 'refresh');
    await workspace.refresh();
    options.onStep(this.name, 'plan after apply');
    const pending = await workspace.pending();
    if (pending.length === 0) return;
    throw new CommandError(
      [
        `${this.name} was applied, and a plan right after it is not empty:`,
        ...pending.map((one) => `  - ${one}`),
        'something changes it behind Terraform, or the code says what the provider does not keep; correct that before the next apply (docs/runbooks/failed-apply.md)',
      ].join('\n'),
    );
  }

  private async end(how: AppliedHow): Promise<AppliedHow> {
    await this.options.onApplied(this.name);
    this.options.onStep(this.name, how === 'nothing to do' || how === 'done before' ? how : 'done');
    return how;
  }

  private moved(expected: string, now: string): CommandError {
    return new CommandError(
      `the state of ${this.name} ${expected}, now it has ${now}: somebody applied it since, or an earlier version was restored; plan again, and have that reviewed (docs/runbooks/stale-bundle.md)`,
    );
  }
}
