import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

/** AWS's policies by construct id. A role with the first two only backs up what it can never restore. */
const POLICIES = {
  Backup: 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
  BackupS3: 'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup',
  Restore: 'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
  RestoreS3: 'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore',
} as const;

/** The role with which AWS Backup saves and restores: databases, volumes, hosts, and buckets. */
export class BackupRole extends Construct {
  readonly roleArn: string;
  /** What must be attached before AWS Backup takes the role on (P31). */
  readonly attachments: readonly IamRolePolicyAttachment[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          // No condition on the account: AWS documents none for this, and passing the role on is limited to the account.
          principals: [{ type: 'Service', identifiers: ['backup.amazonaws.com'] }],
        },
      ],
    });
    const role = new IamRole(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.iamRole, name: 'backup' }),
      description: 'AWS Backup saves and restores what is tagged backup=daily',
      assumeRolePolicy: trust.json,
      lifecycle: { preventDestroy: true },
    });
    this.attachments = Object.entries(POLICIES).map(
      ([name, policyArn]) => new IamRolePolicyAttachment(this, name, { role: role.name, policyArn }),
    );
    this.roleArn = role.arn;
  }
}
