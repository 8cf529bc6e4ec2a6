import type { Environment } from '@smile/core';

/** Roles that people and pipelines take on to deploy an environment. */
export type DeploymentRole = 'plan' | 'apply' | 'break-glass';

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
