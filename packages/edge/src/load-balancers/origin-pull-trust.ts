import { createHash } from 'node:crypto';
import { LbTrustStore } from '@cdktf/provider-aws/lib/lb-trust-store';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { NAME_LIMITS, ORIGIN_PULL_BUCKET, PrivateBucket, physicalName, throwIfAny, waive } from '@smile/core';
import { Construct } from 'constructs';
import { bundleProblems, normalizedBundle } from './certificate-bundle.ts';

export interface OriginPullTrustProps {
  /**
   * The authority, as PEM, that signs the client certificate with which our Cloudflare zone calls origins; two of them while
   * one follows the other. Public certificates only: the keys never leave the people who keep them.
   */
  readonly authorities: string;
}

/**
 * Whose client certificates load balancers accept: those of our own authority, which only our Cloudflare zone presents.
 *
 * Addresses cannot tell our zone from another customer's, and Cloudflare's shared certificate cannot either. AWS reads the
 * bundle when the trust store is made or changed, so every content has a key of its own: a new one is what makes Terraform
 * tell AWS to read again. docs/runbooks/origin-pull-certificate.md has the steps.
 */
export class OriginPullTrust extends Construct {
  readonly trustStoreArn: string;
  /** Where the bundle is, as in `s3://…/authorities-….pem`: API Gateway has no trust store and reads it itself. */
  readonly bundleUri: string;

  constructor(scope: Construct, id: string, props: OriginPullTrustProps) {
    super(scope, id);
    throwIfAny(this, bundleProblems(props.authorities));
    const bundle = this.createBundle(normalizedBundle(props.authorities));
    const store = new LbTrustStore(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.trustStore, name: 'origin-pull' }),
      caCertificatesBundleS3Bucket: bundle.bucket,
      caCertificatesBundleS3Key: bundle.key,
      lifecycle: { preventDestroy: true },
    });
    this.trustStoreArn = store.arn;
    this.bundleUri = `s3://${bundle.bucket}/${bundle.key}`;
  }

  private createBundle(content: string): S3Object {
    const bucket = new PrivateBucket(this, 'Bundles', {
      name: ORIGIN_PULL_BUCKET,
      encryption: { sseS3Because: 'public certificates, which load balancers read with no key of ours' },
    });
    waive(bucket, {
      rule: 'CKV_AWS_18',
      reason: 'it holds public certificates, which anybody may read; who changes them is in the audit trail',
      owner: 'platform',
      expires: '2027-11-30',
    });
    const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
    return new S3Object(this, 'Bundle', {
      bucket: bucket.bucketName,
      key: `authorities-${digest}.pem`,
      content,
      contentType: 'application/x-pem-file',
      // The new bundle is there before the trust store turns to it, and the old one goes after that.
      lifecycle: { createBeforeDestroy: true },
      dependsOn: [bucket.policy],
    });
  }
}
