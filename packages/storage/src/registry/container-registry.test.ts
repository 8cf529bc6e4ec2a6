import { DataAwsEcrLifecyclePolicyDocument } from '@cdktf/provider-aws/lib/data-aws-ecr-lifecycle-policy-document';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { EncryptionKey } from '@smile/core';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ContainerRegistry, type ContainerRegistryProps } from './container-registry.ts';
import { REPOSITORIES } from './repositories.ts';
import { Repository, type RepositoryProps } from './repository.ts';

const stackWith = (
  props: Partial<ContainerRegistryProps> = {},
  use: (registry: ContainerRegistry, role: IamRole) => void = () => {},
) =>
  estateStackFor(
    (scope) => {
      const encryption = new EncryptionKey(scope, 'Key', { description: 'Data' });
      const registry = new ContainerRegistry(scope, 'Registry', { encryption, ...props });
      use(registry, new IamRole(scope, 'Jenkins', { assumeRolePolicy: '{}' }));
    },
    { layer: 'storage' },
  );

describe('the registry (APP-ECR)', () => {
  const stack = stackWith();

  test('has eleven repositories, six for the backend, one for the web, four for waste management', () => {
    expect(resourcesOf(stack, EcrRepository).map(({ name }) => name)).toEqual(
      [
        'backend-auth',
        'backend-core',
        'backend-main',
        'backend-platform',
        'backend-sync',
        'backend-warehouse',
        'frontend-web',
        'wms-backend',
        'wms-bff',
        'wms-frontend',
        'wms-mobile',
      ].map((name) => `smile-uat-${name}`),
    );
  });

  test('keeps tags where they are, scans what is pushed, and refuses to be deleted with its images', () => {
    for (const repository of resourcesOf(stack, EcrRepository)) {
      expect(repository).toMatchObject({
        image_tag_mutability: 'IMMUTABLE',
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: 'KMS' }],
        force_delete: false,
        lifecycle: { prevent_destroy: true },
      });
    }
    expect(stack).toReference(EcrRepository, 'encryption_configuration', KmsKey);
  });

  test('removes untagged images after 14 days, in every repository', () => {
    expect(stack).toHaveResourceCount(EcrLifecyclePolicy, REPOSITORIES.length);
    expect(stack).toReference(EcrLifecyclePolicy, 'policy', DataAwsEcrLifecyclePolicyDocument);
    expect(stack).toHaveDataSource(DataAwsEcrLifecyclePolicyDocument, {
      rule: [
        {
          priority: 1,
          selection: [{ tag_status: 'untagged', count_type: 'sinceImagePushed', count_unit: 'days', count_number: 14 }],
          action: [{ type: 'expire' }],
        },
      ],
    });
  });

  test('is open to no other account by default', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [{ principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::222222222222:root'] }] }],
    });
  });
});

test('other accounts may pull, to promote an image by digest', () => {
  const stack = stackWith({ pulledByAccounts: ['111111111111'] });
  expect(stack).toHaveResourceCount(EcrRepositoryPolicy, REPOSITORIES.length);
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      {
        sid: 'PullByAccounts',
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
          'ecr:DescribeImages',
        ],
        principals: [
          { type: 'AWS', identifiers: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::111111111111:root'] },
        ],
      },
    ],
  });
});

describe('grants', () => {
  const signIn = { sid: 'SignIn', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] };
  const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

  test('pull reads every repository, and no other', () => {
    const arns: string[] = [];
    const stack = stackWith({}, (registry, role) => {
      registry.grantPull(role);
      arns.push(...REPOSITORIES.map((name) => registry.repository(name).repositoryArn));
    });
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [signIn, { sid: 'UseRepositories', actions: pull, resources: arns }],
    });
  });

  test('push writes, and can neither delete nor change settings', () => {
    expect(stackWith({}, (registry, role) => registry.grantPush(role))).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        signIn,
        {
          sid: 'UseRepositories',
          actions: [
            ...pull,
            'ecr:CompleteLayerUpload',
            'ecr:DescribeImages',
            'ecr:InitiateLayerUpload',
            'ecr:PutImage',
            'ecr:UploadLayerPart',
          ],
        },
      ],
    });
  });
});

test('a repository may be deleted with its images only with both keys', () => {
  const repositoryWith = (props: Partial<RepositoryProps>, allowDataLoss: boolean) =>
    estateStackFor(
      (scope) => {
        const encryption = new EncryptionKey(scope, 'Key', { description: 'Data' });
        new Repository(scope, 'Trial', { name: 'trial', encryption, ...props });
      },
      { environment: testEnvironment({ allowDataLoss }) },
    );
  const deletion = { allowedBecause: 'a trial' };
  expect(repositoryWith({ deletion }, true)).toHaveResource(EcrRepository, {
    force_delete: true,
    lifecycle: { prevent_destroy: false },
    tags: { 'deletion-allowed-because': 'a trial' },
  });
  expect(() => repositoryWith({ deletion }, false)).toFailWith(
    'indonesia-staging-network/Trial: deletion is allowed because "a trial", but indonesia/staging does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
  );
});
