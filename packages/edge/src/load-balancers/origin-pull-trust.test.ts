import { LbTrustStore } from '@cdktf/provider-aws/lib/lb-trust-store';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { originPullBucketName } from '@smile/core';
import { testEnvironment } from '@smile/core/fixtures';
import { resourcesOf, synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { AUTHORITY, balancedStackFor, NEXT_AUTHORITY } from './fixtures.ts';
import { OriginPullTrust } from './origin-pull-trust.ts';

const stackWith = (authorities: string) =>
  balancedStackFor((stack) => {
    new OriginPullTrust(stack, 'Trust', { authorities });
  });

const stack = stackWith(AUTHORITY);

describe('the trust store', () => {
  test('reads our authority from a private bucket', () => {
    expect(stack).toHaveResource(LbTrustStore, { name: 'smile-uat-origin-pull' });
    expect(stack).toReference(LbTrustStore, 'ca_certificates_bundle_s3_bucket', S3Object);
    expect(stack).toReference(LbTrustStore, 'ca_certificates_bundle_s3_key', S3Object);
    expect(stack).toHaveResource(S3Object, { content: AUTHORITY, content_type: 'application/x-pem-file' });
    expect(stack).toHaveResource(S3Bucket, {
      // The name under which the plan role may read it.
      bucket: originPullBucketName(testEnvironment()),
      lifecycle: { prevent_destroy: true },
    });
  });

  test('reads again when the bundle changes, because a new content has a new key, made before the old one goes', () => {
    const keyOf = (authorities: string) => resourcesOf(stackWith(authorities), S3Object)[0]?.key;
    expect(keyOf(AUTHORITY)).toMatch(/^authorities-[0-9a-f]{12}\.pem$/);
    expect(keyOf(AUTHORITY + NEXT_AUTHORITY)).not.toBe(keyOf(AUTHORITY));
    expect(keyOf(`${AUTHORITY}\n`)).toBe(keyOf(AUTHORITY));
    expect(stack).toHaveResource(S3Object, { lifecycle: { create_before_destroy: true } });
  });

  test('has no private key anywhere', () => {
    const text = JSON.stringify(
      synthesize(stack)
        .inventory.resources()
        .map(({ values }) => values),
    );
    expect(text).toContain('BEGIN CERTIFICATE');
    expect(text).not.toContain('PRIVATE KEY');
  });
});

test('refuses what is not a bundle of authorities', () => {
  expect(() => stackWith('none')).toFailWith(
    'indonesia-staging-edge/Trust: expected at least one PEM certificate, got none; begin with -----BEGIN CERTIFICATE',
  );
});
