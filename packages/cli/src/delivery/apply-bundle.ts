import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type ReadBundle, Redactor, readBundle, refusalOf } from '@smile/delivery';
import { Inventory } from '@smile/inventory';
import { findTerraform, type TerraformBinary } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { type AppliedHow, applyEnvironment, BegunError } from './apply-environment.ts';
import { appliedRecords, type RecordsOf, runRecords } from './record-places.ts';
import type { AppliedRecords, RunRecords } from './records.ts';
import { statesFolder } from './run-folders.ts';
import type { Settled } from './settled.ts';
import {
  backendIn,
  pretendSurroundings,
  realSurroundings,
  type StateBackend,
  type Surroundings,
} from './surroundings.ts';
import { TerraformSessions, withoutKilling } from './terraform-session.ts';

/** What the options of `smile apply` say. */
export interface ApplyBundleOptions {
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
  /** Where records of applies lie: a folder, or `s3://bucket/prefix`. @default - beside the states */
  readonly records?: string;
  readonly atOnce?: number;
}

/** How one stack of the bundle ended. */
export interface StackOutcome {
  readonly stack: string;
  readonly outcome: AppliedHow | 'failed' | 'not begun';
  /** What went wrong, or which stack it needs. @default - nothing */
  readonly reason?: string;
  /** Whether Terraform had begun to apply it when it failed. @default false */
  readonly hasBegun?: boolean;
}

/** How an apply ended. */
export interface BundleOutcome {
  readonly digest: string;
  readonly stacks: readonly StackOutcome[];
  readonly isInterrupted: boolean;
}

/** Where and when a bundle is applied. */
export interface ApplyPlace {
  /** The repository, or wherever smile is installed. */
  readonly root: string;
  readonly now: Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person sits before it. */
  readonly isAttended: boolean;
}

/**
 * Applies the plans of a bundle.
 *
 * @throws CommandError or BundleError where it must not be applied; what goes wrong later is in the outcome.
 */
export async function applyBundle(options: ApplyBundleOptions, place: ApplyPlace): Promise<BundleOutcome> {
  const { root, env } = place;
  const states = statesFolder(root, options);
  const read = readBundle(resolve(options.bundle));
  refuse(read, options, place);
  const terraform = await findTerraform(env);
  refuseOtherTerraform(read, terraform);
  const surroundings =
    options.offline === true
      ? await pretendSurroundings({ synthesized: codeOf(read), states, env, terraformVersion: terraform.version })
      : realSurroundings(env);
  try {
    const of: RecordsOf = { root, environment: read.bundle.environment, backend: backendOf(read), options, env };
    const [applied, records] = [appliedRecords(of), runRecords(of, read)];
    return await run({ read, terraform, surroundings, applied, records, options });
  } finally {
    surroundings.close();
  }
}

function refuse(read: ReadBundle, options: ApplyBundleOptions, { now, isAttended }: ApplyPlace): void {
  const kind = options.offline === true ? 'pretend' : 'real';
  const reason = refusalOf(read, {
    digest: options.digest,
    kind,
    now,
    commit: options.commit,
    account: options.account,
    approver: options.approver,
    starter: options.starter,
    isUnattended: kind === 'real' && !isAttended,
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
  readonly records: RunRecords;
  readonly options: ApplyBundleOptions;
}

function run({ read, terraform, surroundings, applied, records, options }: ApplyRun): Promise<BundleOutcome> {
  return inTemporaryFolder('apply', async (work) => {
    const logs = join(work, 'logs');
    mkdirSync(logs);
    const sessions = new TerraformSessions(terraform, surroundings.env, logs);
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
    const stacks = read.stacks.map(({ stack }, index) => outcomeOf(stack.name, ends[index]));
    return { digest: read.digest, stacks, isInterrupted: sessions.isInterrupted };
  });
}

/** Writes down what is applied, one stack after the other. */
function recorder({ bundle, digest }: ReadBundle, applied: AppliedRecords): (stack: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const write = (stack: string) =>
    applied.update(bundle.environment, (before) => {
      const { [stack]: _, ...others } = before?.stacks ?? {};
      const entry = { commit: bundle.commit, digest, at: new Date().toISOString() };
      return {
        stacks: bundle.purpose === 'destroy' ? others : { ...others, [stack]: entry },
        guardrails: bundle.guardrails.all,
      };
    });
  return (stack) => {
    last = last.then(() => write(stack));
    return last;
  };
}

function outcomeOf(stack: string, settled: Settled<AppliedHow> | undefined): StackOutcome {
  if (settled === undefined) throw new Error(`nothing is known of ${stack}`);
  if ('result' in settled) return { stack, outcome: settled.result };
  if ('needs' in settled) return { stack, outcome: 'not begun', reason: `needs ${settled.needs}` };
  const { error } = settled;
  const hasBegun = error instanceof BegunError;
  const cause = hasBegun ? error.cause : error;
  if (!(cause instanceof CommandError)) throw cause;
  if (!hasBegun && cause.message === CommandError.interrupted().message) {
    return { stack, outcome: 'not begun', reason: 'interrupted' };
  }
  return { stack, outcome: 'failed', reason: cause.message, ...(hasBegun ? { hasBegun } : {}) };
}

/** Backend of the first stack; all stacks of an environment have one bucket. */
function backendOf({ stacks: [first] }: ReadBundle): StateBackend {
  return backendIn(first?.configuration ?? {});
}

/** The code of a bundle as an inventory, for the schemas that stand-ins serve. */
function codeOf({ stacks }: ReadBundle): Inventory {
  return Inventory.fromStacks(
    Object.fromEntries(stacks.map(({ stack, configuration }) => [stack.name, configuration])),
  );
}
