import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const hostRole: Rule = {
  id: 'CKV2_AWS_41',
  family: 'security',
  severity: 'medium',
  title: 'Every host has a role of its own',
  what: '`iam_instance_profile` of every `aws_instance` is given.',
  why: 'Without a role, Session Manager cannot reach the host, and somebody puts keys on it.',
  remedy: 'Use Host.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
  check: each('aws_instance', (host) => mustHave(host, 'iam_instance_profile', 'an instance profile')),
};
