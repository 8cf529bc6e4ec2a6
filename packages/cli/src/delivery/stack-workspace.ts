import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '@smile/delivery';
import { asList, asObject, asString, type JsonObject } from '@smile/inventory';
import type { TerraformEvent } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import { configurationIn, type Surroundings } from './surroundings.ts';
import type { SessionEnd, TerraformSessions } from './terraform-session.ts';

/** What all stacks of one run share. */
export interface RunContext {
  /** Private folder of the run, with a folder per stack. */
  readonly work: string;
  readonly surroundings: Surroundings;
  readonly sessions: TerraformSessions;
  readonly redactor: Redactor;
}

const OVERRIDE_FILE = 'smile_override.tf.json';
const LOCK_FILE = '.terraform.lock.hcl';
const PLAN_FILE = 'tfplan';

/** How long a run waits for whoever holds the lock of a state. */
const LOCK_TIMEOUT = '-lock-timeout=10m';

/** A stack in the folder in which Terraform works on it: a copy, so that what was synthesized or bundled stays as it is. */
export class StackWorkspace {
  readonly name: string;
  readonly folder: string;
  readonly configuration: JsonObject;
  private readonly context: RunContext;
  private isReady = false;

  /** @param source folder with the synthesized stack. */
  constructor(context: RunContext, name: string, source: string) {
    this.context = context;
    this.name = name;
    this.folder = join(context.work, 'stacks', name);
    mkdirSync(this.folder, { recursive: true });
    cpSync(source, this.folder, { recursive: true, filter: (path) => !/\.terraform$|\.tfstate/.test(path) });
    this.configuration = configurationIn(this.folder);
    const override = context.surroundings.overrideOf(this.configuration);
    if (override !== undefined) writeFileSync(join(this.folder, OVERRIDE_FILE), JSON.stringify(override, null, 2));
  }

  /** The plan that was saved last. */
  get planPath(): string {
    return join(this.folder, PLAN_FILE);
  }

  /** The lock file of providers; undefined where none was written, as with stand-ins. */
  get lockFile(): string | undefined {
    const path = join(this.folder, LOCK_FILE);
    return existsSync(path) ? path : undefined;
  }

  /** Makes Terraform ready to work on the stack, with exactly the providers of the lock file if there is one. */
  async init(): Promise<void> {
    if (this.isReady) return;
    const readonly = this.lockFile === undefined ? [] : ['-lockfile=readonly'];
    const end = await this.run(['init', '-input=false', '-no-color', '-json', ...readonly]);
    if (end.exitCode !== 0) throw this.failure('init', end);
    this.isReady = true;
  }

  /**
   * The state as it is now; undefined where there is none.
   *
   * @throws CommandError where it must not be used.
   */
  async pullState(): Promise<JsonObject | undefined> {
    await this.init();
    const end = await this.run(['state', 'pull']);
    if (end.exitCode !== 0) throw this.failure('state pull', end);
    const state = parseState(end.stdout);
    if (state === undefined) return undefined;
    const problem = this.context.surroundings.problemOf(state);
    if (problem !== undefined) throw new CommandError(`the state of ${this.name} ${problem}`);
    // So that no error text of this run can show what is in it.
    for (const resource of asList(state.resources)) {
      const { type, mode, instances } = asObject(resource);
      const name = `${mode === 'data' ? 'data.' : ''}${asString(type) ?? ''}`;
      for (const instance of asList(instances)) {
        this.context.redactor.value(asObject(instance).attributes, { type: name });
      }
    }
    return state;
  }

  /** Plans, and saves the plan. */
  async plan({ destroy = false }: { readonly destroy?: boolean } = {}): Promise<JsonObject> {
    await this.init();
    // Jenkins may not write beside the state of the roles that it uses (docs/adr/0017).
    const lock = this.name.endsWith('-bootstrap') ? '-lock=false' : LOCK_TIMEOUT;
    const options = ['-input=false', '-json', lock, `-out=${PLAN_FILE}`, ...(destroy ? ['-destroy'] : [])];
    const end = await this.run(['plan', ...options]);
    if (end.exitCode !== 0) throw this.failure('plan', end);
    return this.showPlan();
  }

  /**
   * Plans to look and not to apply: without the lock, so that nobody who applies has to wait for it. A plan that ended with errors shows
   * what it has, and says so.
   */
  async look(): Promise<JsonObject> {
    await this.init();
    rmSync(this.planPath, { force: true });
    const end = await this.run(['plan', '-input=false', '-json', '-lock=false', `-out=${PLAN_FILE}`]);
    if (end.exitCode !== 0 && !existsSync(this.planPath)) throw this.failure('plan', end);
    return this.showPlan();
  }

  /** The saved plan as JSON, with every value in clear. */
  async showPlan(): Promise<JsonObject> {
    await this.init();
    const end = await this.run(['show', '-json', PLAN_FILE]);
    if (end.exitCode !== 0) throw this.failure('show', end);
    return JSON.parse(end.stdout) as JsonObject;
  }

  /** Applies the saved plan, and nothing else. */
  async apply(onEvent?: (event: TerraformEvent) => void): Promise<void> {
    const end = await this.run(['apply', '-input=false', '-json', LOCK_TIMEOUT, PLAN_FILE], onEvent);
    if (end.exitCode !== 0) throw this.failure('apply', end);
  }

  /** Takes over into the state what the providers say, and changes nothing else. */
  async refresh(): Promise<void> {
    const end = await this.run(['apply', '-refresh-only', '-auto-approve', '-input=false', '-json', LOCK_TIMEOUT]);
    if (end.exitCode !== 0) throw this.failure('refresh of the state', end);
  }

  /** What a new plan would still do, as `action address`; empty when everything is as the code says. */
  async pending(): Promise<string[]> {
    const end = await this.run(['plan', '-input=false', '-json', '-detailed-exitcode', LOCK_TIMEOUT]);
    if (end.exitCode === 1 || end.exitCode > 2) throw this.failure('plan after the apply', end);
    if (end.exitCode === 0) return [];
    const changes = end.events.flatMap((event) =>
      event.type === 'planned_change' ? [`${event.change.action} ${event.change.address}`] : [],
    );
    return changes.length > 0 ? changes : ['outputs'];
  }

  /** What Terraform said when it failed, without anything that might be a secret. */
  failure(step: string, end: SessionEnd): CommandError {
    const { redactor, sessions } = this.context;
    const errors = end.events.flatMap((event) =>
      event.type === 'diagnostic' && event.diagnostic.severity === 'error' ? [event.diagnostic] : [],
    );
    const said =
      errors.length > 0
        ? errors.map(({ summary, detail, address }) =>
            [`${summary}${address === undefined ? '' : ` (${address})`}`, detail]
              .filter((part) => part !== '')
              .join('\n'),
          )
        : [end.stderr.trim() === '' ? `terraform ended with exit code ${end.exitCode}` : end.stderr.trim()];
    const text = redactor.text([`${this.name}: ${step} failed`, ...said].join('\n')).replaceAll('\n', '\n  ');
    return sessions.isInterrupted ? CommandError.interrupted(text) : new CommandError(text);
  }

  private run(args: readonly string[], onEvent?: (event: TerraformEvent) => void): Promise<SessionEnd> {
    return this.context.sessions.run(args, { cwd: this.folder, onEvent });
  }
}

function parseState(text: string): JsonObject | undefined {
  if (text.trim() === '') return undefined;
  const state = JSON.parse(text) as JsonObject;
  return state.lineage === undefined || state.lineage === '' ? undefined : state;
}
