import { allOf, each, inCode, mustBe } from '../../reading/checks.ts';
import { waitsFor } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const securityHubDefaults: Rule = {
  id: 'SMILE_SECURITY_HUB_DEFAULTS',
  family: 'semantics',
  severity: 'high',
  title: 'Security Hub starts without standards, and each standard waits for it',
  what: '`enable_default_standards` of every `aws_securityhub_account` is false, and every standards subscription depends on the account.',
  why: 'With the default, AWS subscribes two standards that Terraform does not own; ours then collide, and undoing it replaces the account with its findings.',
  remedy: 'Use SecurityHub.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/securityhub_account',
  check: allOf(
    inCode(each('aws_securityhub_account', (hub) => mustBe(hub, 'enable_default_standards', false, true))),
    each('aws_securityhub_standards_subscription', (_, subscription, context) =>
      waitsFor(context, subscription, 'aws_securityhub_account') ? undefined : 'must depend on aws_securityhub_account',
    ),
  ),
};
