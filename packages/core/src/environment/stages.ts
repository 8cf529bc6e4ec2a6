/** What an environment is for. `shared` holds what the other three use together, such as the Git server. */
export type Stage = 'production' | 'staging' | 'dev' | 'shared';

/** How each stage is written in names of AWS resources: staging's are `*-uat` (ENV-STG). */
export const STAGE_ABBREVIATIONS = {
  production: 'prd',
  staging: 'uat',
  dev: 'dev',
  shared: 'shared',
} as const satisfies Record<Stage, string>;

/** Whether the data of a stage is worth keeping whatever somebody wants to try: nobody may allow its loss as a whole. */
export function keepsData(stage: Stage): boolean {
  return stage === 'production';
}

/** A stage as a word of construct ids, as in `Shared`. */
export function stageWord(stage: Stage): string {
  const [first = '', ...rest] = stage;
  return `${first.toUpperCase()}${rest.join('')}`;
}

/** The stages in the order in which a change travels. */
export const STAGES = ['dev', 'staging', 'production', 'shared'] as const satisfies readonly Stage[];

/**
 * The stages in the order in which empty accounts are filled: `shared` trusts production only, and the others use what `shared` has.
 * The bootstrap runbook says the same, and a test compares them.
 */
export const FIRST_APPLY_STAGES = ['production', 'shared', 'staging', 'dev'] as const satisfies readonly Stage[];
