import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const trailEncrypted: Rule = {
  id: 'CKV_AWS_35',
  family: 'security',
  severity: 'medium',
  title: 'The audit trail is encrypted under our key',
  what: '`kms_key_id` of every `aws_cloudtrail` is given.',
  why: 'Audit records name people, addresses and resources.',
  remedy: 'Use Trail.',
  source:
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html',
  check: each('aws_cloudtrail', (trail) => mustHave(trail, 'kms_key_id', 'a key of ours')),
};
