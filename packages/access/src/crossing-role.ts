import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { type DeployedEnvironment, deployerClusterArn, EstateStack, waive } from '@smile/core';
import { Construct } from 'constructs';
import { deploymentPods } from './deployment-pods.ts';
import { podTrust } from './pipeline-trust.ts';
import { crossingRoleName, guestRoleArn } from './role-names.ts';

export interface CrossingRoleProps {
  /** The environment in another account that this one's Jenkins deploys. */
  readonly guest: DeployedEnvironment;
  /** Limits it, and so must be there before it. */
  readonly boundary: IamPolicy;
}

/** Deployment roles that Jenkins takes on. */
const ROLES = ['plan', 'apply'] as const;

/**
 * The role through which Jenkins of this environment's cluster reaches the deployment roles of an environment without a
 * cluster, in another account. It may take on those two and nothing else.
 */
export class CrossingRole extends Construct {
  constructor(scope: Construct, id: string, { guest, boundary }: CrossingRoleProps) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    const clusterArn = deployerClusterArn(environment);
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: ROLES.map((role) =>
        podTrust(
          role === 'plan' ? 'PodsThatPlan' : 'PodsThatApply',
          environment.account.id,
          clusterArn,
          deploymentPods(role, guest.stage),
        ),
      ),
    });
    const role = new IamRole(this, 'Default', {
      name: crossingRoleName(environment, guest),
      description: `Leads Jenkins to the deployment roles of ${guest.stage}`,
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      lifecycle: { preventDestroy: true },
      permissionsBoundary: boundary.arn,
    });
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'TakeOnDeploymentRoles',
          actions: ['sts:AssumeRole', 'sts:TagSession'],
          resources: ROLES.map((name) => guestRoleArn(environment, guest, name)),
        },
      ],
    });
    new IamRolePolicy(this, 'Policy', { role: role.name, name: 'deployment-roles', policy: document.json });
    waive(this, {
      rule: 'SMILE_MIRROR_ADDRESSES',
      reason: 'only production deploys an environment besides itself (docs/adr/0017-who-can-become-apply.md)',
      owner: 'platform',
      expires: '2027-11-30',
    });
  }
}
