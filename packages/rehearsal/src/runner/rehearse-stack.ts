import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Inventory, type JsonObject, type Stack, type StackDocument } from '@smile/inventory';
import { isAboutUnseenValues } from '../kubernetes/helm-admission.ts';
import type { Injection } from '../provider/injection.ts';
import { concerns, planForReal, type SecondJudge } from '../real/real-plan.ts';
import { rehearseDrift } from './drift.ts';
import { findingsOf, warningsOf } from './findings.ts';
import { missingCharts } from './missing-charts.ts';
import { missingFinding } from './missing-resources.ts';
import { changesArguments, unprotect } from './protections.ts';
import type { Finding, StackReport, Step, StepResult } from './report.ts';
import {
  leaveStackFolder,
  prepareStackFolder,
  type RemoteState,
  type StackFolder,
  writeUnprotect,
} from './stack-folder.ts';
import type { StateKeeper } from './state-keeper.ts';
import { runTerraform, showPlan, type TerraformBinary, type TerraformRun } from './terraform.ts';
import type { ChangeCounts, ResourceChange, TerraformEvent } from './terraform-events.ts';

const INIT = ['init', '-input=false', '-no-color', '-json'];

/** What all stacks of one rehearsal share. */
export interface RehearsalContext {
  readonly terraform: TerraformBinary;
  /** Folder that holds a folder per stack. */
  readonly root: string;
  readonly keeper: StateKeeper;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly synthesized: Inventory;
  readonly inject: Injection;
  readonly drift: boolean;
  /** Real plugins that plan every stack after it was applied. @default - none */
  readonly real?: SecondJudge;
  /** Whether protections may be taken off before destroying. @default true */
  readonly unprotect?: boolean;
  /** Whether plans are left as JSON beside the states. @default false */
  readonly keep?: boolean;
  readonly signal?: AbortSignal;
  readonly onStep?: (stack: string, step: Step) => void;
  readonly onResource?: (stack: string, step: Step, done: number) => void;
}

/** One stack on its way through a rehearsal. */
export class StackRehearsal {
  readonly stack: Stack;
  readonly folder: StackFolder;
  private readonly context: RehearsalContext;
  private readonly steps: StepResult[] = [];
  private pending: readonly ResourceChange[] = [];
  private resources: Readonly<Record<string, number>> = {};
  /** What the state holds, until Terraform runs again. */
  private observed: Inventory | undefined;

  constructor(context: RehearsalContext, stack: Stack) {
    this.context = context;
    this.stack = stack;
    this.folder = prepareStackFolder(context.root, stack, {
      remoteStates: remoteStatesOf(context.synthesized, stack),
      terraformVersion: context.terraform.version,
      keeper: context.keeper,
    });
  }

  /** Whether apply went through, so that what depends on this stack can go on. */
  get isApplied(): boolean {
    return this.steps.some(({ step, status }) => step === 'apply' && status === 'passed');
  }

  get hasFailed(): boolean {
    return this.steps.some(({ status }) => status === 'failed');
  }

  /** Plan, apply exactly that plan, and plan again unless once is enough: the second plan must be empty. */
  async build({ once = false }: { readonly once?: boolean } = {}): Promise<void> {
    const uninstallable = missingCharts(this.stack, this.context.synthesized);
    if (uninstallable.length > 0) {
      this.steps.push({ step: 'plan', status: 'failed', seconds: 0, findings: uninstallable });
      return;
    }
    if (!(await this.step('init', INIT))) return;
    const plan = ['plan', '-input=false', '-json', `-out=${this.folder.planPath}`];
    if (!(await this.step('plan', plan, (run) => this.unseenValues(run)))) return;
    if (this.context.keep === true) await this.keepPlan();
    if (!(await this.step('apply', ['apply', '-input=false', '-json', this.folder.planPath]))) return;
    this.resources = this.stateInventory().countByType({ mode: 'managed' });
    if (!this.isComplete() || once) return;
    await this.replan();
    if (this.context.real !== undefined) await this.planForReal(this.context.real);
    if (this.context.drift && !this.hasFailed) await this.drift();
  }

  /** Says why nothing was done. */
  skip(reason: string): void {
    this.steps.push({ step: 'plan', status: 'skipped', seconds: 0, findings: [{ summary: reason, detail: '' }] });
  }

  /** Says why it can never be applied. */
  refuse(reason: string): void {
    this.steps.push({ step: 'plan', status: 'failed', seconds: 0, findings: [{ summary: reason, detail: '' }] });
  }

  /** Takes protections off, if the rehearsal may, and deletes everything. */
  async destroy(): Promise<void> {
    if (this.stateInventory().resources({ mode: 'managed' }).length === 0) return;
    const override = this.context.unprotect === false ? undefined : this.unprotected();
    if (override !== undefined) {
      writeUnprotect(this.folder, override);
      const allow = ['apply', '-input=false', '-json', '-auto-approve', '-refresh=false'];
      if (changesArguments(override) && !(await this.step('destroy', allow))) return;
    }
    await this.step('destroy', ['destroy', '-input=false', '-json', '-auto-approve', '-refresh=false']);
  }

  /** Leaves a kept folder in which Terraform finds the state without us. */
  async leave(): Promise<void> {
    const { terraform, env } = this.context;
    await leaveStackFolder(this.folder, () => runTerraform(terraform, INIT, { cwd: this.folder.path, env }));
  }

  /** The state after apply, with the name of its stack. */
  stateDocument(): StackDocument {
    const json: unknown = JSON.parse(readFileSync(this.folder.statePath, 'utf8'));
    return { stack: this.stack.name, json };
  }

  /** Records what somebody else found in the state. */
  recordJudgement(seconds: number, findings: readonly Finding[]): void {
    const status = findings.length > 0 ? 'failed' : 'passed';
    this.steps.push({ step: 'requirements', status, seconds, findings });
  }

  report(keep: boolean): StackReport {
    const status = this.hasFailed ? 'failed' : this.isApplied ? 'passed' : 'skipped';
    return {
      stack: this.stack.name,
      environment: this.stack.environment ?? '',
      status,
      steps: this.steps,
      resources: this.resources,
      pending: this.pending,
      ...(keep ? { folder: this.folder.path } : {}),
    };
  }

  /** Whether the state holds everything that was synthesized; what is missing becomes a finding of apply. */
  private isComplete(): boolean {
    const finding = missingFinding(this.stack.name, this.context.synthesized, this.stateInventory());
    if (finding === undefined) return true;
    this.steps.forEach((result, index) => {
      if (result.step === 'apply') this.steps[index] = { ...result, status: 'failed', findings: [finding] };
    });
    return false;
  }

  /** Leaves the plan as JSON, since the plan file itself can be read only while the stand-ins serve. */
  private async keepPlan(): Promise<void> {
    const { terraform, env, signal } = this.context;
    const json = await showPlan(terraform, this.folder.planPath, { cwd: this.folder.path, env, signal });
    if (json !== undefined) writeFileSync(join(this.folder.path, 'plan.json'), json);
  }

  private async replan(): Promise<void> {
    const args = ['plan', '-input=false', '-json', '-detailed-exitcode', `-out=${this.folder.planPath}`];
    const started = performance.now();
    this.context.onStep?.(this.stack.name, 're-plan');
    const run = await this.run('re-plan', args);
    this.pending = changesOf(run, 'planned_change');
    const findings =
      run.exitCode === 1 ? this.findings(run) : this.pending.map((change) => this.pendingFinding(change));
    this.record('re-plan', started, run, findings);
    rmSync(this.folder.planPath, { force: true });
  }

  private async planForReal(judge: SecondJudge): Promise<void> {
    const { stack, folder } = this;
    if (!concerns(judge, stack)) {
      const summary = 'none of its providers has a real plugin here';
      this.steps.push({ step: 'real-plan', status: 'skipped', seconds: 0, findings: [{ summary, detail: '' }] });
      return;
    }
    const started = performance.now();
    this.context.onStep?.(stack.name, 'real-plan');
    const { terraform, env, synthesized, signal } = this.context;
    const plan = await planForReal({ judge, terraform, stack, folder, env, synthesized, signal });
    this.record('real-plan', started, plan.run, plan.findings, plan.notes);
  }

  private async drift(): Promise<void> {
    const started = performance.now();
    this.context.onStep?.(this.stack.name, 'drift');
    const { findings, run, notes } = await rehearseDrift({
      state: this.stateInventory(),
      inject: this.context.inject,
      planPath: this.folder.planPath,
      run: (args) => this.run('drift', args),
      failure: (failed) => this.findings(failed),
    });
    this.record('drift', started, run, findings, notes);
  }

  /** Runs one command as a step. Several commands of one step are shown as one. */
  private async step(
    step: Step,
    args: readonly string[],
    judge: (run: TerraformRun) => readonly Finding[] = () => [],
  ): Promise<boolean> {
    const started = performance.now();
    this.context.onStep?.(this.stack.name, step);
    const run = await this.run(step, args);
    const findings = run.exitCode === 0 ? judge(run) : this.findings(run);
    this.record(step, started, run, findings);
    return findings.length === 0;
  }

  /** Values of releases that the plan does not show: Terraform only warns, and nobody can review them. */
  private unseenValues(run: TerraformRun): Finding[] {
    return warningsOf(run, this.stack.name, this.context.synthesized).filter(({ summary }) =>
      isAboutUnseenValues(summary),
    );
  }

  private run(step: Step, args: readonly string[]): Promise<TerraformRun> {
    this.observed = undefined;
    let done = 0;
    const onEvent = (event: TerraformEvent) => {
      if (event.type === 'apply_complete') this.context.onResource?.(this.stack.name, step, ++done);
    };
    const { terraform, env, signal } = this.context;
    return runTerraform(terraform, args, { cwd: this.folder.path, env, signal, onEvent });
  }

  private record(
    step: Step,
    started: number,
    run: TerraformRun,
    findings: readonly Finding[],
    notes: readonly Finding[] = [],
  ): void {
    const earlier = this.steps.findIndex((result) => result.step === step);
    const seconds = (performance.now() - started) / 1000 + (this.steps[earlier]?.seconds ?? 0);
    const result: StepResult = {
      step,
      status: findings.length > 0 ? 'failed' : 'passed',
      seconds,
      counts: countsOf(run),
      findings,
      ...(notes.length > 0 ? { notes } : {}),
    };
    if (earlier >= 0) this.steps[earlier] = result;
    else this.steps.push(result);
  }

  private findings(run: TerraformRun): Finding[] {
    return findingsOf(run, this.stack.name, this.context.synthesized);
  }

  private pendingFinding({ address, action }: ResourceChange): Finding {
    const resource = this.context.synthesized.byAddress(this.stack.name, address.replace(/\[[^\]]*\]$/, ''));
    return {
      summary: `the plan after apply still wants to ${action} it`,
      detail: 'a configuration that was just applied must leave nothing to do',
      address,
      constructPath: resource?.constructPath,
    };
  }

  private unprotected(): JsonObject | undefined {
    return unprotect(this.context.synthesized.resources({ stack: this.stack.name }));
  }

  private stateInventory(): Inventory {
    this.observed ??= Inventory.fromState(this.stateDocument());
    return this.observed;
  }
}

function changesOf(run: TerraformRun, type: 'planned_change'): ResourceChange[] {
  return run.events.flatMap((event) => (event.type === type ? [event.change] : []));
}

function countsOf(run: TerraformRun): ChangeCounts | undefined {
  return run.events.flatMap((event) => (event.type === 'change_summary' ? [event.counts] : [])).at(-1);
}

/** Remote states that a stack reads. cdktf names each after the stack it belongs to. */
function remoteStatesOf(synthesized: Inventory, stack: Stack): RemoteState[] {
  const prefix = 'cross-stack-reference-input-';
  return synthesized
    .resources({ stack: stack.name, type: 'terraform_remote_state' })
    .map(({ name }) => ({ name, stack: name.slice(prefix.length) }));
}
