import { EbsDefaultKmsKey } from '@cdktf/provider-aws/lib/ebs-default-kms-key';
import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { EbsSnapshotBlockPublicAccess } from '@cdktf/provider-aws/lib/ebs-snapshot-block-public-access';
import { Ec2ImageBlockPublicAccess } from '@cdktf/provider-aws/lib/ec2-image-block-public-access';
import { Ec2InstanceMetadataDefaults } from '@cdktf/provider-aws/lib/ec2-instance-metadata-defaults';
import { Ec2SerialConsoleAccess } from '@cdktf/provider-aws/lib/ec2-serial-console-access';
import { IamAccountPasswordPolicy } from '@cdktf/provider-aws/lib/iam-account-password-policy';
import { IamSecurityTokenServicePreferences } from '@cdktf/provider-aws/lib/iam-security-token-service-preferences';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { AccountDefaults } from './account-defaults.ts';
import { accountStackFor, statementsAt } from './fixtures.ts';

const stack = accountStackFor((scope) => {
  new AccountDefaults(scope, 'Defaults');
});

describe('defaults of the account', () => {
  test('encrypt volumes with a key that everyone who may use EBS may use', () => {
    expect(stack).toHaveResource(EbsEncryptionByDefault, { enabled: true });
    expect(stack).toReference(EbsDefaultKmsKey, 'key_arn', KmsKey);
    expect(stack).toHaveResource(KmsAlias, { name: 'alias/smile-uat-ebs' });
    expect(statementsAt(stack, 'Defaults/VolumeKey/Policy')).toContainEqual(
      expect.objectContaining({ sid: 'AllowThroughEc2', actions: expect.arrayContaining(['kms:CreateGrant']) }),
    );
  });

  test('keep instance credentials from containers: session tokens, one hop', () => {
    expect(stack).toHaveResource(Ec2InstanceMetadataDefaults, {
      http_tokens: 'required',
      http_put_response_hop_limit: 1,
      http_endpoint: 'enabled',
      instance_metadata_tags: 'disabled',
    });
  });

  test('keep buckets, snapshots and images private, and the serial console shut', () => {
    expect(stack).toHaveResource(S3AccountPublicAccessBlock, {
      account_id: '222222222222',
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack).toHaveResource(EbsSnapshotBlockPublicAccess, { state: 'block-all-sharing' });
    expect(stack).toHaveResource(Ec2ImageBlockPublicAccess, { state: 'block-new-sharing' });
    expect(stack).toHaveResource(Ec2SerialConsoleAccess, { enabled: false });
  });

  test('give no region to what has none (P2)', () => {
    for (const type of [S3AccountPublicAccessBlock, Ec2ImageBlockPublicAccess, IamAccountPasswordPolicy]) {
      expect(resourcesOf(stack, type)[0]).not.toHaveProperty('region');
    }
  });

  test('ask of passwords what CIS and the Config rule ask', () => {
    expect(stack).toHaveResource(IamAccountPasswordPolicy, {
      minimum_password_length: 14,
      password_reuse_prevention: 24,
      max_password_age: 90,
      require_symbols: true,
    });
  });

  test('make tokens of the global endpoint valid in Jakarta, an opt-in region', () => {
    expect(stack).toHaveResource(IamSecurityTokenServicePreferences, { global_endpoint_token_version: 'v2Token' });
  });
});
