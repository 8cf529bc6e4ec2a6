import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository';
import { EcrRepositoryPolicy } from '@cdktf/provider-aws/lib/ecr-repository-policy';
import { type Deletion, type EncryptionKey, EstateStack, NAME_LIMITS, physicalName, protectionOf } from '@smile/core';
import { Construct } from 'constructs';
import { PULL_ACTIONS } from './registry-actions.ts';
import { untaggedImagesExpire } from './untagged-images.ts';

export interface RepositoryProps {
  /** Name after the environment's prefix, as in `backend-core`. Changing it replaces the repository with its images. */
  readonly name: string;
  /**
   * ECR's namespace between prefix and name, as in `platform` for `smile-prd/platform/loki`. Changing it replaces the
   * repository with its images.
   * @default - none: `smile-prd-backend-core`
   */
  readonly namespace?: string;
  /** Changing it replaces the repository with its images. */
  readonly encryption: EncryptionKey;
  /** Accounts that may pull. @default - this account only */
  readonly pulledByAccounts?: readonly string[];
  /** Whether Terraform may delete the repository with its images. @default 'protected' */
  readonly deletion?: Deletion;
}

/**
 * An image repository whose tags never move: what was tested is what runs.
 *
 * Images are scanned when pushed. Storage costs about USD 0.10 per GiB and month.
 */
export class Repository extends Construct {
  readonly repositoryArn: string;
  /** As in `111111111111.dkr.ecr.<region>.amazonaws.com/smile-prd-backend-core`. */
  readonly repositoryUrl: string;

  constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    const repository = this.createRepository(props);
    this.repositoryArn = repository.arn;
    this.repositoryUrl = repository.repositoryUrl;
    new EcrLifecyclePolicy(this, 'Lifecycle', {
      repository: repository.name,
      policy: untaggedImagesExpire(this).json,
    });
    this.allowPulling(repository, props.pulledByAccounts ?? []);
  }

  private createRepository(props: RepositoryProps): EcrRepository {
    const protection = protectionOf(this, props.deletion ?? 'protected');
    return new EcrRepository(this, 'Default', {
      name: this.repositoryName(props),
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: props.encryption.keyArn }],
      forceDelete: !protection.isProtected,
      tags: { ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
  }

  private repositoryName({ name, namespace }: RepositoryProps): string {
    if (namespace === undefined) return physicalName(this, { ...NAME_LIMITS.ecrRepository, name });
    return [EstateStack.ofConstruct(this).environment.namePrefix, namespace, name].join('/');
  }

  /**
   * This account is named too, so that every environment has the same resources, whoever else pulls. ECR decrypts for
   * whoever may pull, so other accounts need nothing of the key.
   */
  private allowPulling(repository: EcrRepository, others: readonly string[]): void {
    const accounts = [EstateStack.ofConstruct(this).environment.account.id, ...others];
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'PullByAccounts',
          actions: [...PULL_ACTIONS, 'ecr:DescribeImages'],
          principals: [{ type: 'AWS', identifiers: accounts.map((account) => `arn:aws:iam::${account}:root`) }],
        },
      ],
    });
    new EcrRepositoryPolicy(this, 'Policy', { repository: repository.name, policy: document.json });
  }
}
