import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { PodRole, type PodRoleProps } from './pod-role.ts';

export interface PodIdentityProps extends PodRoleProps {
  /** Kubernetes namespace of the pods. Changing it replaces the association. */
  readonly namespace: string;
  /** Kubernetes service account of the pods. Changing it replaces the association. */
  readonly serviceAccount: string;
}

/**
 * What the pods of one service account may do in AWS: a role, its policy, and the association.
 *
 * Pods get their credentials when they start, so the association comes first: let a release wait for {@link association}.
 * Each costs nothing.
 */
export class PodIdentity extends Construct {
  readonly role: IamRole;
  /** What must exist before the pods start. */
  readonly association: EksPodIdentityAssociation;
  /** What must exist before the pods can use their permissions. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const { namespace, serviceAccount, cluster } = props;
    const { role, roleArn, policies } = new PodRole(this, 'Role', props);
    this.role = role;
    this.policies = policies;
    this.association = new EksPodIdentityAssociation(this, 'Default', {
      clusterName: cluster.clusterReference,
      namespace,
      serviceAccount,
      roleArn,
      dependsOn: [...policies],
    });
  }
}
