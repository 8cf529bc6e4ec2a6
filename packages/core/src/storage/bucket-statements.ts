import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';

/** Reading objects and their old versions. */
export const READ_OBJECTS = ['s3:GetObject', 's3:GetObjectVersion'];

/** Adding objects, in parts too; neither reading nor deleting them. */
export const WRITE_OBJECTS = ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];

/** Statements of a bucket's policy that refuse requests without TLS, and with TLS before 1.2. */
export function denyWeakTls(bucketArn: string): DataAwsIamPolicyDocumentStatement[] {
  const deny = {
    effect: 'Deny',
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    principals: [{ type: '*', identifiers: ['*'] }],
  };
  return [
    {
      sid: 'DenyWithoutTls',
      ...deny,
      condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
    },
    {
      sid: 'DenyOldTls',
      ...deny,
      condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.2'] }],
    },
  ];
}

/** Statement for a role that lists a bucket. */
export function listBucket(bucketArn: string): DataAwsIamPolicyDocumentStatement {
  return { sid: 'ListBucket', actions: ['s3:GetBucketLocation', 's3:ListBucket'], resources: [bucketArn] };
}

/** Statements for a role that lists the objects whose keys begin with a text, and knows of no others. */
export function listBelow(bucketArn: string, below: string): DataAwsIamPolicyDocumentStatement[] {
  return [
    { sid: 'FindBucket', actions: ['s3:GetBucketLocation'], resources: [bucketArn] },
    {
      sid: 'ListBelow',
      actions: ['s3:ListBucket'],
      resources: [bucketArn],
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#condition-key-bucket-ops-2
      condition: [{ test: 'StringLike', variable: 's3:prefix', values: [`${below}*`] }],
    },
  ];
}

/**
 * Statement for a role that does something with the objects of a bucket.
 *
 * @param below start of their keys. @default - all objects
 */
export function useObjects(
  bucketArn: string,
  actions: readonly string[],
  below = '',
): DataAwsIamPolicyDocumentStatement {
  return { sid: 'UseObjects', actions: [...actions], resources: [`${bucketArn}/${below}*`] };
}
