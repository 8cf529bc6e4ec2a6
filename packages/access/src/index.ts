export { BoundaryPolicies } from './boundary-policies.ts';
export { DeploymentRoles, type DeploymentRolesProps } from './deployment-roles.ts';
export { breakGlassRoleArn, type DeploymentRole, deploymentRoleArn, deploymentRoleName } from './role-names.ts';
export { StateBackend } from './state-backend.ts';
