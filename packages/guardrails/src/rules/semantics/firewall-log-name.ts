import { argumentRules } from '../../reading/argument-rules.ts';
import { Block } from '../../reading/block.ts';
import { allOf, each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const firewallLogName: Rule = {
  id: 'SMILE_FIREWALL_LOG_NAME',
  family: 'semantics',
  severity: 'high',
  title: "The firewall's log has the name that WAF asks for",
  what: '`log_destination_configs` name a log group, bucket or stream that begins with aws-waf-logs-.',
  why: 'Plan accepts any name, WAF refuses it.',
  remedy: 'Call it aws-waf-logs-….',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html',
  check: allOf(
    argumentRules('waf-log-destination'),
    each('aws_wafv2_web_acl_logging_configuration', (_, logging, rules) =>
      ['aws_cloudwatch_log_group', 'aws_s3_bucket'].flatMap((type) =>
        targetsOf(rules, logging, 'log_destination_configs', type).map((target) => {
          const name = Block.of(target).text(type === 'aws_s3_bucket' ? 'bucket' : 'name');
          return name === undefined || name.startsWith('aws-waf-logs-')
            ? undefined
            : `log_destination_configs must begin with aws-waf-logs-, got ${name}`;
        }),
      ),
    ),
  ),
};
