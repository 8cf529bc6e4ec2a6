import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const bucketLifecycleFilter: Rule = {
  id: 'SMILE_BUCKET_LIFECYCLE_FILTER',
  family: 'semantics',
  severity: 'medium',
  title: 'Every lifecycle rule has a filter, even an empty one',
  what: 'Each `rule` of an `aws_s3_bucket_lifecycle_configuration` has `filter` or `prefix`.',
  why: 'Without one, the provider shows a difference for ever.',
  remedy: 'Use PrivateBucket, or write filter: [{}].',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/41278',
  check: each('aws_s3_bucket_lifecycle_configuration', (lifecycle) =>
    lifecycle
      .blocks('rule')
      .filter((rule) => !rule.has('filter') && !rule.has('prefix'))
      .map((rule) => `rule ${rule.show('id')} must have a filter, got none`),
  ),
};
