import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@smile/inventory';
import {
  compareWithList,
  describeMutant,
  Judge,
  kindOf,
  type Mutant,
  mutantsOf,
  parseSurvivors,
  sample,
} from '@smile/mutation';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { environmentsToJudge } from '../requirements/judge.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface MutateCommandOptions {
  /** Most mutants. @default - all kinds */
  readonly sample?: number;
  /** Most mutants of a kind. @default 2 */
  readonly perKind?: number;
  /** Draws other mutants. @default '' */
  readonly seed?: string;
  /** Only mutants of this type. @default - all */
  readonly type?: string;
  readonly json?: boolean;
}

/** Kinds of faults that nobody has to notice, with reasons; it may only shrink. */
const SURVIVORS = join('packages', 'mutation', 'survivors.txt');

/** How often progress is told, in mutants. */
const EVERY = 200;

/** `smile mutate`: makes faults in the synthesized JSON, and says which ones neither guardrails nor requirements notice. */
export async function mutate(word: string, options: MutateCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments([word]);
  if (ids.length !== 1) throw CommandError.wrongUse([`name one environment, got ${ids.join(', ')}`]);
  const entries = parseSurvivors(readFileSync(join(root, SURVIVORS), 'utf8'));
  const { stacks, inventory } = await interruptible((signal) =>
    inTemporaryFolder('mutate', async (out) => {
      const { inventory } = await synthesize({ root, out, ids, signal });
      return { inventory, stacks: Object.fromEntries(inventory.stacks.map(({ name }) => [name, bodyOf(out, name)])) };
    }),
  );
  const [environment] = environmentsToJudge(inventory, ids);
  if (environment === undefined) throw new CommandError(`${word} is no environment that can be judged`);
  const judge = new Judge(stacks, { environment, at: new Date(), repository: repositoryFacts(root) });
  const mutants = drawn(stacks, options);
  if (mutants.length === 0) throw CommandError.wrongUse(['no mutant was made; name a type that the environment has']);
  const survivors = await interruptible((signal) => unnoticed(mutants, judge, signal));
  const { unlisted, unneeded } = compareWithList(survivors, entries);
  const isFull = options.sample === undefined && options.type === undefined;
  const failed = unlisted.length > 0 || (isFull && unneeded.length > 0);
  const facts = {
    mutants: mutants.length,
    noticed: mutants.length - survivors.length,
    listed: survivors.length - unlisted.length,
  };
  if (options.json === true) {
    const found = {
      ...facts,
      unlisted: unlisted.map((one) => ({ kind: kindOf(one), mutant: describeMutant(one) })),
      unneeded: isFull ? unneeded : [],
    };
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  } else {
    const lines = [
      ...unlisted.map((one) => `not noticed  ${describeMutant(one)}\n             ${kindOf(one)}`),
      ...(isFull ? unneeded.map(({ kind }) => `noticed now  ${kind}; remove it from ${SURVIVORS}`) : []),
      `${failed ? 'failed' : 'passed'}: ${facts.mutants} mutants of ${environment.id}, ${facts.noticed} noticed, ${facts.listed} listed as harmless, ${unlisted.length} not noticed`,
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
  return failed ? EXIT_CODES.failed : EXIT_CODES.done;
}

function drawn(
  stacks: Readonly<Record<string, JsonObject>>,
  { sample: size, perKind, seed, type }: MutateCommandOptions,
) {
  const all = [...mutantsOf(stacks)].filter((one) => type === undefined || one.type === type);
  return sample(all, { size, perKind, seed });
}

/** Judges one after the other; lets Ctrl-C through in between. */
async function unnoticed(mutants: readonly Mutant[], judge: Judge, signal: AbortSignal): Promise<readonly Mutant[]> {
  const survivors: Mutant[] = [];
  for (const [index, mutant] of mutants.entries()) {
    if (index % EVERY === 0) {
      if (index > 0) process.stderr.write(`${index} of ${mutants.length} judged, ${survivors.length} not noticed\n`);
      await new Promise(setImmediate);
      if (signal.aborted) throw CommandError.interrupted();
    }
    if (judge.newComplaints(mutant).length === 0) survivors.push(mutant);
  }
  return survivors;
}

function bodyOf(out: string, stack: string): JsonObject {
  return JSON.parse(readFileSync(join(out, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
}
