import { each } from '../../reading/checks.ts';
import { waitsFor } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const trailAfterPolicy: Rule = {
  id: 'SMILE_TRAIL_AFTER_POLICY',
  family: 'semantics',
  severity: 'high',
  title: "The bucket's policy comes before the trail",
  what: 'Every `aws_cloudtrail` depends on an `aws_s3_bucket_policy`.',
  why: 'CloudTrail checks the bucket when it is created, and refuses one that does not let it in yet.',
  remedy: 'Use Trail, or add dependsOn.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/27945',
  check: each('aws_cloudtrail', (_, trail, context) =>
    waitsFor(context, trail, 'aws_s3_bucket_policy') ? undefined : 'must depend on the policy of its bucket',
  ),
};
