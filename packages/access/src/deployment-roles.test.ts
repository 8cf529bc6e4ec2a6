import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import { resourcesOf, synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { BoundaryPolicies } from './boundary-policies.ts';
import { DeploymentRoles } from './deployment-roles.ts';
import { StateBackend } from './state-backend.ts';

const stackFor = (environment = testEnvironment()) =>
  estateStackFor(
    (stack) => {
      const state = new StateBackend(stack, 'State');
      new DeploymentRoles(stack, 'Roles', { state, boundaries: new BoundaryPolicies(stack, 'Boundaries') });
    },
    { environment, layer: 'bootstrap' },
  );

const stack = stackFor();

/** Statements of the policy document at a construct path below the stack. */
const statementsAt = (path: string) => {
  const address = `data.aws_iam_policy_document.${path.replaceAll('/', '_')}_*`;
  const [document] = synthesize(stack).inventory.resources({ address });
  return document?.values.statement;
};

/** The state bucket's ARN with a path behind it. */
const inStateBucket = (path: string) =>
  expect.stringMatching(new RegExp(`State_Bucket_\\w+\\.arn}${path.replaceAll('*', '\\*')}$`));

describe('plan (ACC-IAM)', () => {
  test('is for Jenkins jobs that plan, and those that apply, which plan first', () => {
    expect(statementsAt('Roles/Jenkins/PlanTrust')).toEqual([
      {
        sid: 'JenkinsJobs',
        actions: ['sts:AssumeRoleWithWebIdentity'],
        principals: [{ type: 'Federated', identifiers: [expect.stringContaining('aws_iam_openid_connect_provider')] }],
        condition: [
          { test: 'StringEquals', variable: 'jenkins.smile.example/oidc:aud', values: ['sts.amazonaws.com'] },
          {
            test: 'StringLike',
            variable: 'jenkins.smile.example/oidc:sub',
            values: [
              'https://jenkins.smile.example/job/pull-request/job/*',
              'https://jenkins.smile.example/job/deploy/job/main/',
            ],
          },
        ],
      },
    ]);
  });

  test('reads, locks states of its environment, and reads no data and no secret', () => {
    expect(statementsAt('Roles/PlanStatements')).toEqual([
      { sid: 'ListStates', actions: ['s3:ListBucket'], resources: [inStateBucket('')] },
      {
        sid: 'ReadStates',
        actions: ['s3:GetObject', 's3:GetObjectVersion'],
        resources: [inStateBucket('/indonesia/staging/*')],
      },
      {
        sid: 'LockStates',
        actions: ['s3:PutObject', 's3:DeleteObject'],
        resources: [inStateBucket('/indonesia/staging/*.tflock')],
      },
      {
        sid: 'DecryptStates',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [expect.stringContaining('aws_kms_key')],
      },
      {
        sid: 'DenyReadingData',
        effect: 'Deny',
        actions: expect.arrayContaining(['secretsmanager:GetSecretValue', 'dynamodb:GetItem', 'sqs:ReceiveMessage']),
        resources: ['*'],
      },
      {
        sid: 'DenyReadingObjects',
        effect: 'Deny',
        actions: ['s3:GetObject*'],
        // The certificates that Terraform keeps as objects, besides states: a plan reads both.
        not_resources: [
          inStateBucket('/indonesia/staging/*'),
          'arn:aws:s3:::smile-uat-origin-pull-authorities-222222222222/*',
        ],
      },
    ]);
    expect(stack).toReference(IamRolePolicy, 'policy', DataAwsIamPolicyDocument);
    expect(stack).toHaveResource(IamRolePolicy, { name: 'states', role: expect.stringContaining('Roles_Plan_') });
  });

  test('ends after an hour, inside the boundary', () => {
    expect(stack).toHaveResource(IamRole, {
      name: 'smile-uat-plan',
      max_session_duration: 3600,
      permissions_boundary: expect.stringContaining('aws_iam_policy.Boundaries'),
    });
  });
});

describe('apply (ACC-IAM)', () => {
  test('is for the one job that applies from the main branch, and not for those that plan', () => {
    expect(statementsAt('Roles/Jenkins/ApplyTrust')).toEqual([
      expect.objectContaining({
        condition: [
          expect.objectContaining({ variable: 'jenkins.smile.example/oidc:aud' }),
          expect.objectContaining({ values: ['https://jenkins.smile.example/job/deploy/job/main/'] }),
        ],
      }),
    ]);
  });

  test('has four hours, because replacing a cluster takes some, inside the boundary', () => {
    expect(stack).toHaveResource(IamRole, {
      name: 'smile-uat-apply',
      max_session_duration: 14400,
      permissions_boundary: expect.stringContaining('aws_iam_policy.Boundaries'),
    });
  });
});

describe('break-glass (ACC-IAM)', () => {
  test('is for the named people, with MFA of the last hour, for an hour', () => {
    expect(statementsAt('Roles/BreakGlassTrust')).toEqual([
      {
        sid: 'UsersWithMfa',
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::222222222222:user/break-glass-1'] }],
        condition: [
          { test: 'Bool', variable: 'aws:MultiFactorAuthPresent', values: ['true'] },
          { test: 'NumericLessThan', variable: 'aws:MultiFactorAuthAge', values: ['3600'] },
        ],
      },
    ]);
    expect(stack).toHaveResource(IamRole, { name: 'smile-uat-break-glass', max_session_duration: 3600 });
  });
});

test('the policies that AWS keeps: plan reads, the other two administer', () => {
  const attached = resourcesOf(stack, IamRolePolicyAttachment).map(({ policy_arn }) => policy_arn);
  expect(attached.sort()).toEqual([
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
  ]);
});

describe('Jenkins as identity provider', () => {
  test('is made once per account, by the owner of its singletons', () => {
    expect(stack).toHaveResource(IamOpenidConnectProvider, {
      url: 'https://jenkins.smile.example/oidc',
      client_id_list: ['sts.amazonaws.com'],
    });
  });

  test('is only named by the other environments of an account', () => {
    const other = stackFor(testEnvironment({ account: { id: '222222222222', ownsSingletons: false } }));
    expect(other).toHaveResourceCount(IamOpenidConnectProvider, 0);
    expect(JSON.stringify(synthesize(other).json)).toContain(
      'arn:aws:iam::222222222222:oidc-provider/jenkins.smile.example/oidc',
    );
  });
});

describe('boundaries (ACC-IAM)', () => {
  const denied = (path: string) =>
    (statementsAt(path) as { sid: string; effect?: string; actions: string[] }[]).filter(
      ({ effect }) => effect === 'Deny',
    );

  test('the one of every role has the name that other stacks expect', () => {
    expect(stack).toHaveResource(IamPolicy, { name: 'smile-uat-boundary' });
  });

  test('keeps every role from lasting keys, from silence, from the fence and from states', () => {
    expect(denied('Boundaries/DefaultStatements').map(({ sid }) => sid)).toEqual([
      'DenyLongLivedKeys',
      'DenySilencingTheAuditTrail',
      'DenyRolesWithoutBoundary',
      'DenyChangingTheFence',
      'DenyDeletingStates',
      'DenyEndingNodesWithData',
    ]);
  });

  test('keeps every role, the apply role too, from ending nodes whose disks hold data', () => {
    expect(statementsAt('Boundaries/DefaultStatements')).toContainEqual({
      sid: 'DenyEndingNodesWithData',
      effect: 'Deny',
      actions: ['eks:DeleteNodegroup', 'eks:UpdateNodegroupVersion'],
      resources: ['*'],
      condition: [{ test: 'StringEquals', variable: 'aws:ResourceTag/nodes-with-data', values: ['keep'] }],
    });
  });

  test('lets a role make roles only with the same boundary', () => {
    expect(statementsAt('Boundaries/DefaultStatements')).toContainEqual({
      sid: 'DenyRolesWithoutBoundary',
      effect: 'Deny',
      actions: ['iam:CreateRole', 'iam:PutRolePermissionsBoundary'],
      resources: ['*'],
      condition: [
        {
          test: 'StringNotEquals',
          variable: 'iam:PermissionsBoundary',
          values: ['arn:aws:iam::222222222222:policy/smile-uat-boundary'],
        },
      ],
    });
  });

  test('keeps even break-glass from lasting keys and from silencing the audit trail', () => {
    expect(denied('Boundaries/BreakGlassStatements').map(({ sid, actions }) => [sid, actions])).toEqual([
      ['DenyLongLivedKeys', ['iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:CreateUser']],
      ['DenySilencingTheAuditTrail', expect.arrayContaining(['cloudtrail:StopLogging', 'guardduty:DeleteDetector'])],
    ]);
  });
});
