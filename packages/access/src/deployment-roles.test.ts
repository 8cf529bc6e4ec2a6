import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { estateStackFor, TEST_VALUES, testEnvironment } from '@smile/core/fixtures';
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
const statementsAt = (path: string, from = stack) => {
  const address = `data.aws_iam_policy_document.${path.replaceAll('/', '_')}_*`;
  const [document] = synthesize(from).inventory.resources({ address });
  return document?.values.statement;
};

/** The state bucket's ARN with a path behind it. */
const inStateBucket = (path: string) =>
  expect.stringMatching(new RegExp(`State_Bucket_\\w+\\.arn}${path.replaceAll('*', '\\*')}$`));

/** Conditions on the tags that EKS sets. Source of the keys: EKS guide, "Enable or disable session tags". */
const tags = (cluster: string, namespace: string, account: string) => [
  { test: 'StringEquals', variable: 'aws:RequestTag/eks-cluster-arn', values: [cluster] },
  { test: 'StringEquals', variable: 'aws:RequestTag/kubernetes-namespace', values: [namespace] },
  { test: 'StringEquals', variable: 'aws:RequestTag/kubernetes-service-account', values: [account] },
];

const trustOfPods = (namespace: string, account: string) => ({
  sid: 'JenkinsPods',
  actions: ['sts:AssumeRole', 'sts:TagSession'],
  principals: [{ type: 'Service', identifiers: ['pods.eks.amazonaws.com'] }],
  condition: [
    { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
    ...tags('arn:aws:eks:ap-southeast-3:222222222222:cluster/smile-uat-app', namespace, account),
  ],
});

describe('plan (ACC-IAM)', () => {
  test("is for pods of the account that plans, in the environment's own application cluster", () => {
    expect(statementsAt('Roles/PlanTrust')).toEqual([trustOfPods('jenkins-plan', 'plan')]);
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
      // It puts what it planned, and could not read what another put.
      {
        sid: 'PutPlans',
        actions: ['s3:PutObject'],
        resources: ['arn:aws:s3:::smile-uat-terraform-plans-222222222222/*'],
      },
      {
        sid: 'DecryptStates',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [expect.stringContaining('aws_kms_key')],
      },
      {
        sid: 'DenyReadingData',
        effect: 'Deny',
        actions: expect.arrayContaining(['secretsmanager:*Value*', 'dynamodb:*Item', 'sqs:Receive*', 'rds:Download*']),
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
  test('is for pods of the account that applies, and not for those that plan', () => {
    expect(statementsAt('Roles/ApplyTrust')).toEqual([trustOfPods('jenkins-apply', 'apply')]);
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
  test('is for the named people, with MFA of the last hour, for four hours', () => {
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
    expect(stack).toHaveResource(IamRole, { name: 'smile-uat-break-glass', max_session_duration: 14400 });
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

test('nothing here calls out when it is created: no issuer must exist before (ENV-PRD)', () => {
  expect(synthesize(stack).inventory.resources({ type: 'aws_iam_*provider' })).toEqual([]);
});

describe('an environment without a cluster (ENV-SHR)', () => {
  const guest = stackFor(
    testEnvironment({
      stage: 'shared',
      account: { id: '444444444444', ownsSingletons: true },
      deployment: { ...TEST_VALUES.deployment, deployedBy: { stage: 'production', accountId: '111111111111' } },
    }),
  );

  // The shape of the EKS guide's example, "Access AWS resources using EKS Pod Identity target IAM roles".
  test.each([
    ['PlanTrust', 'jenkins-plan', 'plan-shared'],
    ['ApplyTrust', 'jenkins-apply', 'apply-shared'],
  ])("%s trusts pods of production's cluster, through the one role that leads here", (id, namespace, account) => {
    expect(statementsAt(`Roles/${id}`, guest)).toEqual([
      {
        sid: 'JenkinsPodsOfProduction',
        actions: ['sts:AssumeRole', 'sts:TagSession'],
        principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::111111111111:root'] }],
        condition: [
          {
            test: 'ArnEquals',
            variable: 'aws:PrincipalArn',
            values: ['arn:aws:iam::111111111111:role/smile-prd-deploy-shared'],
          },
          ...tags('arn:aws:eks:ap-southeast-3:111111111111:cluster/smile-prd-app', namespace, account),
        ],
      },
    ]);
  });
});

describe('an environment that deploys another', () => {
  const deployer = stackFor(
    testEnvironment({
      stage: 'production',
      account: { id: '111111111111', ownsSingletons: true },
      deployment: { ...TEST_VALUES.deployment, alsoDeploys: [{ stage: 'shared', accountId: '444444444444' }] },
    }),
  );

  test('has a role that leads there, for pods of two accounts, and to two roles', () => {
    expect(deployer).toHaveResource(IamRole, { name: 'smile-prd-deploy-shared' });
    const cluster = 'arn:aws:eks:ap-southeast-3:111111111111:cluster/smile-prd-app';
    expect(statementsAt('Roles/DeploysShared/Trust', deployer)).toMatchObject([
      { condition: [{}, ...tags(cluster, 'jenkins-plan', 'plan-shared')] },
      { condition: [{}, ...tags(cluster, 'jenkins-apply', 'apply-shared')] },
    ]);
    expect(statementsAt('Roles/DeploysShared/Statements', deployer)).toEqual([
      {
        sid: 'TakeOnDeploymentRoles',
        actions: ['sts:AssumeRole', 'sts:TagSession'],
        resources: [
          'arn:aws:iam::444444444444:role/smile-shared-plan',
          'arn:aws:iam::444444444444:role/smile-shared-apply',
        ],
      },
    ]);
  });

  test('lets no role of its own take on any other role elsewhere', () => {
    expect(statementsAt('Boundaries/DefaultStatements', deployer)).toContainEqual({
      sid: 'DenyRolesOfOthers',
      effect: 'Deny',
      actions: ['sts:AssumeRole', 'sts:AssumeRoot'],
      not_resources: [
        'arn:aws:iam::111111111111:role/smile-prd-*',
        'arn:aws:iam::444444444444:role/smile-shared-plan',
        'arn:aws:iam::444444444444:role/smile-shared-apply',
      ],
    });
  });
});

// What they deny is proven by simulation, in packages/cli/src/docs/who-may-do-what.
describe('boundaries (ACC-IAM)', () => {
  test('have the names that other stacks expect', () => {
    expect(stack).toHaveResource(IamPolicy, { name: 'smile-uat-boundary' });
    expect(stack).toHaveResource(IamPolicy, { name: 'smile-uat-break-glass-boundary' });
  });

  test('keep every role, the apply role too, from ending nodes whose disks hold data', () => {
    expect(statementsAt('Boundaries/DefaultStatements')).toContainEqual({
      sid: 'DenyEndingNodesWithData',
      effect: 'Deny',
      actions: ['eks:DeleteNodegroup', 'eks:UpdateNodegroupVersion'],
      resources: ['*'],
      condition: [{ test: 'StringEquals', variable: 'aws:ResourceTag/nodes-with-data', values: ['keep'] }],
    });
  });
});
