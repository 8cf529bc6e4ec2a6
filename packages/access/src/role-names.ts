import { type DeployedEnvironment, deployerNamePrefix, type Environment, STAGE_ABBREVIATIONS } from '@smile/core';

/** Roles that people and pipelines take on to deploy an environment. */
export type DeploymentRole = 'plan' | 'apply' | 'break-glass';

/** Deployment roles that pods of Jenkins take on. */
export type PipelineRole = Exclude<DeploymentRole, 'break-glass'>;

/** Name of a deployment role, as in `smile-prd-apply`. */
export function deploymentRoleName(environment: Environment, role: DeploymentRole): string {
  return `${environment.namePrefix}-${role}`;
}

/** ARN of a deployment role, as a text: other accounts and policies name it before it exists. */
export function deploymentRoleArn(environment: Environment, role: DeploymentRole): string {
  return `arn:aws:iam::${environment.account.id}:role/${deploymentRoleName(environment, role)}`;
}

/** ARN of the role for emergencies. */
export function breakGlassRoleArn(environment: Environment): string {
  return deploymentRoleArn(environment, 'break-glass');
}

/** ARN of a deployment role of an environment that this one's Jenkins deploys too, as in `…:role/smile-shared-apply`. */
export function guestRoleArn({ country }: Environment, guest: DeployedEnvironment, role: PipelineRole): string {
  return `arn:aws:iam::${guest.accountId}:role/${country.namePrefix}-${STAGE_ABBREVIATIONS[guest.stage]}-${role}`;
}

/** Name of the role that leads from an environment's Jenkins to a guest's roles, as in `smile-prd-deploy-shared`. */
export function crossingRoleName(environment: Environment, guest: DeployedEnvironment): string {
  return `${environment.namePrefix}-deploy-${STAGE_ABBREVIATIONS[guest.stage]}`;
}

/** ARN of {@link crossingRoleName}. */
export function crossingRoleArn(environment: Environment, guest: DeployedEnvironment): string {
  return `arn:aws:iam::${environment.account.id}:role/${crossingRoleName(environment, guest)}`;
}

/** ARN of the role through which an environment's deployer comes in, where that is in another account. */
export function incomingRoleArn(environment: Environment, deployerAccountId: string): string {
  const word = STAGE_ABBREVIATIONS[environment.stage];
  return `arn:aws:iam::${deployerAccountId}:role/${deployerNamePrefix(environment)}-deploy-${word}`;
}
