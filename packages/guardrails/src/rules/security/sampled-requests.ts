import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** Headers that hold credentials, whatever the log says of them. */
const CREDENTIALS = ['authorization', 'cookie'];

export const sampledRequests: Rule = {
  id: 'SMILE_WAF_SAMPLED_REQUESTS',
  family: 'security',
  severity: 'high',
  title: 'Data that is redacted from AWS WAF logs is protected in sampled requests as well',
  what: 'Where an `aws_wafv2_web_acl` or one of its rules has `sampled_requests_enabled`, its `data_protection_config` replaces or hashes authorization, cookie, and every header that the logging configuration redacts, match details included.',
  why: 'Redaction of the log does not reach sampled requests: tokens and session cookies of live users can be read for three hours by whoever may call GetSampledRequests.',
  remedy: 'Use WebAcl of @smile/edge, or switch sampling off.',
  source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_VisibilityConfig.html',
  check: each('aws_wafv2_web_acl', (acl, resource, context) => {
    const configs = [acl, ...acl.blocks('rule')].map((block) => block.block('visibility_config'));
    if (configs.every((config) => config.flag('sampled_requests_enabled', false) === false)) return undefined;
    const redacted = companionsOf(context, resource, 'aws_wafv2_web_acl_logging_configuration', 'resource_arn')
      .flatMap((logging) => Block.of(logging).blocks('redacted_fields'))
      .map((field) => field.block('single_header').text('name')?.toLowerCase());
    const wanted = new Set([...CREDENTIALS, ...redacted.flatMap((name) => name ?? [])]);
    const missing = [...wanted].filter((header) => !isProtected(acl, header));
    return missing.length === 0
      ? undefined
      : `data_protection_config must cover ${missing.join(', ')}, which sampled requests show in full`;
  }),
};

function isProtected(acl: Block, header: string): boolean {
  return acl
    .block('data_protection_config')
    .blocks('data_protection')
    .some((one) => {
      const field = one.block('field');
      return (
        ['SUBSTITUTION', 'HASH'].includes(one.text('action') ?? '') &&
        field.text('field_type') === 'SINGLE_HEADER' &&
        field.texts('field_keys').some((key) => key.toLowerCase() === header) &&
        one.flag('exclude_rule_match_details', false) === false &&
        one.flag('exclude_rate_based_details', false) === false
      );
    });
}
