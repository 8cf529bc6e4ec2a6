import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { denies, WITHOUT_TLS } from '../../reading/tls-denial.ts';
import type { Rule } from '../../rule.ts';

export const topicTls: Rule = {
  id: 'SMILE_TOPIC_TLS',
  family: 'security',
  severity: 'medium',
  title: 'Every topic refuses messages without TLS',
  what: 'Every `aws_sns_topic_policy` denies `sns:Publish` to everybody when `aws:SecureTransport` is false, under no other condition.',
  why: 'What an alarm says travels in clear otherwise.',
  remedy: 'Use Topic.',
  source:
    'https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit',
  check: each('aws_sns_topic_policy', (_, policy, context) =>
    policyOf(context, policy)?.some((statement) => denies(statement, WITHOUT_TLS, ['sns:Publish'])) === false
      ? 'policy must deny sns:Publish to everybody when aws:SecureTransport is false, got no such statement'
      : undefined,
  ),
};
