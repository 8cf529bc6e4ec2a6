import { z } from 'zod';
import { oneOf, text } from './checks.ts';
import { person } from './people.ts';
import { STAGES, type Stage } from './stages.ts';

/** Who may deploy, and from where. */
export interface DeploymentValues {
  /**
   * Whose Jenkins plans and applies the environment: that of its own application cluster, or production's where it has no
   * cluster. Trust goes from production downwards, never up, so no other environment can stand here (ENV-PRD).
   */
  readonly deployedBy: 'own-cluster' | ProductionDeploys;
  /** Environments without a cluster that this one's Jenkins deploys too; only production has any. @default - none */
  readonly alsoDeploys?: readonly DeployedEnvironment[];
  /** People who may take on the break-glass role, with MFA. See `people.ts`. */
  readonly breakGlassPrincipals: readonly string[];
}

/** Production's Jenkins deploys the environment. */
export interface ProductionDeploys {
  readonly stage: 'production';
  /** Production's account, twelve digits. */
  readonly accountId: string;
}

/** An environment that another one's Jenkins deploys. */
export interface DeployedEnvironment {
  readonly stage: Stage;
  /** Its account, twelve digits. */
  readonly accountId: string;
}

const accountId = text(
  'an AWS account id of twelve digits',
  (value) => /^\d{12}$/.test(value),
  'quote it, so that zeros survive',
);

/** Checks {@link DeploymentValues}. */
export const deploymentSchema = z.strictObject({
  deployedBy: z.union([z.literal('own-cluster'), z.strictObject({ stage: z.literal('production'), accountId })], {
    error:
      'expected own-cluster, or production with its accountId; an environment is deployed from its own cluster or from production, never from one below',
  }),
  alsoDeploys: z
    .array(z.strictObject({ stage: oneOf(STAGES, 'name the stage that has no cluster'), accountId }))
    .optional(),
  breakGlassPrincipals: z.array(person).min(1),
});

/** Stages above which nothing stands: trust goes from them downwards, never up (CI-JENKINS). */
export const DEPLOYERS_OF_OTHERS: readonly Stage[] = ['production'];

/** What a schema of one value cannot see: trust goes from production downwards only. */
export function deploymentProblems({
  stage,
  deployment,
}: {
  readonly stage: Stage;
  readonly deployment: DeploymentValues;
}): string[] {
  const { deployedBy, alsoDeploys = [] } = deployment;
  const problems: string[] = [];
  const isTop = DEPLOYERS_OF_OTHERS.includes(stage);
  if (isTop && deployedBy !== 'own-cluster') {
    problems.push(
      'deployment.deployedBy: expected own-cluster, since nothing stands above production, got another account; write own-cluster',
    );
  }
  if (!isTop && alsoDeploys.length > 0) {
    const guests = alsoDeploys.map((guest) => guest.stage).join(', ');
    problems.push(
      `deployment.alsoDeploys: expected nothing in ${stage}, since only production deploys others, got ${guests}; move it to production`,
    );
  }
  return problems;
}
