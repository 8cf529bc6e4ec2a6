import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@smile/inventory';
import type { ObjectStore } from '@smile/states';
import { CommandError } from '../command-error.ts';
import type { AppliedRecords } from './records.ts';
import { resourcesIn } from './state-mark.ts';

export interface VanishedOptions {
  /** Id of the environment that is planned. */
  readonly environment: string;
  /** Names of its stacks in the code. */
  readonly manifest: readonly string[];
  /** Ids of all environments in the code. */
  readonly environments: readonly string[];
  readonly applied: AppliedRecords;
  /** Names of stacks of the environment that have a state with resources. */
  readonly withStates: readonly string[];
  /** Stacks and environments that somebody named as gone on purpose. */
  readonly without: readonly string[];
}

/**
 * Makes sure that nothing that is applied has left the code unnoticed: no plan would ever show it again.
 *
 * @throws CommandError that names every stack and environment that has, and how to destroy it.
 */
export async function refuseVanished(options: VanishedOptions): Promise<void> {
  const { environment, manifest, environments, applied, withStates, without } = options;
  const record = await applied.of(environment);
  const stacks = [...new Set([...Object.keys(record?.stacks ?? {}), ...withStates])].filter(
    (name) => !manifest.includes(name),
  );
  const gone = (await applied.environments()).filter((id) => !environments.includes(id));
  const unneeded = without.filter((name) => !stacks.includes(name) && !gone.includes(name));
  if (unneeded.length > 0) {
    throw CommandError.wrongUse(
      unneeded.map((name) => `--without ${name} names nothing that is applied and has left the code; leave it out`),
    );
  }
  const problems = [
    ...stacks
      .filter((name) => !without.includes(name))
      .map((name) => stackProblem(name, record?.stacks[name], environment)),
    ...gone
      .filter((id) => !without.includes(id))
      .map(
        (id) =>
          `the environment ${id} is applied and has left the code; destroy its stacks from the commit that still has it, the last ones first, or go on for now with --without ${id}`,
      ),
  ];
  if (problems.length > 0) throw CommandError.listing(problems);
}

function stackProblem(
  name: string,
  last: { readonly commit: string; readonly at: string } | undefined,
  environment: string,
): string {
  const commit = last?.commit ?? '<commit>';
  const when = last === undefined ? 'has a state' : `was applied on ${last.at} from commit ${last.commit}`;
  return `${name} ${when} and has left the code; destroy it from the commit that still has it: git worktree add ../before ${commit}, there smile plan ${environment} --destroy ${name}; or go on for now with --without ${name}`;
}

/**
 * Stacks that the code does not have, and that have a state with resources in the bucket of their environment. States further down, as those of
 * previews, are not of stacks in the code.
 *
 * @param states what begins with the id of the environment.
 */
export async function strayStates(
  states: ObjectStore,
  environment: string,
  manifest: readonly string[],
): Promise<readonly string[]> {
  const names = (await states.list('')).flatMap((key) => /^([\w-]+)\.tfstate$/.exec(key)?.[1] ?? []);
  const prefix = environment.replaceAll('/', '-');
  const strays: string[] = [];
  for (const name of names.filter((one) => !manifest.includes(`${prefix}-${one}`))) {
    const state = await states.get(`${name}.tfstate`);
    if (state !== undefined && resourcesIn(JSON.parse(state.content) as JsonObject) > 0)
      strays.push(`${prefix}-${name}`);
  }
  return strays;
}

/** Stacks of an environment that have a state with resources in a folder of states. */
export function stacksWithStates(states: string, environment: string): string[] {
  const folder = join(states, '.state', environment);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tfstate'))
    .filter((name) => resourcesIn(JSON.parse(readFileSync(join(folder, name), 'utf8')) as JsonObject) > 0)
    .map((name) => `${environment.replaceAll('/', '-')}-${name.slice(0, -'.tfstate'.length)}`)
    .sort();
}
