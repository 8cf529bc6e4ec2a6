import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { type EncryptionKey, EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface ClusterRoleProps {
  /** The one cluster that may use the role, as in `smile-prd-app`. */
  readonly clusterName: string;
  /** Key that encrypts the cluster's Secrets. */
  readonly encryption: EncryptionKey;
}

/** What the control plane may do: manage its network interfaces, and encrypt with our key. */
export class ClusterRole extends Construct {
  readonly roleArn: string;
  /** What must exist before the cluster, and go after it: without them EKS cannot take its interfaces back. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ClusterRoleProps) {
    super(scope, id);
    const role = new IamRole(this, 'Default', {
      name: physicalName(this, NAME_LIMITS.iamRole),
      description: `Control plane of cluster ${props.clusterName}`,
      assumeRolePolicy: this.trust(props.clusterName).json,
      lifecycle: { preventDestroy: true },
    });
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'EncryptSecrets',
          actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ListGrants', 'kms:DescribeKey'],
          resources: [props.encryption.keyArn],
        },
      ],
    });
    this.policies = [
      new IamRolePolicyAttachment(this, 'ClusterPolicy', {
        role: role.name,
        policyArn: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy',
      }),
      new IamRolePolicy(this, 'Policy', { role: role.name, name: 'encryption', policy: document.json }),
    ];
    this.roleArn = role.arn;
  }

  /** Source: EKS guide, "Cross-service confused deputy prevention". */
  private trust(clusterName: string): DataAwsIamPolicyDocument {
    const { region, account } = EstateStack.ofConstruct(this).environment;
    return new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          sid: 'ControlPlane',
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['eks.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] },
            {
              test: 'ArnLike',
              variable: 'aws:SourceArn',
              values: [`arn:aws:eks:${region}:${account.id}:cluster/${clusterName}`],
            },
          ],
        },
      ],
    });
  }
}
