import type { RepositoryFacts } from '../repository-facts.ts';
import type { RequirementId } from '../requirement-ids.ts';
import type { EditableEstate } from './editable-estate.ts';

/** One weakening of a copied estate that the check of a requirement must notice. */
export interface Mutant {
  readonly requirement: RequirementId;
  /** Environment that is weakened, and judged. */
  readonly environment: string;
  /** What is taken away or weakened, in words. */
  readonly weakens: string;
  readonly apply: (estate: EditableEstate) => void;
  /** What is known of the repository afterwards. @default - the same as before */
  readonly facts?: (facts: RepositoryFacts) => RepositoryFacts;
}

export const PRODUCTION = 'indonesia/production';
export const STAGING = 'indonesia/staging';
export const DEV = 'indonesia/dev';
export const SHARED = 'indonesia/shared';

/** Mutants of one requirement, by what they weaken. */
export function mutantsOf(
  requirement: RequirementId,
  environment: string,
  weakenings: Readonly<Record<string, Mutant['apply']>>,
): readonly Mutant[] {
  return Object.entries(weakenings).map(([weakens, apply]) => ({ requirement, environment, weakens, apply }));
}

/** Mutants of what a requirement asks of the code itself. */
export function factMutantsOf(
  requirement: RequirementId,
  environment: string,
  weakenings: Readonly<Record<string, (facts: RepositoryFacts) => RepositoryFacts>>,
): readonly Mutant[] {
  return Object.entries(weakenings).map(([weakens, facts]) => {
    return { requirement, environment, weakens, apply: () => undefined, facts };
  });
}

/** Facts without a file of an environment. */
export function without(facts: RepositoryFacts, environment: string, file: string): RepositoryFacts {
  const files = (facts.environmentFiles[environment] ?? []).filter((one) => one !== file);
  return { ...facts, environmentFiles: { ...facts.environmentFiles, [environment]: files } };
}
