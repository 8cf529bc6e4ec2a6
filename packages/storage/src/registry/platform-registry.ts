import type { ImageName } from '@smile/catalogue';
import type { EncryptionKey } from '@smile/core';
import { Construct } from 'constructs';
import { Repository } from './repository.ts';

export interface PlatformRegistryProps {
  readonly encryption: EncryptionKey;
  /** Images that are copied or built; each gets a repository of its own. A name that goes takes its images along. */
  readonly images: readonly ImageName[];
  /** Accounts that may pull, to copy images into a registry of their own. @default - this account only */
  readonly pulledByAccounts?: readonly string[];
}

/**
 * Repositories of what runs in the clusters besides SMILE and WMS, and that ECR cannot cache: as in
 * `smile-prd/platform/loki`.
 *
 * `smile images sync` copies images into them before the first node starts; Jenkins pushes what it builds. Each tag is a
 * version, or `sha-` and a commit, and stays. What has no tag goes after 14 days, but for the platforms of an image that
 * has one: ECR keeps what a manifest list refers to
 * (https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html).
 */
export class PlatformRegistry extends Construct {
  constructor(scope: Construct, id: string, props: PlatformRegistryProps) {
    super(scope, id);
    for (const image of props.images) {
      new Repository(this, image, { ...props, name: image, namespace: 'platform' });
    }
  }
}
