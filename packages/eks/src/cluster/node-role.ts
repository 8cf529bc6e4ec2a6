import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { NAME_LIMITS, physicalName } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface NodeRoleProps {
  readonly clusterName: string;
}

/**
 * What every node must be able to do: join, hand out pod identities, pull images. The network add-on has a role of its
 * own, so that a pod that reaches a node's credentials cannot change the VPC.
 */
const POLICIES = ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly'];

/**
 * The role of all nodes of one cluster. Pods never use it: they have pod identities, and the metadata service answers
 * no container.
 *
 * Changing it replaces every node group.
 */
export class NodeRole extends Construct {
  readonly role: IamRole;
  readonly policies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NodeRoleProps) {
    super(scope, id);
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          sid: 'Nodes',
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['ec2.amazonaws.com'] }],
        },
      ],
    });
    this.role = new IamRole(this, 'Default', {
      name: physicalName(this, NAME_LIMITS.iamRole),
      description: `Nodes of cluster ${props.clusterName}`,
      assumeRolePolicy: trust.json,
      lifecycle: { preventDestroy: true },
    });
    this.policies = POLICIES.map(
      (name) =>
        new IamRolePolicyAttachment(this, name, {
          role: this.role.name,
          policyArn: `arn:aws:iam::aws:policy/${name}`,
        }),
    );
  }
}
