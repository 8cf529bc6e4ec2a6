export { type Amendment, Sizes } from './amendments.ts';
export { type CheckRequirementsOptions, checkRequirements, requirementsElsewhere } from './check-requirements.ts';
export type { JudgedEnvironment } from './examination.ts';
export { LEDGER } from './ledger.ts';
export type { Promises, RepositoryFacts } from './repository-facts.ts';
export { type Part, type Requirement, type Resolution, SECTIONS, type Section } from './requirement.ts';
export { REQUIREMENT_IDS, type RequirementId } from './requirement-ids.ts';
export type { Evidence, RequirementResult } from './results.ts';
