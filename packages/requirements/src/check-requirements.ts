import type { Inventory } from '@smile/inventory';
import { SIZES } from './amendments.ts';
import { EnvironmentExamination, EstateExamination, type Examination, type JudgedEnvironment } from './examination.ts';
import { LEDGER } from './ledger.ts';
import type { RepositoryFacts } from './repository-facts.ts';
import type { Part, Requirement } from './requirement.ts';
import type { RequirementId } from './requirement-ids.ts';
import type { RequirementResult } from './results.ts';

export interface CheckRequirementsOptions {
  /** Environments to judge. Their values are not read, since they are what is under test. */
  readonly environments: readonly JudgedEnvironment[];
  /** The code of the whole estate, when the inventory holds a part of it. @default - only what the inventory holds is compared */
  readonly synthesized?: Inventory;
  /** What is known of the code itself. @default - nothing, so parts about it stay open */
  readonly repository?: RepositoryFacts;
  /** Ids to judge. @default - all */
  readonly ids?: readonly RequirementId[];
}

/**
 * Judges an estate by its requirements, whichever source the inventory was read from.
 *
 * A requirement that is about none of the environments, as the Git server is about `shared` alone, has no result.
 */
export function checkRequirements(
  inventory: Inventory,
  { environments, synthesized, repository, ids }: CheckRequirementsOptions,
): readonly RequirementResult[] {
  const materials = { inventory, synthesized, repository };
  return LEDGER.filter(({ id }) => ids === undefined || ids.includes(id)).flatMap((requirement) => {
    const concerned = environments.filter(({ stage }) => requirement.stages.includes(stage));
    if (concerned.length === 0) return [];
    const examinations = requirement.parts.flatMap((part) => examine(part, materials, concerned));
    return [toResult(requirement, concerned, examinations)];
  });
}

/** Ids of requirements that are about none of these environments. */
export function requirementsElsewhere(environments: readonly JudgedEnvironment[]): readonly Requirement[] {
  return LEDGER.filter(({ stages }) => !environments.some(({ stage }) => stages.includes(stage)));
}

function examine(
  part: Part,
  materials: ConstructorParameters<typeof EstateExamination>[0],
  environments: readonly JudgedEnvironment[],
): Examination[] {
  if ('open' in part) return [];
  if ('compare' in part) {
    const examination = new EstateExamination(materials, environments);
    part.compare(examination);
    return [examination];
  }
  return environments.map((environment) => {
    const examination = new EnvironmentExamination(materials, environment);
    part.check(examination);
    return examination;
  });
}

function toResult(
  { id, section, title, statement, resolution, deviation, parts }: Requirement,
  environments: readonly JudgedEnvironment[],
  examinations: readonly Examination[],
): RequirementResult {
  const problems = examinations.flatMap((one) => one.problems);
  const notBuilt = parts.flatMap((part) => ('open' in part ? [`${part.name}: ${part.open}`] : []));
  const undecided = [...new Set(examinations.flatMap((one) => one.undecided))];
  const amendments = SIZES.amendmentsOf(id);
  const isPartlyMet = notBuilt.length > 0 && notBuilt.length < parts.length;
  const reasons = [...(isPartlyMet ? ['partly met'] : []), ...notBuilt, ...undecided];
  const status = problems.length > 0 ? 'unmet' : reasons.length > 0 ? 'open' : 'met';
  return {
    id,
    section,
    title,
    statement,
    ...(resolution === undefined ? {} : { resolution }),
    ...(deviation === undefined ? {} : { deviation }),
    ...(amendments.length === 0 ? {} : { amendments }),
    status,
    ...(status === 'open' ? { reason: reasons.join('; ') } : {}),
    environments: environments.map((environment) => environment.id),
    evidence: examinations.flatMap((one) => one.evidence),
    problems,
  };
}
