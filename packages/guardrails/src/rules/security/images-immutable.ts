import { each, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const imagesImmutable: Rule = {
  id: 'CKV_AWS_51',
  family: 'security',
  severity: 'high',
  title: "An image's tag never moves to another image",
  what: '`image_tag_mutability` of every `aws_ecr_repository` is IMMUTABLE, with or without exclusions.',
  why: 'What runs could otherwise change without a deployment, and no rollback would bring it back.',
  remedy: 'Use ContainerRegistry.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  check: each(['aws_ecr_repository', 'aws_ecr_repository_creation_template'], (repository, { type }) =>
    // A cache follows the tags of its upstream.
    type === 'aws_ecr_repository'
      ? mustBeOneOf(repository, 'image_tag_mutability', ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'], 'MUTABLE')
      : undefined,
  ),
};
