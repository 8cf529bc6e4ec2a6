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

beforeAll(async () => {
  json = await estateJson();
  whole = Inventory.fromStacks(json);
  facts = repositoryFacts(ROOT);
});

/** Stacks of an environment; by name, since a mutant may change what their states are called. */
function stacksOf(environment: string): readonly string[] {
  return Object.keys(json).filter((name) => name.startsWith(`${environment.replace('/', '-')}-`));
}

/** How a requirement stands in an environment, by some of its stacks. */
function judge(
  { requirement, environment, facts: change }: Pick<Mutant, 'requirement' | 'environment' | 'facts'>,
  stacks: Readonly<Record<string, JsonObject>>,
): RequirementResult | undefined {
  const environments = environmentsToJudge(whole, [environment]);
  const repository = change?.(facts) ?? facts;
  const options = { environments, synthesized: whole, repository, ids: [requirement] };
  return checkRequirements(Inventory.fromStacks(stacks), options)[0];
}

const only = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, json[name] ?? {}]));
const sound = new Map<string, { readonly result: RequirementResult; readonly needed: readonly string[] }>();

/** A requirement before it is weakened, and the stacks that its evidence is in: all that a mutant has to build anew. */
function before(requirement: RequirementId, environment: string) {
  const key = `${requirement} ${environment}`;
  const known = sound.get(key);
  if (known !== undefined) return known;
  const stacks = stacksOf(environment);
  const result = judge({ requirement, environment }, only(stacks));
  if (result === undefined) throw new Error(`${requirement} is not about ${environment}; correct the mutant`);
  const named = stacks.filter((name) => result.evidence.some(({ stack }) => stack === name));
  const isEnough = named.length > 0 && judge({ requirement, environment }, only(named))?.status === result.status;
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
  return judge(mutant, Object.fromEntries(kept))?.status === 'unmet';
}

const nameOf = ({ requirement, environment, weakens }: Mutant) => `${requirement} in ${environment}: ${weakens}`;

describe('every check notices what is taken away', () => {
  test('each weakening that somebody thought of, by the words of the requirement', () => {
    const survivors = MUTANTS.filter((mutant) => !isKilled(mutant));
    console.log(`mutants killed: ${MUTANTS.length - survivors.length} of ${MUTANTS.length} written by hand`);
    expect(survivors.map(nameOf)).toEqual([]);
  });

  test('and each fact that it names as evidence', () => {
    const mutants = environmentsToJudge(whole, []).flatMap(({ id, stage }) =>
      // Other environments are checked by the same code; these two have all there is.
      stage === 'production' || stage === 'shared'
        ? LEDGER.filter(({ stages }) => stages.includes(stage)).flatMap(({ id: requirement }) => {
            const { result } = before(requirement, id);
            const own = result.evidence.filter(({ stack }) => stacksOf(id).includes(stack));
            return evidenceMutants({ ...result, evidence: own }, id);
          })
        : [],
    );
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
