import { BoundaryPolicies, DeploymentRoles, StateBackend } from '@smile/access';
import type { EstateStack } from '@smile/core';

/** Where an environment keeps its states, and who deploys it. */
export function deployment(stack: EstateStack): void {
  const state = new StateBackend(stack, 'State');
  const boundaries = new BoundaryPolicies(stack, 'Boundaries');
  new DeploymentRoles(stack, 'Roles', { state, boundaries });
}
