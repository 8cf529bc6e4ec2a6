import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Redactor } from '@smile/delivery';
import { type Inventory, readJsonFile } from '@smile/inventory';
import {
  checkDrift,
  type DriftHistory,
  type DriftPlan,
  type DriftReport,
  isAtLeast,
  NO_HISTORY,
  readHistory,
  type Severity,
  toJunit,
  toMarkdown,
  verdictOf,
} from '@smile/states';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { statesFolder } from '../delivery/run-folders.ts';
import { planForDrift } from '../drift/plan-for-drift.ts';
import { readPlans } from '../drift/read-plans.ts';
import { renderDrift } from '../drift/render-report.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { matchStacks } from '../select-stacks.ts';
import { placesOf } from '../state/open-states.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { writableFile, writeWhole } from '../write-whole.ts';

/** How a report is printed. */
export const DRIFT_FORMATS = ['terminal', 'json', 'junit', 'markdown'] as const;

export interface DriftCommandOptions {
  /** Patterns of stacks. @default - all of the environments */
  readonly stack?: readonly string[];
  /** Plans as JSON, which are judged instead of new ones. */
  readonly plan?: readonly string[];
  readonly offline?: boolean;
  readonly states?: string;
  /** File that keeps when each drift was first seen. @default - ages are not known */
  readonly history?: string;
  /** Least severity that counts for the exit code. */
  readonly failOn: Severity;
  readonly format: (typeof DRIFT_FORMATS)[number];
  readonly json?: boolean;
  readonly atOnce?: number;
}

/** `smile drift`: what was changed outside Terraform, and which code was not applied. */
export async function drift(words: readonly string[], options: DriftCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const problems = optionProblems(options);
  if (problems.length > 0) throw CommandError.wrongUse(problems);
  const ids = selectEnvironments(words);
  const states = statesFolder(root, options);
  const historyFile = options.history === undefined ? undefined : writableFile(options.history, '--history');
  const history = readHistoryFile(historyFile);
  const given = options.plan === undefined ? undefined : readPlans(options.plan);
  const redactor = new Redactor();
  const { code, plans } = await inTemporaryFolder('drift', async (work) => {
    const synthesized = await interruptible(
      async (signal) => (await synthesize({ root, out: join(work, 'synth'), ids, signal })).inventory,
    );
    const read = given === undefined ? undefined : ofCode(given, synthesized, options.plan ?? []);
    const planned = read ?? (await plansOf(synthesized, { ids, work, states, redactor, options }));
    return { code: synthesized, plans: planned };
  });
  const { report, history: next } = checkDrift(plans, { code, redactor, at: new Date(), history });
  if (historyFile !== undefined) writeWhole(historyFile, `${JSON.stringify(next, null, 2)}\n`);
  process.stdout.write(render(report, options.json === true ? 'json' : options.format));
  return exitCodeOf(report, options.failOn);
}

function optionProblems({ plan, offline, states, stack, json, format }: DriftCommandOptions): string[] {
  return [
    ...(plan !== undefined && (offline === true || states !== undefined)
      ? ['--plan judges plans that are there, and --offline makes new ones; leave one out']
      : []),
    ...(plan !== undefined && stack !== undefined
      ? ['--stack is about new plans; name the plans of these stacks with --plan']
      : []),
    ...(json === true && format !== 'terminal' && format !== 'json'
      ? [`--json and --format ${format} are two formats; leave one out`]
      : []),
  ];
}

interface Run {
  readonly ids: readonly string[];
  readonly work: string;
  readonly states: string;
  readonly redactor: Redactor;
  readonly options: DriftCommandOptions;
}

async function plansOf(code: Inventory, { ids, work, states, redactor, options }: Run): Promise<readonly DriftPlan[]> {
  const names = new Set(matchStacks(options.stack, code));
  const stacks = code.stacks.filter(({ name, environment = '' }) => {
    return names.has(name) && (ids.length === 0 || ids.includes(environment));
  });
  if (stacks.length === 0) {
    throw CommandError.wrongUse([
      `no stack of ${ids.join(', ')} matches ${(options.stack ?? []).join(', ')}; leave one of them out`,
    ]);
  }
  const folder = options.offline === true ? states : undefined;
  return planForDrift({
    ...placesOf(
      code,
      stacks.map(({ name }) => name),
      folder,
      { mayBeEmpty: true },
    ),
    work,
    code,
    stacks,
    redactor,
    states: folder,
    env: process.env,
    atOnce: options.atOnce ?? availableParallelism(),
    onStack: (stack) => process.stderr.write(`${stack}: plan\n`),
  });
}

/** Plans of stacks that the code has; others are somebody's mistake. */
function ofCode(plans: readonly DriftPlan[], code: Inventory, files: readonly string[]): readonly DriftPlan[] {
  const names = code.stacks.map(({ name }) => name);
  const unknown = plans.filter(({ stack }) => !names.includes(stack));
  if (unknown.length === 0) return plans;
  throw new CommandError(
    `the code has no stack ${unknown.map(({ stack }) => stack).join(', ')}, of which there is a plan in ${files.join(', ')}; write <stack>=<file>, or name the environment`,
  );
}

function readHistoryFile(file: string | undefined): DriftHistory {
  if (file === undefined || !existsSync(file)) return NO_HISTORY;
  const remedy = 'name the file that smile drift --history wrote, or remove it to begin anew';
  const history = readHistory(readJsonFile(file, 'history', remedy));
  if (history === undefined) throw new CommandError(`${file} is no history of drift; ${remedy}`);
  return history;
}

function render(report: DriftReport, format: DriftCommandOptions['format']): string {
  const isColoured = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const formats = {
    terminal: () => renderDrift(report, isColoured),
    json: () => `${JSON.stringify({ verdict: verdictOf(report), ...report }, null, 2)}\n`,
    junit: () => toJunit(report),
    markdown: () => toMarkdown(report),
  };
  return formats[format]();
}

/** By the verdict; drift below the wanted severity is reported and does not count. */
function exitCodeOf(report: DriftReport, failOn: Severity): number {
  const stacks = report.stacks.map((verdict) => ({
    ...verdict,
    drift: verdict.drift.filter(({ severity }) => isAtLeast(severity, failOn)),
  }));
  const codes = {
    clean: EXIT_CODES.done,
    'not judged': EXIT_CODES.notJudged,
    drift: EXIT_CODES.drift,
    pending: EXIT_CODES.pending,
  };
  return codes[verdictOf({ stacks })];
}
