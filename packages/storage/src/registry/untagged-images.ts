import { DataAwsEcrLifecyclePolicyDocument } from '@cdktf/provider-aws/lib/data-aws-ecr-lifecycle-policy-document';
import type { Construct } from 'constructs';

/** Age at which an image without a tag is removed, in days (APP-ECR). */
const UNTAGGED_DAYS = 14;

/**
 * A lifecycle policy that removes untagged images after 14 days.
 *
 * A document rather than text: ECR turns numbers into texts and back, and a hand-written policy shows a difference for
 * ever.
 */
export function untaggedImagesExpire(scope: Construct): DataAwsEcrLifecyclePolicyDocument {
  return new DataAwsEcrLifecyclePolicyDocument(scope, 'LifecycleRules', {
    rule: [
      {
        priority: 1,
        description: `Untagged images go after ${UNTAGGED_DAYS} days`,
        selection: [
          { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: UNTAGGED_DAYS },
        ],
        action: [{ type: 'expire' }],
      },
    ],
  });
}
