import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EcrPullThroughCacheRule } from '@cdktf/provider-aws/lib/ecr-pull-through-cache-rule';
import { EcrRepositoryCreationTemplate } from '@cdktf/provider-aws/lib/ecr-repository-creation-template';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { EncryptionKey } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { PullThroughCache } from './pull-through-cache.ts';

const stackWith = (use: (cache: PullThroughCache, role: IamRole) => void = () => {}) =>
  estateStackFor(
    (scope) => {
      const encryption = new EncryptionKey(scope, 'Key', { description: 'Data' });
      const cache = new PullThroughCache(scope, 'Cache', { encryption });
      use(cache, new IamRole(scope, 'Nodes', { assumeRolePolicy: '{}' }));
    },
    { layer: 'storage' },
  );

describe('the pull-through cache', () => {
  const stack = stackWith();

  test('copies from the public registries that ask for no credentials', () => {
    const rules = resourcesOf(stack, EcrPullThroughCacheRule);
    expect(rules.map((rule) => [rule.ecr_repository_prefix, rule.upstream_registry_url, rule.credential_arn])).toEqual([
      ['smile-uat-ecr-public', 'public.ecr.aws', undefined],
      ['smile-uat-kubernetes', 'registry.k8s.io', undefined],
      ['smile-uat-quay', 'quay.io', undefined],
    ]);
  });

  test('makes repositories as ours are: encrypted, immutable, tidied, tagged', () => {
    expect(stack).toHaveResource(EcrRepositoryCreationTemplate, {
      prefix: 'smile-uat-quay',
      applied_for: ['PULL_THROUGH_CACHE'],
      image_tag_mutability: 'IMMUTABLE',
      encryption_configuration: [{ encryption_type: 'KMS' }],
      resource_tags: { environment: 'staging', 'managed-by': 'ecr-pull-through-cache' },
    });
    expect(stack).toReference(EcrRepositoryCreationTemplate, 'encryption_configuration', KmsKey);
  });

  test('has its template before the first image can be pulled', () => {
    expect(stack).toReference(EcrPullThroughCacheRule, 'depends_on', EcrRepositoryCreationTemplate);
  });

  test('gives ECR a role that makes repositories and encrypts them, and nothing else', () => {
    expect(stack).toReference(EcrRepositoryCreationTemplate, 'custom_role_arn', IamRole);
    expect(stack).toReference(EcrRepositoryCreationTemplate, 'depends_on', IamRolePolicy);
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        { actions: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'] },
        { actions: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'], resources: ['${aws_kms_key.Key.arn}'] },
      ],
    });
  });
});

test('a role that pulls may make the repositories of the cache, and no others', () => {
  expect(stackWith((cache, role) => cache.grantPull(role))).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'SignIn' },
      {
        sid: 'PullThrough',
        actions: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:GetDownloadUrlForLayer',
          'ecr:BatchImportUpstreamImage',
          'ecr:CreateRepository',
        ],
        resources: ['ecr-public', 'kubernetes', 'quay'].map(
          (upstream) => `arn:aws:ecr:ap-southeast-3:222222222222:repository/smile-uat-${upstream}/*`,
        ),
      },
    ],
  });
});
