import { Block } from '../../reading/block.ts';
import { each, mustBeOneOf } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const bucketHistory: Rule = {
  id: 'SMILE_BUCKET_HISTORY',
  family: 'security',
  severity: 'medium',
  title: 'Buckets with backups, states or audit records have versioning',
  what: 'Every `aws_s3_bucket` that is backed up daily, or holds states or audit records, has versioning enabled.',
  why: 'An application that deletes wrongly deletes for ever. Buckets of logs and traces, which only grow, need no history.',
  remedy: 'Give PrivateBucket history.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
  check: each('aws_s3_bucket', (block, bucket, context) => {
    const name = block.text('bucket') ?? '';
    const isKept =
      bucket.tagsAll.backup === 'daily' || (/terraform-state|audit/.test(name) && !name.includes('access'));
    if (!isKept) return undefined;
    const [versioning] = companionsOf(context, bucket, 'aws_s3_bucket_versioning', 'bucket');
    if (versioning === undefined) return 'must have an aws_s3_bucket_versioning, got none';
    return mustBeOneOf(Block.of(versioning).block('versioning_configuration'), 'status', ['Enabled']);
  }),
};
