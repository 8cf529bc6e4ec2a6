import { each, mustBeOneOf, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const imagesEncrypted: Rule = {
  id: 'CKV_AWS_136',
  family: 'security',
  severity: 'medium',
  title: 'Images are encrypted under our key',
  what: '`encryption_configuration` of every `aws_ecr_repository` and creation template is KMS with a key.',
  why: 'Images hold code and configuration. Changing it later replaces the repository with its images.',
  remedy: 'Use ContainerRegistry.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html',
  check: each(['aws_ecr_repository', 'aws_ecr_repository_creation_template'], (repository) => {
    const encryption = repository.block('encryption_configuration');
    return (
      mustBeOneOf(encryption, 'encryption_type', ['KMS'], 'AES256') ?? mustHave(encryption, 'kms_key', 'a key of ours')
    );
  }),
};
