import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { Construct } from 'constructs';

export interface RoleAssociationProps {
  /** The cluster's name as Terraform knows it once the cluster exists. */
  readonly clusterReference: string;
  /** Kubernetes namespace of the pods. Changing it replaces the association. */
  readonly namespace: string;
  /** Kubernetes service account of the pods. Changing it replaces the association. */
  readonly serviceAccount: string;
  /** Role that EKS takes on for the pods; it exists before, and trusts them. */
  readonly roleArn: string;
  /** Role of another account that EKS takes on with the first, and gives to the pods. @default - they get the first */
  readonly targetRoleArn?: string;
}

/**
 * Gives a role that exists already to the pods of one service account. A role of the pods' own is a `PodIdentity`.
 *
 * Session tags stay on: the trust of deployment roles asks for them, so without them the pods would be locked out.
 */
export class RoleAssociation extends Construct {
  constructor(scope: Construct, id: string, props: RoleAssociationProps) {
    super(scope, id);
    const { clusterReference, namespace, serviceAccount, roleArn, targetRoleArn } = props;
    new EksPodIdentityAssociation(this, 'Default', {
      clusterName: clusterReference,
      namespace,
      serviceAccount,
      roleArn,
      targetRoleArn,
    });
  }
}
