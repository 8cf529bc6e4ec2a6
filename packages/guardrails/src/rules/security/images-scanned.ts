import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const imagesScanned: Rule = {
  id: 'CKV_AWS_163',
  family: 'security',
  severity: 'medium',
  title: 'Images are scanned when they are pushed',
  what: '`image_scanning_configuration.scan_on_push` of every `aws_ecr_repository` is true.',
  why: 'Otherwise known holes go live unseen.',
  remedy: 'Use ContainerRegistry.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html',
  check: each('aws_ecr_repository', (repository) =>
    mustBe(repository.block('image_scanning_configuration'), 'scan_on_push', true),
  ),
};
