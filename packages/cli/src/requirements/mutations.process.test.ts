import { Inventory, type JsonObject } from '@smile/inventory';
import {
  checkRequirements,
  LEDGER,
  type RepositoryFacts,
  type RequirementId,
  type RequirementResult,
} from '@smile/requirements';
import { EditableEstate, evidenceMutants, MUTANTS, type Mutant } from '@smile/requirements/mutants';
import { beforeAll, describe, expect, test } from 'vitest';
import { estateJson } from '../fixtures/estate-json.ts';
import { ROOT } from '../fixtures/run-smile.ts';
import { environmentsToJudge } from './judge.ts';
import { repositoryFacts } from './repository-facts.ts';

let json: Readonly<Record<string, JsonObject>>;
let whole: Inventory;
let facts: RepositoryFacts;
/** What was read of stacks that mutants leave as they are. */
const read = new WeakMap();

beforeAll(async () => {
  json = await estateJson();
  whole = Inventory.fromStacks(json);
  facts = repositoryFacts(ROOT);
});

/** Stacks of an environment; by name, since a mutant may change what their states are called. */
function stacksOf(environment: string): readonly string[] {
  return Object.keys(json).filter((name) => name.startsWith(`${environment.replace('/', '-')}-`));
}

/** How a requirement stands in an environment, by an inventory of some of its stacks. */
function judge(
  { requirement, environment, facts: change }: Pick<Mutant, 'requirement' | 'environment' | 'facts'>,
  inventory: Inventory,
): RequirementResult | undefined {
  const environments = environmentsToJudge(whole, [environment]);
  const repository = change?.(facts) ?? facts;
  return checkRequirements(inventory, { environments, synthesized: whole, repository, ids: [requirement] })[0];
}

const only = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, json[name] ?? {}]));
const unchanged = new Map<string, Inventory>();

/** Stacks as they are; many requirements ask the same ones. */
function inventoryOf(names: readonly string[]): Inventory {
  const known = unchanged.get(names.join()) ?? Inventory.fromStacks(only(names), read);
  unchanged.set(names.join(), known);
  return known;
}

const sound = new Map<string, { readonly result: RequirementResult; readonly needed: readonly string[] }>();

/** A requirement before it is weakened, and the stacks that its evidence is in: all that a mutant has to build anew. */
function before(requirement: RequirementId, environment: string) {
  const key = `${requirement} ${environment}`;
  const known = sound.get(key);
  if (known !== undefined) return known;
  const stacks = stacksOf(environment);
  const result = judge({ requirement, environment }, inventoryOf(stacks));
  if (result === undefined) throw new Error(`${requirement} is not about ${environment}; correct the mutant`);
  const named = stacks.filter((name) => result.evidence.some(({ stack }) => stack === name));
  const isEnough =
    named.length > 0 && judge({ requirement, environment }, inventoryOf(named))?.status === result.status;
  const found = { result, needed: isEnough ? named : stacks };
  sound.set(key, found);
  return found;
}

/** Whether a check notices a mutant. */
function isKilled(mutant: Mutant): boolean {
  const { needed } = before(mutant.requirement, mutant.environment);
  const estate = new EditableEstate(only(stacksOf(mutant.environment)));
  mutant.apply(estate);
  const kept = Object.entries(estate.json).filter(([name]) => needed.includes(name) || estate.touched.includes(name));
  return judge(mutant, Inventory.fromStacks(Object.fromEntries(kept), read))?.status === 'unmet';
}

const nameOf = ({ requirement, environment, weakens }: Mutant) => `${requirement} in ${environment}: ${weakens}`;

describe('every check notices what is taken away', () => {
  test('each weakening that somebody thought of, by the words of the requirement', () => {
    const survivors = MUTANTS.filter((mutant) => !isKilled(mutant));
    console.log(`mutants killed: ${MUTANTS.length - survivors.length} of ${MUTANTS.length} written by hand`);
    expect(survivors.map(nameOf)).toEqual([]);
  });

  test('and each fact that it names as evidence', () => {
    const mutants = LEDGER.flatMap(({ id: requirement, stages }) => {
      const stage = ['production', 'staging', 'dev', 'shared'].find((one) => stages.some((asked) => asked === one));
      // Other environments are checked by the same code.
      const [environment] = environmentsToJudge(whole, []).filter((one) => one.stage === stage);
      if (environment === undefined) return [];
      const { result } = before(requirement, environment.id);
      const own = result.evidence.filter(({ stack }) => stacksOf(environment.id).includes(stack));
      return evidenceMutants({ ...result, evidence: own }, environment.id);
    });
    const survivors = mutants.filter((mutant) => !isKilled(mutant));
    console.log(`mutants killed: ${mutants.length - survivors.length} of ${mutants.length} made from evidence`);
    expect(survivors.map(nameOf)).toEqual([]);
    expect(mutants.length).toBeGreaterThan(100);
  });

  test('nothing is unmet before it is weakened', () => {
    const unmet = MUTANTS.filter(({ requirement, environment }) => {
      return before(requirement, environment).result.status === 'unmet';
    });
    expect(unmet.map(nameOf)).toEqual([]);
  });

  test('a requirement that is met, or met in part, has a weakening of its own', () => {
    const weakened = new Set(MUTANTS.map(({ requirement }) => requirement));
    const results = environmentsToJudge(whole, []).flatMap((environment) =>
      checkRequirements(whole, { environments: [environment], repository: facts }),
    );
    const proven = results.filter(({ status, evidence }) => status === 'met' || evidence.length > 0);
    expect(proven.map(({ id }) => id).filter((id) => !weakened.has(id))).toEqual([]);
  });
});
