export { BoundaryPolicies } from './boundary-policies.ts';
export {
  CONNECT_TARGETS,
  type ConnectOptions,
  type ConnectTarget,
  connectCommand,
} from './connect.ts';
export {
  type CommandStep,
  type ConnectPlan,
  type ConnectStep,
  type FileStep,
  type Finding,
  shellLines,
} from './connect-plan.ts';
export { type DeploymentPods, deploymentPods } from './deployment-pods.ts';
export { DeploymentRoles, type DeploymentRolesProps } from './deployment-roles.ts';
export { GitServer, type GitServerProps } from './git/git-server.ts';
export { Bastion, type BastionProps } from './hosts/bastion.ts';
export type { HostNetwork } from './hosts/managed-host.ts';
export { Patching, type PatchingProps } from './hosts/patching.ts';
export { PlanStore, type PlanStoreProps } from './plan-store.ts';
export { PreviewRole, type PreviewRoleProps } from './preview-role.ts';
export {
  breakGlassRoleArn,
  crossingRoleArn,
  type DeploymentRole,
  deploymentRoleArn,
  deploymentRoleName,
  guestRoleArn,
} from './role-names.ts';
export { SecretWriters, type SecretWritersProps } from './secret-writers.ts';
export { Operators, type OperatorsProps } from './sessions/operators.ts';
export { operatorRoleArn } from './sessions/session-names.ts';
export { Sessions, type SessionsProps } from './sessions/sessions.ts';
export { StateBackend } from './state-backend.ts';
