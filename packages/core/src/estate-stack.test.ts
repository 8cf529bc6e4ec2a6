import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { EstateStack } from './estate-stack.ts';
import { estateStackFor, testApp } from './fixtures.ts';
import { STATE_CONTEXT } from './state-backend.ts';

const terraformOf = (stack: EstateStack) => synthesize(stack).json;

describe('backend', () => {
  test('keeps the state in the bucket of the environment, encrypted and locked (USE-STATE)', () => {
    expect(terraformOf(estateStackFor(() => {}))).toMatchObject({
      terraform: {
        required_version: '>= 1.11.0',
        backend: {
          s3: {
            bucket: 'smile-uat-terraform-state-222222222222',
            key: 'indonesia/staging/network.tfstate',
            region: 'ap-southeast-3',
            encrypt: true,
            kms_key_id: 'arn:aws:kms:ap-southeast-3:222222222222:alias/smile-uat-terraform-state',
            allowed_account_ids: ['222222222222'],
            use_lockfile: true,
          },
        },
      },
    });
  });

  test('keeps it in a file beside the stacks when told so, the same path from anywhere', () => {
    const stack = estateStackFor(() => {}, { app: testApp({ [STATE_CONTEXT]: 'local' }) });
    expect(terraformOf(stack)).toMatchObject({
      terraform: { backend: { local: { path: '../../.state/indonesia/staging/network.tfstate' } } },
    });
  });
});

describe('provider', () => {
  test('works in one region and one account only, and tags everything', () => {
    expect(terraformOf(estateStackFor(() => {}))).toMatchObject({
      provider: {
        aws: [
          {
            region: 'ap-southeast-3',
            allowed_account_ids: ['222222222222'],
            default_tags: [
              {
                tags: {
                  project: 'smile',
                  country: 'indonesia',
                  environment: 'staging',
                  stack: 'network',
                  owner: 'platform@smile.example',
                  'cost-centre': 'tests',
                  'data-class': 'internal',
                  backup: 'none',
                  'managed-by': 'terraform',
                },
              },
            ],
            ignore_tags: [{ key_prefixes: ['kubernetes.io/cluster/', 'elbv2.k8s.aws/'] }],
          },
        ],
      },
    });
  });

  test('holds no credentials', () => {
    const text = JSON.stringify(terraformOf(estateStackFor(() => {})));
    expect(text).not.toMatch(/access_key|secret_key|token/);
  });
});

test('names its environment and layer for those who read the JSON', () => {
  // `Testing` leaves the comments out.
  expect(estateStackFor(() => {}).toTerraform()).toMatchObject({
    '//': { metadata: { environment: 'indonesia/staging', layer: 'network' } },
  });
});

describe('permissions boundary (ACC-IAM)', () => {
  const trust = '{"Statement":[],"Version":"2012-10-17"}';

  test('is put on a role that has none', () => {
    const stack = estateStackFor((scope) => {
      new IamRole(scope, 'Role', { assumeRolePolicy: trust });
    });
    expect(stack).toHaveResource(IamRole, {
      permissions_boundary: 'arn:aws:iam::222222222222:policy/smile-uat-boundary',
    });
  });

  test('leaves a stricter one alone', () => {
    const other = 'arn:aws:iam::222222222222:policy/other';
    const stack = estateStackFor((scope) => {
      new IamRole(scope, 'Role', { assumeRolePolicy: trust, permissionsBoundary: other });
    });
    expect(stack).toHaveResource(IamRole, { permissions_boundary: other });
  });
});

describe('ofConstruct', () => {
  test('finds the stack around a construct', () => {
    const stack = estateStackFor(() => {});
    expect(EstateStack.ofConstruct(new Construct(stack, 'Child'))).toBe(stack);
  });

  test('refuses another kind of stack', () => {
    const stack = new TerraformStack(testApp(), 'Other');
    expect(() => EstateStack.ofConstruct(stack)).toFailWith('Other is in TerraformStack, which is not an EstateStack');
  });
});

test('knows the order of deployment', () => {
  const app = testApp();
  const network = estateStackFor(() => {}, { app, layer: 'network' });
  const databases = estateStackFor(() => {}, { app, layer: 'databases' });
  expect([databases.isAfter(network), network.isAfter(databases), network.isAfter(network)]).toEqual([
    true,
    false,
    false,
  ]);
});
