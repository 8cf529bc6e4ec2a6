import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { OidcProvider } from './oidc-provider.ts';

export interface WebIdentityRoleProps {
  /** The cluster, as IAM knows it. */
  readonly oidcProvider: Pick<OidcProvider, 'providerArn' | 'issuer'>;
  /** Words of the role's name after the environment's prefix. Changing it replaces the role. */
  readonly name: string;
  /** What the pods are, as in `RisingWave`. */
  readonly description: string;
  /** Namespace and service account of the pods that may take it on. */
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * A role that pods of one service account take on with the token of the cluster (IRSA), for programs that do not know EKS Pod Identity.
 * The service account has the role's ARN in the annotation `eks.amazonaws.com/role-arn`. What it may do is granted to it.
 */
export class WebIdentityRole extends Construct {
  readonly role: IamRole;
  /** Put together of what the code knows: values of a release must be known before the role is made, or a plan shows nothing of them. */
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: WebIdentityRoleProps) {
    super(scope, id);
    const name = physicalName(this, { ...NAME_LIMITS.iamRole, name: props.name });
    this.role = new IamRole(this, 'Default', {
      name,
      description: props.description,
      assumeRolePolicy: this.trust(props).json,
      lifecycle: { preventDestroy: true },
    });
    this.roleArn = `arn:aws:iam::${EstateStack.ofConstruct(this).environment.account.id}:role/${name}`;
  }

  /** https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html: both conditions, for equality. */
  private trust({ oidcProvider, namespace, serviceAccount }: WebIdentityRoleProps): DataAwsIamPolicyDocument {
    const { providerArn, issuer } = oidcProvider;
    return new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          sid: 'PodsOfTheAccount',
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: [providerArn] }],
          condition: [
            {
              test: 'StringEquals',
              variable: `${issuer}:sub`,
              values: [`system:serviceaccount:${namespace}:${serviceAccount}`],
            },
            { test: 'StringEquals', variable: `${issuer}:aud`, values: ['sts.amazonaws.com'] },
          ],
        },
      ],
    });
  }
}
