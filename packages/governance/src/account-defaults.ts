import { EbsDefaultKmsKey } from '@cdktf/provider-aws/lib/ebs-default-kms-key';
import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { EbsSnapshotBlockPublicAccess } from '@cdktf/provider-aws/lib/ebs-snapshot-block-public-access';
import { Ec2ImageBlockPublicAccess } from '@cdktf/provider-aws/lib/ec2-image-block-public-access';
import { Ec2InstanceMetadataDefaults } from '@cdktf/provider-aws/lib/ec2-instance-metadata-defaults';
import { Ec2SerialConsoleAccess } from '@cdktf/provider-aws/lib/ec2-serial-console-access';
import { IamAccountPasswordPolicy } from '@cdktf/provider-aws/lib/iam-account-password-policy';
import { IamSecurityTokenServicePreferences } from '@cdktf/provider-aws/lib/iam-security-token-service-preferences';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { EncryptionKey, EstateStack } from '@smile/core';
import { Construct } from 'constructs';

/**
 * Switches of the account, set to the safe side for whatever is made without saying otherwise. All are free but the
 * key, about USD 1 a month.
 *
 * They change nothing that exists: a volume made unencrypted stays so.
 */
export class AccountDefaults extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.encryptVolumes();
    this.guardMetadata();
    this.keepPrivate();
    this.hardenSignIn();
  }

  /** Volumes and snapshots that name no key use ours. Everyone who may use EBS may use it, as with AWS's own key. */
  private encryptVolumes(): void {
    const key = new EncryptionKey(this, 'VolumeKey', { description: 'Volumes that name no key', alias: 'ebs' });
    key.allowThroughService('ec2');
    new EbsDefaultKmsKey(this, 'DefaultVolumeKey', { keyArn: key.keyArn });
    new EbsEncryptionByDefault(this, 'VolumeEncryption', { enabled: true });
  }

  /**
   * Instance credentials only by session token, and no further than the host itself: with one hop a container cannot
   * take its node's role. Pods have identities of their own, so none needs a second hop.
   */
  private guardMetadata(): void {
    new Ec2InstanceMetadataDefaults(this, 'InstanceMetadata', {
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
      httpEndpoint: 'enabled',
      instanceMetadataTags: 'disabled',
    });
  }

  private keepPrivate(): void {
    const { account } = EstateStack.ofConstruct(this).environment;
    new S3AccountPublicAccessBlock(this, 'Buckets', {
      accountId: account.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new EbsSnapshotBlockPublicAccess(this, 'Snapshots', { state: 'block-all-sharing' });
    new Ec2ImageBlockPublicAccess(this, 'Images', { state: 'block-new-sharing' });
    new Ec2SerialConsoleAccess(this, 'SerialConsole', { enabled: false });
  }

  private hardenSignIn(): void {
    // Users are not ours to make, but one made in an emergency gets what CIS 1.7 and 1.8 and IAM_PASSWORD_POLICY ask.
    new IamAccountPasswordPolicy(this, 'Passwords', {
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      maxPasswordAge: 90,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
    });
    // Opt-in regions refuse tokens of version 1, which the global endpoint issues otherwise.
    new IamSecurityTokenServicePreferences(this, 'Tokens', { globalEndpointTokenVersion: 'v2Token' });
  }
}
