import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';
import { hostParameterArns } from '../connect.ts';
import { SESSIONS_TAG, type SessionsFor } from '../hosts/host-tags.ts';
import { peopleTrust } from '../people-trust.ts';
import { operatorRoleName } from './session-names.ts';
import type { Sessions } from './sessions.ts';

export interface OperatorsProps {
  readonly sessions: Sessions;
  /** People who may take on the role: IAM users, and roles of IAM Identity Center that end with `_*`. */
  readonly principals: readonly string[];
}

/** A session of the role ends after an hour, in seconds: the least that AWS offers. Sessions on hosts go on. */
const ROLE_SESSION_SECONDS = 3600;

/**
 * The role of people who work on hosts and data stores: sessions on hosts of the environment, with its two documents,
 * and what `smile connect` looks up. It changes nothing in AWS (ACC-BASTION).
 */
export class Operators extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: OperatorsProps) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    const role = new IamRole(this, 'Default', {
      name: operatorRoleName(environment),
      description: 'Works on hosts and data stores through Session Manager',
      assumeRolePolicy: peopleTrust(this, 'Trust', { people: props.principals }).json,
      maxSessionDuration: ROLE_SESSION_SECONDS,
      lifecycle: { preventDestroy: true },
    });
    new IamRolePolicy(this, 'Policy', { role: role.name, name: 'sessions', policy: this.statements(props).json });
    this.roleArn = role.arn;
  }

  private statements({ sessions }: OperatorsProps): DataAwsIamPolicyDocument {
    const { environment } = EstateStack.ofConstruct(this);
    const { region, account, namePrefix } = environment;
    return new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'OpenSessionsOnHosts',
          actions: ['ssm:StartSession'],
          resources: [`arn:aws:ec2:${region}:${account.id}:instance/*`],
          condition: [
            {
              test: 'StringEquals',
              variable: `ssm:resourceTag/${SESSIONS_TAG}`,
              values: ['operators' satisfies SessionsFor],
            },
            { test: 'StringEquals', variable: 'ssm:resourceTag/environment', values: [environment.stage] },
            // Without it, a session that names no document skips the check of the next statement.
            { test: 'BoolIfExists', variable: 'ssm:SessionDocumentAccessCheck', values: ['true'] },
          ],
        },
        {
          sid: 'OnlyWithTheseDocuments',
          actions: ['ssm:StartSession'],
          resources: [sessions.shellDocumentArn, sessions.portForwardDocumentArn],
        },
        {
          sid: 'EndAndResumeOwnSessions',
          actions: ['ssm:ResumeSession', 'ssm:TerminateSession'],
          resources: ['*'],
          condition: [
            {
              test: 'StringLike',
              variable: 'ssm:resourceTag/aws:ssmmessages:session-id',
              // `&{…}` reaches IAM as a policy variable; Terraform would take a dollar for a reference of its own.
              values: ['&{aws:userid}'],
            },
          ],
        },
        { sid: 'EncryptSessions', actions: ['kms:GenerateDataKey'], resources: [sessions.key.keyArn] },
        {
          sid: 'FindHosts',
          actions: [
            'ec2:DescribeInstances',
            'ssm:DescribeInstanceInformation',
            'ssm:DescribeSessions',
            'ssm:GetConnectionStatus',
          ],
          resources: ['*'],
        },
        { sid: 'FindDataStores', actions: ['ssm:GetParameter'], resources: hostParameterArns(environment) },
        {
          sid: 'FindClusters',
          actions: ['eks:DescribeCluster'],
          resources: [`arn:aws:eks:${region}:${account.id}:cluster/${namePrefix}-*`],
        },
      ],
    });
  }
}
