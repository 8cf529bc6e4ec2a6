import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { BUNDLE_FILES, type ReadBundle, Redactor, readBundle, refusalOf } from '@smile/delivery';
import { Inventory } from '@smile/inventory';
import { findTerraform, type TerraformBinary } from '@smile/rehearsal';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { type AppliedHow, applyEnvironment } from '../delivery/apply-environment.ts';
import { type AppliedRecords, FolderStore, RunRecords } from '../delivery/records.ts';
import { appliedRecords, statesFolder } from '../delivery/run-folders.ts';
import type { Settled } from '../delivery/settled.ts';
import { pretendSurroundings, realSurroundings, type Surroundings } from '../delivery/surroundings.ts';
import { TerraformSessions, withoutKilling } from '../delivery/terraform-session.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface ApplyCommandOptions {
  /** Folder that `smile plan` wrote. */
  readonly bundle: string;
  /** Digest that was approved. */
  readonly digest: string;
  /** E-mail of who approved. @default - nobody; refused off a terminal */
  readonly approver?: string;
  /** E-mail of who started the run. @default - nobody; refused off a terminal */
  readonly starter?: string;
  readonly commit?: string;
  readonly account?: string;
  /** Addresses that hold data and may be destroyed or replaced. */
  readonly allowDestroy?: readonly string[];
  readonly resume?: boolean;
  readonly offline?: boolean;
  /** Folder of the states of a run without a cloud. @default - `.smile/offline` */
  readonly states?: string;
  readonly atOnce?: number;
  readonly json?: boolean;
}

/** How one stack of the bundle ended. */
interface StackOutcome {
  readonly stack: string;
  readonly outcome: AppliedHow | 'failed' | 'not begun';
  /** What went wrong, or which stack it needs. @default - nothing */
  readonly reason?: string;
}

/** `smile apply`: applies the plans of a bundle. */
export async function apply(options: ApplyCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const states = statesFolder(root, options);
  const read = readBundle(resolve(options.bundle));
  refuse(read, options);
  const terraform = await findTerraform(process.env);
  refuseOtherTerraform(read, terraform);
  const surroundings =
    options.offline === true
      ? await pretendSurroundings({
          synthesized: codeOf(read),
          states,
          env: process.env,
          terraformVersion: terraform.version,
        })
      : realSurroundings(process.env);
  try {
    const outcomes = await run({ read, terraform, surroundings, applied: appliedRecords(root, options), options });
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ digest: read.digest, stacks: outcomes }, null, 2)}\n`
        : table(outcomes),
    );
    return end(outcomes, options);
  } finally {
    surroundings.close();
  }
}

function refuse(read: ReadBundle, options: ApplyCommandOptions): void {
  const kind = options.offline === true ? 'pretend' : 'real';
  const reason = refusalOf(read, {
    digest: options.digest,
    kind,
    now: new Date(),
    commit: options.commit,
    account: options.account,
    approver: options.approver,
    starter: options.starter,
    isUnattended: kind === 'real' && !process.stdin.isTTY,
    allowDestroy: options.allowDestroy ?? [],
  });
  if (reason !== undefined) throw new CommandError(reason);
}

/** A saved plan is of one version of Terraform; another one refuses it, and only after it has taken the lock. */
function refuseOtherTerraform({ bundle }: ReadBundle, { version }: TerraformBinary): void {
  if (bundle.terraformVersion === version) return;
  throw new CommandError(
    `the bundle was planned with Terraform ${bundle.terraformVersion}, here is ${version}; apply it with the same one, or plan again`,
  );
}

interface ApplyRun {
  readonly read: ReadBundle;
  readonly terraform: TerraformBinary;
  readonly surroundings: Surroundings;
  readonly applied: AppliedRecords;
  readonly options: ApplyCommandOptions;
}

function run({ read, terraform, surroundings, applied, options }: ApplyRun): Promise<StackOutcome[]> {
  return inTemporaryFolder('apply', async (work) => {
    const logs = join(work, 'logs');
    mkdirSync(logs);
    const sessions = new TerraformSessions(terraform, surroundings.env, logs);
    const records = new RunRecords(new FolderStore(join(read.folder, BUNDLE_FILES.records)), read.digest);
    if (options.resume === true && !(await records.isBegun())) {
      throw CommandError.wrongUse([
        '--resume goes on with an apply that has begun, and none of this bundle has; leave it out',
      ]);
    }
    const keep = recorder(read, applied);
    const ends = await withoutKilling(sessions, () =>
      applyEnvironment({
        work,
        surroundings,
        sessions,
        redactor: new Redactor(),
        read,
        records,
        resume: options.resume ?? false,
        atOnce: options.atOnce ?? availableParallelism(),
        onStep: (stack, step) => process.stderr.write(`${stack}: ${step}\n`),
        onResource: (stack, done) => {
          if (done % 25 === 0) process.stderr.write(`${stack}: ${done} resources\n`);
        },
        onApplied: keep,
      }),
    );
    return read.stacks.map(({ stack }, index) => outcomeOf(stack.name, ends[index]));
  });
}

/** Writes down what is applied, one stack after the other. */
function recorder({ bundle, digest }: ReadBundle, applied: AppliedRecords): (stack: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const write = async (stack: string) => {
    const { [stack]: _, ...others } = (await applied.of(bundle.environment))?.stacks ?? {};
    const entry = { commit: bundle.commit, digest, at: new Date().toISOString() };
    const stacks = bundle.purpose === 'destroy' ? others : { ...others, [stack]: entry };
    await applied.put({ environment: bundle.environment, stacks, guardrails: bundle.guardrails.all });
  };
  return (stack) => {
    last = last.then(() => write(stack));
    return last;
  };
}

function outcomeOf(stack: string, settled: Settled<AppliedHow> | undefined): StackOutcome {
  if (settled === undefined) throw new Error(`nothing is known of ${stack}`);
  if ('result' in settled) return { stack, outcome: settled.result };
  if ('needs' in settled) return { stack, outcome: 'not begun', reason: `needs ${settled.needs}` };
  if (!(settled.error instanceof CommandError)) throw settled.error;
  const isUntouched = settled.error.message === CommandError.interrupted().message;
  return isUntouched
    ? { stack, outcome: 'not begun', reason: 'interrupted' }
    : { stack, outcome: 'failed', reason: settled.error.message };
}

function table(outcomes: readonly StackOutcome[]): string {
  const rows = renderTable<StackOutcome>(
    [
      { title: 'stack', value: ({ stack }) => stack },
      {
        title: 'outcome',
        value: ({ outcome, reason }) => (outcome === 'not begun' ? `${outcome}: ${reason}` : outcome),
      },
    ],
    outcomes,
  );
  return `${rows}\n`;
}

function end(outcomes: readonly StackOutcome[], options: ApplyCommandOptions): number {
  const failed = outcomes.filter(({ outcome }) => outcome === 'failed');
  const waiting = outcomes.filter(({ outcome }) => outcome === 'not begun');
  if (failed.length + waiting.length === 0) return EXIT_CODES.done;
  const isInterrupted = waiting.some(({ reason }) => reason === 'interrupted');
  const reasons = [...new Set(failed.flatMap(({ reason }) => reason ?? []))];
  const advice = `states hold what was made; smile apply --bundle ${options.bundle} --digest ${options.digest} --resume goes on`;
  if (isInterrupted) throw CommandError.interrupted([...reasons, `interrupted; ${advice}`].join('\n'));
  throw new CommandError([...reasons, ...(outcomes.some(isBegun) ? [advice] : [])].join('\n'));
}

function isBegun({ outcome, reason = '' }: StackOutcome): boolean {
  return outcome.startsWith('applied') || /: (apply|refresh of the state|plan after the apply) failed/.test(reason);
}

/** The code of a bundle as an inventory, for the schemas that stand-ins serve. */
function codeOf({ stacks }: ReadBundle): Inventory {
  return Inventory.fromStacks(
    Object.fromEntries(stacks.map(({ stack, configuration }) => [stack.name, configuration])),
  );
}
