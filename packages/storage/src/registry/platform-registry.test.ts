import { DataAwsEcrLifecyclePolicyDocument } from '@cdktf/provider-aws/lib/data-aws-ecr-lifecycle-policy-document';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { imageRepository } from '@smile/catalogue';
import { EncryptionKey } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { PlatformRegistry, type PlatformRegistryProps } from './platform-registry.ts';

const stackWith = (props: Partial<PlatformRegistryProps> = {}) =>
  estateStackFor(
    (scope) => {
      const encryption = new EncryptionKey(scope, 'Key', { description: 'Data' });
      new PlatformRegistry(scope, 'PlatformRegistry', { encryption, images: ['loki', 'kafka-connect'], ...props });
    },
    { layer: 'storage' },
  );

describe('the registry of the platform', () => {
  const stack = stackWith();

  test('has a repository per image, where pods look for it', () => {
    const owner = { accountId: '222222222222', region: 'ap-southeast-3', namePrefix: 'smile-uat' };
    const host = '222222222222.dkr.ecr.ap-southeast-3.amazonaws.com';
    const names = resourcesOf(stack, EcrRepository).map(({ name }) => name);
    expect(names).toEqual(['smile-uat/platform/kafka-connect', 'smile-uat/platform/loki']);
    expect(names.map((name) => `${host}/${name}`)).toEqual([
      imageRepository('kafka-connect', owner),
      imageRepository('loki', owner),
    ]);
  });

  test('keeps tags where they are, scans and encrypts, and refuses to be deleted with its images', () => {
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

  test('removes what has no tag after 14 days, and nothing that has one', () => {
    expect(stack).toHaveResourceCount(EcrLifecyclePolicy, 2);
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

test('other accounts may pull, to promote what was built', () => {
  const stack = stackWith({ pulledByAccounts: ['111111111111'] });
  expect(stack).toHaveResourceCount(EcrRepositoryPolicy, 2);
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      {
        sid: 'PullByAccounts',
        principals: [
          { type: 'AWS', identifiers: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::111111111111:root'] },
        ],
      },
    ],
  });
});
