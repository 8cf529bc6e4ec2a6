import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ChangedValue } from '@smile/core';
import { type CostGrouping, compareCosts, costOf, costsByMonth, type EnvironmentCost } from '@smile/cost';
import { Inventory } from '@smile/inventory';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { renderCosts, renderDifference, renderSum } from '../cost/render-costs.ts';
import { dayFor } from '../day-for.ts';
import { interruptible } from '../interruption.ts';
import { readObserved } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import type { SourceOptions } from '../source-options.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface CostCommandOptions extends SourceOptions {
  /** Day whose rates count, as an ISO date. @default - today, in UTC */
  readonly at?: string;
  /** `thing`, `service`, `stack`, `month`, or `tag:` with a key. */
  readonly by: string;
  /** For how many months to look ahead. */
  readonly months: number;
  /** Folder of another synthesis, which is the side before. @default - nothing is compared */
  readonly against?: string;
  /** Values that are tried out, as in `databases.redis.nodeType=m5.2xlarge`. @default - none */
  readonly whatIf?: readonly string[];
  readonly json?: boolean;
}

/** `smile cost`: what environments cost in a month, or what a change of them does. */
export async function cost(words: readonly string[], options: CostCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const on = dayFor('--at', options.at);
  const by = groupingOf(options.by);
  const changes = (options.whatIf ?? []).map(changeIn);
  const against = options.against === undefined ? undefined : folderOf(options.against);
  if (against !== undefined && changes.length > 0) {
    throw CommandError.wrongUse(['--what-if compares with the code as it is, --against with another folder; give one']);
  }
  const ids = selectEnvironments(words);
  const observed = readObserved(options);
  if (observed !== undefined && changes.length > 0) {
    throw CommandError.wrongUse([
      `--what-if changes values of the code, so it does not go with --from ${options.from}; leave one out`,
    ]);
  }
  const now = await inventoryOf({ root, ids, observed, changes: [] });
  const environments = ids.length > 0 ? ids : undefined;
  const price = (inventory: Inventory) =>
    costOf(inventory, { on, ...(environments === undefined ? {} : { environments }) });
  if (against !== undefined) return compare(price(Inventory.fromSynth(against)), price(now), options.json);
  if (changes.length > 0) {
    const changed = await inventoryOf({ root, ids, observed: undefined, changes });
    return compare(price(now), price(changed), options.json);
  }
  return show(now, price(now), { ...options, on, by, environments });
}

interface Wanted {
  readonly root: string;
  readonly ids: readonly string[];
  readonly observed: Inventory | undefined;
  readonly changes: readonly ChangedValue[];
}

/** Plans and states are completed from the code, which alone says what is assumed about use. */
async function inventoryOf({ root, ids, observed, changes }: Wanted): Promise<Inventory> {
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, changes, signal })).inventory),
  );
  return observed?.completedFrom(synthesized) ?? synthesized;
}

interface Shown extends CostCommandOptions {
  readonly on: string;
  readonly by: CostGrouping | 'month';
  readonly environments: readonly string[] | undefined;
}

function show(
  inventory: Inventory,
  costs: readonly EnvironmentCost[],
  { on, by, months, environments, json }: Shown,
): number {
  const options = { from: on, months, ...(environments === undefined ? {} : { environments }) };
  const monthly = costsByMonth(inventory, options);
  const ofOne = (id: string) => monthly.find(({ environment }) => environment === id);
  if (json === true) {
    const whole = costs.map((one) => ({
      ...one,
      months: ofOne(one.environment)?.months,
      steps: ofOne(one.environment)?.steps,
    }));
    process.stdout.write(`${JSON.stringify({ on, environments: whole }, null, 2)}\n`);
    return EXIT_CODES.done;
  }
  const pages = costs.map((one) => renderCosts(one, ofOne(one.environment), by));
  process.stdout.write(`${[...pages, renderSum(costs)].filter((page) => page !== '').join('\n\n')}\n`);
  return EXIT_CODES.done;
}

function compare(
  before: readonly EnvironmentCost[],
  after: readonly EnvironmentCost[],
  json: boolean | undefined,
): number {
  const differences = compareCosts(before, after);
  process.stdout.write(
    json === true ? `${JSON.stringify(differences, null, 2)}\n` : `${differences.map(renderDifference).join('\n\n')}\n`,
  );
  return EXIT_CODES.done;
}

function groupingOf(text: string): CostGrouping | 'month' {
  if (text === 'thing' || text === 'service' || text === 'stack' || text === 'month') return text;
  if (/^tag:.+$/.test(text)) return text as CostGrouping;
  throw CommandError.wrongUse([
    `--by must be thing, service, stack, month or tag:<key>, got ${JSON.stringify(text)}; tags are those of resources, as in tag:owner`,
  ]);
}

/** A value is JSON, or else the text itself. */
function changeIn(text: string): ChangedValue {
  const [, path, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (path === undefined || value === undefined) {
    throw CommandError.wrongUse([
      `--what-if must be <path>=<value>, got ${JSON.stringify(text)}; write it as in databases.redis.nodeType=m5.2xlarge`,
    ]);
  }
  return { path, value: parsed(value) };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A folder that `smile synth` wrote. */
function folderOf(text: string): string {
  const folder = resolve(text);
  if (
    statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true &&
    existsSync(join(folder, 'manifest.json'))
  ) {
    return folder;
  }
  throw CommandError.wrongUse([
    `--against must name a folder that smile synth wrote, and ${folder} is none; in a worktree of the other commit, run ./smile synth --out ${text}`,
  ]);
}
