import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const imageCache: Rule = {
  id: 'SMILE_IMAGE_CACHE',
  family: 'semantics',
  severity: 'medium',
  title: 'A cache of images has a prefix that ECR takes, and a role for its key',
  what: '`ecr_repository_prefix` of a pull-through cache has 2 to 30 allowed characters; a creation template with KMS has `custom_role_arn`.',
  why: 'Plan accepts it, ECR refuses it, or every first pull fails.',
  remedy: 'Use PullThroughCache.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-iam.html',
  check: argumentRules('ecr-prefix', 'ecr-template-role'),
};
