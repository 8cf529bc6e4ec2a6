import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Inventory, Json, JsonObject } from '@smile/inventory';
import { startStandIns } from '../provider/start-stand-ins.ts';
import { offlineEnvironment } from './rehearse.ts';
import { runInOrder } from './schedule.ts';
import { findTerraform, runTerraform } from './terraform.ts';
import { schemasFor } from './type-usage.ts';

export interface RewordOptions {
  readonly synthesized: Inventory;
  /** Folder in which a rehearsal kept what it applied and did not destroy. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What came of other words in one stack. */
export interface RewordReport {
  readonly stack: string;
  /** How many texts were changed. */
  readonly reworded: number;
  /** Addresses that Terraform would change in place. */
  readonly updated: readonly string[];
  /** What Terraform would replace or delete, as in `replace aws_security_group.Nodes`, and what it refuses to plan. */
  readonly harmed: readonly string[];
}

/** Arguments that hold words for people, wherever they are written. */
const WORDS = new Set(['description', 'comment', 'reference_name', 'display_name', 'alarm_description']);

/** A data source is read once more where what it refers to changes in place. */
const HARMLESS = new Set(['update', 'read', 'no-op']);

/** What every reader of such a text accepts: letters and a space. */
const OTHER_WORDS = ' reworded';

/**
 * Writes other words into everything that a rehearsal applied (descriptions, comments, display names, values of tags) and asks
 * real Terraform what it would do.
 */
export async function reword({ synthesized, folder, env }: RewordOptions): Promise<RewordReport[]> {
  const terraform = await findTerraform(env);
  const standIns = await startStandIns({ schemas: schemasFor(synthesized) });
  try {
    const replan = async (name: string): Promise<RewordReport> => {
      const cwd = join(folder, name);
      const file = join(cwd, 'cdk.tf.json');
      const changed = rewordStack(JSON.parse(readFileSync(file, 'utf8')) as JsonObject);
      writeFileSync(file, JSON.stringify(changed.json));
      const options = { cwd, env: offlineEnvironment(env, standIns) };
      const run = await runTerraform(terraform, ['plan', '-input=false', '-json'], options);
      const changes = run.events.flatMap((event) => (event.type === 'planned_change' ? [event.change] : []));
      const refusals = run.events.flatMap((event) =>
        event.type === 'diagnostic' && event.diagnostic.severity === 'error'
          ? [`${event.diagnostic.summary}: ${event.diagnostic.address ?? event.diagnostic.detail}`]
          : [],
      );
      return {
        stack: name,
        reworded: changed.count,
        updated: changes.flatMap(({ action, address }) => (action === 'update' ? [address] : [])),
        harmed: [
          ...changes.flatMap(({ action, address }) => (HARMLESS.has(action) ? [] : [`${action} ${address}`])),
          ...refusals,
        ],
      };
    };
    const tasks = synthesized.stacks.map(({ name }) => ({ name, after: [], run: () => replan(name) }));
    return await runInOrder(tasks, availableParallelism());
  } finally {
    standIns.close();
  }
}

/** A stack with other words in its resources and in its default tags. */
export function rewordStack(stack: JsonObject): { readonly json: JsonObject; readonly count: number } {
  let count = 0;
  const rewordText = (text: Json): Json => {
    if (typeof text !== 'string' || text === '' || text.includes('${')) return text;
    count++;
    return `${text}${OTHER_WORDS}`;
  };
  const walk = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return value.map((one: Json) => walk(one, key));
    if (typeof value !== 'object' || value === null) return WORDS.has(key) ? rewordText(value) : value;
    const isTags = key === 'tags';
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([name, one]) => [name, isTags ? rewordText(one) : walk(one, name)]),
    );
  };
  const { resource = {}, provider = {} } = stack;
  return { json: { ...stack, resource: walk(resource, ''), provider: walk(provider, '') }, count };
}
