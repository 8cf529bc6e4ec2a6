import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamInstanceProfile } from '@cdktf/provider-aws/lib/iam-instance-profile';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

export interface HostRoleProps {
  /** Words of the role's name after the environment's prefix, as in `bastion`. */
  readonly name: string;
}

/**
 * What the Systems Manager agent asks for: sessions, commands, patches, inventory.
 *
 * This is AWS's policy `AmazonSSMManagedInstanceCore` without `ssm:GetParameter` and `ssm:GetParameters`, with which any
 * process on the host could read every parameter of the account, secrets among them. These actions have no resources.
 * Source: AWS managed policy reference, AmazonSSMManagedInstanceCore.
 */
const AGENT_ACTIONS = [
  'ec2messages:AcknowledgeMessage',
  'ec2messages:DeleteMessage',
  'ec2messages:FailMessage',
  'ec2messages:GetEndpoint',
  'ec2messages:GetMessages',
  'ec2messages:SendReply',
  'ssm:DescribeAssociation',
  'ssm:DescribeDocument',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:GetManifest',
  'ssm:ListAssociations',
  'ssm:ListInstanceAssociations',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:PutInventory',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstanceAssociationStatus',
  'ssm:UpdateInstanceInformation',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
];

/** The role of one host: what the Systems Manager agent needs, and what {@link addToPolicy} adds. */
export class HostRole extends Construct {
  readonly instanceProfileName: string;
  /** What the host must wait for: without its permissions the agent gives up for half an hour. */
  readonly policy: IamRolePolicy;
  private readonly document: DataAwsIamPolicyDocument;
  private readonly statements: DataAwsIamPolicyDocumentStatement[];

  constructor(scope: Construct, id: string, props: HostRoleProps) {
    super(scope, id);
    const name = physicalName(this, { ...NAME_LIMITS.iamRole, name: props.name });
    const role = this.createRole(name);
    this.statements = [{ sid: 'BeManaged', actions: AGENT_ACTIONS, resources: ['*'] }];
    this.document = new DataAwsIamPolicyDocument(this, 'Statements', { statement: this.statements });
    this.policy = new IamRolePolicy(this, 'Policy', { role: role.name, name: 'host', policy: this.document.json });
    this.instanceProfileName = new IamInstanceProfile(this, 'Profile', { name, role: role.name }).name;
  }

  /** Lets every process on the host do something. */
  addToPolicy(...statements: DataAwsIamPolicyDocumentStatement[]): void {
    this.statements.push(...statements);
    this.document.putStatement(this.statements);
  }

  private createRole(name: string): IamRole {
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          sid: 'Instances',
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['ec2.amazonaws.com'] }],
        },
      ],
    });
    return new IamRole(this, 'Default', {
      name,
      description: 'Role of a host',
      assumeRolePolicy: trust.json,
      lifecycle: { preventDestroy: true },
    });
  }
}
