import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Inventory, JsonObject } from '@smile/inventory';
import { emptyPretendState, offlineEnvironment, type StandIns, schemasFor, startStandIns } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import type { StackWorkspace } from './stack-workspace.ts';
import { keyOf } from './state-mark.ts';
import { backendIn, remoteStatesIn, type StateBackend } from './surroundings.ts';
import { TerraformSessions } from './terraform-session.ts';

export interface DraftsOptions {
  readonly synthesized: Inventory;
  /** Private folder for copies of states. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly sessions: TerraformSessions;
  /** The state in a backend, as it is now. */
  readonly stateOf: (backend: StateBackend) => Promise<JsonObject | undefined>;
}

/**
 * Drafts: plans of stacks that read what earlier stacks have not made yet.
 *
 * Stand-ins apply the plans of the earlier stacks to copies of the states, so that every output has a value, and plan the later ones on
 * these. Values that stand-ins invent are in a draft; which addresses change is what counts. Nothing leaves the folder of the run.
 */
export class Drafts {
  private readonly options: DraftsOptions;
  private readonly applied = new Map<string, Promise<void>>();
  private standIns: Promise<StandIns> | undefined;
  private sessions: Promise<TerraformSessions> | undefined;

  constructor(options: DraftsOptions) {
    this.options = options;
    mkdirSync(join(options.folder, 'logs'), { recursive: true });
  }

  /** Plans a stack on what the stacks that it reads are going to make. */
  async plan(source: StackWorkspace, upstream: readonly StackWorkspace[]): Promise<JsonObject> {
    for (const one of upstream) await this.applyOnce(one);
    const cwd = await this.prepare(source);
    const sessions = await this.started();
    await this.must(source, sessions, cwd, ['init', '-input=false', '-no-color', '-json']);
    await this.must(source, sessions, cwd, ['plan', '-input=false', '-json', '-refresh=false', '-out=tfplan']);
    const shown = await sessions.run(['show', '-json', 'tfplan'], { cwd });
    if (shown.exitCode !== 0) throw source.failure('draft', shown);
    return JSON.parse(shown.stdout) as JsonObject;
  }

  close(): void {
    this.standIns?.then((running) => running.close()).catch(() => undefined);
  }

  private applyOnce(source: StackWorkspace): Promise<void> {
    const { name } = source;
    const known = this.applied.get(name) ?? this.apply(source);
    this.applied.set(name, known);
    return known;
  }

  private async apply(source: StackWorkspace): Promise<void> {
    const cwd = await this.prepare(source);
    const sessions = await this.started();
    await this.must(source, sessions, cwd, ['init', '-input=false', '-no-color', '-json']);
    await this.must(source, sessions, cwd, ['apply', '-input=false', '-json', '-refresh=false', '-auto-approve']);
  }

  private async must(
    workspace: StackWorkspace,
    sessions: TerraformSessions,
    cwd: string,
    args: readonly string[],
  ): Promise<void> {
    if (this.options.sessions.isInterrupted) throw CommandError.interrupted();
    const end = await sessions.run(args, { cwd });
    if (end.exitCode !== 0) throw workspace.failure('draft', end);
  }

  /** A copy of a stack that keeps its state, and reads those of others, among the copies. */
  private async prepare({ name, folder, configuration }: StackWorkspace): Promise<string> {
    const cwd = join(this.options.folder, 'stacks', name);
    if (existsSync(cwd)) return cwd;
    cpSync(folder, cwd, {
      recursive: true,
      filter: (path) => !/\.terraform(\.lock\.hcl)?$|_override\.tf\.json$|tfplan$/.test(path),
    });
    const remote = await Promise.all(
      remoteStatesIn(configuration).map(async ({ name: source, backend }) => [
        source,
        { backend: 'local', config: { path: await this.copyOf(backend) } },
      ]),
    );
    const override = {
      terraform: { backend: { local: { path: await this.copyOf(backendIn(configuration)) } } },
      ...(remote.length > 0 ? { data: { terraform_remote_state: Object.fromEntries(remote) } } : {}),
    };
    writeFileSync(join(cwd, 'draft_override.tf.json'), JSON.stringify(override));
    return cwd;
  }

  /** A copy of a state, or an empty one that nobody takes for real. */
  private async copyOf(backend: StateBackend): Promise<string> {
    const key = keyOf(backend);
    const path = join(this.options.folder, 'states', `${key}.tfstate`);
    if (existsSync(path)) return path;
    const state = await this.options.stateOf(backend);
    const { version } = this.options.sessions.binary;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, state === undefined ? emptyPretendState(key, version) : JSON.stringify(state), { mode: 0o600 });
    return path;
  }

  private started(): Promise<TerraformSessions> {
    this.sessions ??= this.start();
    return this.sessions;
  }

  private async start(): Promise<TerraformSessions> {
    const { synthesized, env, sessions, folder } = this.options;
    this.standIns = startStandIns({ schemas: schemasFor(synthesized), isWhole: false });
    const standIns = await this.standIns;
    return new TerraformSessions(sessions.binary, offlineEnvironment(env, standIns), join(folder, 'logs'));
  }
}
