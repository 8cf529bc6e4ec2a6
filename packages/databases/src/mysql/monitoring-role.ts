import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

export interface MonitoringRoleProps {
  /** The one instance that may use the role. */
  readonly identifier: string;
}

/** The role with which RDS writes the operating system's metrics of one instance to CloudWatch Logs. */
export class MonitoringRole extends Construct {
  readonly roleArn: string;
  /** What must exist before the instance: pass it as `dependsOn`, since RDS tests the role at once. */
  readonly policy: IamRolePolicyAttachment;

  constructor(scope: Construct, id: string, props: MonitoringRoleProps) {
    super(scope, id);
    const { region, account } = EstateStack.ofConstruct(this).environment;
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [
        {
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'Service', identifiers: ['monitoring.rds.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] },
            {
              test: 'ArnLike',
              variable: 'aws:SourceArn',
              values: [`arn:aws:rds:${region}:${account.id}:db:${props.identifier}`],
            },
          ],
        },
      ],
    });
    const role = new IamRole(this, 'Default', {
      name: physicalName(this, NAME_LIMITS.iamRole),
      description: `Operating-system metrics of ${props.identifier}`,
      assumeRolePolicy: trust.json,
      lifecycle: { preventDestroy: true },
    });
    this.policy = new IamRolePolicyAttachment(this, 'Policy', {
      role: role.name,
      policyArn: 'arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole',
    });
    this.roleArn = role.arn;
  }
}
