import type { Block } from '../../reading/block.ts';
import { each, inCode } from '../../reading/checks.ts';
import type { Rule, RuleContext } from '../../rule.ts';

const GLOBAL = [
  'aws_iam_',
  'aws_route53_zone',
  'aws_route53_record',
  'aws_cloudfront_',
  'aws_budgets_',
  'aws_organizations_',
  'aws_s3_account_public_access_block',
  'aws_ec2_image_block_public_access',
];

/** What AWS has in us-east-1 only: the firewall of CloudFront, keys that sign zones, logs of DNS questions. */
function isOfUsEast(block: Block, type: string): boolean {
  if (type.startsWith('aws_wafv2_')) return block.text('scope') === 'CLOUDFRONT';
  return [
    'aws_kms_key',
    'aws_kms_alias',
    'aws_kms_key_policy',
    'aws_cloudwatch_log_group',
    'aws_cloudwatch_log_resource_policy',
    'aws_route53_query_log',
    'aws_acm_certificate',
  ].includes(type);
}

function homeOf({ inventory }: RuleContext, stack: string): string | undefined {
  const region = inventory.stacks.find(({ name }) => name === stack)?.backend?.config.region;
  return typeof region === 'string' ? region : undefined;
}

export const deliberateRegion: Rule = {
  id: 'SMILE_REGION_ARGUMENT',
  family: 'region',
  severity: 'high',
  title: 'Only what must be elsewhere is elsewhere',
  what: "`region` of a resource is absent, or its provider's, except for what works in us-east-1 alone (WAF of CloudFront, DNSSEC keys, DNS query logs). Global resources have none.",
  why: "Patients' data stays in the country's region. Adding region to a resource later replaces it.",
  remedy: 'Leave region out.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support',
  check: inCode(
    each('aws_*', (block, { stack, type }, context) => {
      const region = block.text('region');
      if (region === undefined) return undefined;
      if (GLOBAL.some((prefix) => type.startsWith(prefix)))
        return `region must be left out of ${type}, which is global`;
      const home = homeOf(context, stack);
      return home === undefined || region === home || (region === 'us-east-1' && isOfUsEast(block, type))
        ? undefined
        : `region must be ${home}, got ${region}`;
    }),
  ),
};
