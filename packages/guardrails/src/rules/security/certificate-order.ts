import { each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const certificateOrder: Rule = {
  id: 'CKV_AWS_233',
  family: 'security',
  severity: 'medium',
  title: 'A new certificate is there before the old one goes',
  what: 'Every `aws_acm_certificate` has `create_before_destroy`.',
  why: 'A certificate in use cannot be deleted, so a replacement fails after an hour.',
  remedy: 'Use Certificate of @smile/edge.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/acm_certificate',
  check: inCode(
    each('aws_acm_certificate', (_, { lifecycle }) =>
      lifecycle.createBeforeDestroy ? undefined : 'lifecycle.create_before_destroy must be true, got false',
    ),
  ),
};
