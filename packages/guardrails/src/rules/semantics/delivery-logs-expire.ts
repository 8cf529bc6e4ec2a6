import { Block } from '../../reading/block.ts';
import { logBuckets } from '../../reading/deliveries.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const deliveryLogsExpire: Rule = {
  id: 'SMILE_DELIVERY_EXPIRY',
  family: 'semantics',
  severity: 'medium',
  title: 'Buckets that services write logs to delete them after a time',
  what: 'An enabled lifecycle rule with an expiration, of all objects, on every bucket that a service delivers to. Who reads the logs is not seen in Terraform: Athena, people; that somebody decided how long they are of use is.',
  why: 'A bucket that nobody reads and nobody empties grows until somebody asks what the bill is for.',
  remedy: 'Give PrivateBucket an expireAfter.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  check: (context) =>
    [...logBuckets(context)].flatMap(([bucket, writers]) => {
      const rules = companionsOf(context, bucket, 'aws_s3_bucket_lifecycle_configuration', 'bucket').flatMap(
        (configuration) => Block.of(configuration).blocks('rule'),
      );
      const expires = rules.some((rule) => rule.text('status') !== 'Disabled' && rule.has('expiration'));
      return expires
        ? []
        : [{ place: bucket, message: `must expire what ${writers.join(' and ')} write, got no such lifecycle rule` }];
    }),
};
