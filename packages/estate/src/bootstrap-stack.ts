import {
  BoundaryPolicies,
  DeploymentRoles,
  deploymentRoleArn,
  PlanStore,
  PreviewRole,
  StateBackend,
} from '@smile/access';
import { type Environment, EstateStack } from '@smile/core';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * What must exist before any other stack: the buckets of states and plans, and the roles that deploy.
 *
 * Its own state starts on disk and moves into the bucket that it made; docs/runbooks/bootstrap.md has the two commands.
 */
export class BootstrapStack extends EstateStack {
  readonly state: StateBackend;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'bootstrap');
    this.state = new StateBackend(this, 'State');
    new PlanStore(this, 'Plans', this.state);
    const boundaries = new BoundaryPolicies(this, 'Boundaries');
    new DeploymentRoles(this, 'Roles', { state: this.state, boundaries });
    if (environment.platform?.previews !== undefined) {
      new PreviewRole(this, 'Previews', { state: this.state, boundaries });
    }
    for (const role of ['plan', 'apply'] as const) {
      new TerraformOutput(this, `${role}-role-arn`, {
        value: deploymentRoleArn(environment, role),
        description: `Role that Jenkins' pods take on to ${role}, through EKS Pod Identity`,
      });
    }
  }
}
