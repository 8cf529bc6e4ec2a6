import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { EstateStack, NAME_LIMITS, physicalName, throwIfAny } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

/** The cluster whose pods get a role. */
export interface PodCluster {
  /** As in `smile-prd-app`. */
  readonly clusterName: string;
  /** The same, as Terraform knows it once the cluster exists, so that what uses it waits for the cluster. */
  readonly clusterReference: string;
}

export interface PodRoleProps {
  /** The one cluster whose pods may take on the role. */
  readonly cluster: PodCluster;
  /** Words of the role's name after the environment's prefix. Changing it replaces the role. @default - those of the construct's path */
  readonly name?: string;
  /** What the pods are, as in `EBS CSI driver`. */
  readonly description: string;
  /** What they may do. @default - what {@link managedPolicyArns} say, or what is granted later */
  readonly statements?: readonly DataAwsIamPolicyDocumentStatement[];
  /** Policies that AWS keeps up to date with the software. @default - none */
  readonly managedPolicyArns?: readonly string[];
  /** Whether other constructs give it its permissions, as in `bucket.grantRead(role)`. @default false */
  readonly grantedElsewhere?: boolean;
}

/**
 * A role that pods of one cluster take on through EKS Pod Identity, without keys and without annotations.
 *
 * EKS tags each session with cluster, namespace and service account, so policies can tell pods apart.
 */
export class PodRole extends Construct {
  readonly role: IamRole;
  readonly roleArn: string;
  /** What must exist before a pod can use its permissions. */
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PodRoleProps) {
    super(scope, id);
    const { statements = [], managedPolicyArns = [], grantedElsewhere = false } = props;
    throwIfAny(this, permissionProblems(statements.length + managedPolicyArns.length, grantedElsewhere));
    this.role = new IamRole(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.iamRole, name: props.name }),
      description: `${props.description} in cluster ${props.cluster.clusterName}`,
      assumeRolePolicy: this.trust(props.cluster).json,
      lifecycle: { preventDestroy: true },
    });
    this.roleArn = this.role.arn;
    const attached = managedPolicyArns.map((arn) => this.attach(arn));
    this.policies = statements.length === 0 ? attached : [...attached, this.allow(statements)];
  }

  /** Source: EKS guide, "Create IAM role with trust policy required by EKS Pod Identity". */
  private trust({ clusterName }: PodCluster): DataAwsIamPolicyDocument {
    const { region, account } = EstateStack.ofConstruct(this).environment;
    return new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          sid: 'PodsOfTheCluster',
          actions: ['sts:AssumeRole', 'sts:TagSession'],
          principals: [{ type: 'Service', identifiers: ['pods.eks.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] },
            {
              test: 'ArnEquals',
              variable: 'aws:SourceArn',
              values: [`arn:aws:eks:${region}:${account.id}:cluster/${clusterName}`],
            },
          ],
        },
      ],
    });
  }

  private attach(policyArn: string): IamRolePolicyAttachment {
    const name = policyArn.split('/').at(-1) ?? policyArn;
    return new IamRolePolicyAttachment(this, name, { role: this.role.name, policyArn });
  }

  private allow(statements: readonly DataAwsIamPolicyDocumentStatement[]): IamRolePolicy {
    const document = new DataAwsIamPolicyDocument(this, 'Statements', { statement: [...statements] });
    return new IamRolePolicy(this, 'Policy', { role: this.role.name, name: 'pods', policy: document.json });
  }
}

function permissionProblems(policies: number, grantedElsewhere: boolean): string[] {
  if (policies > 0 || grantedElsewhere) return [];
  return [
    'the role may do nothing: got neither statements nor managedPolicyArns; give it some, or set grantedElsewhere when other constructs do',
  ];
}
