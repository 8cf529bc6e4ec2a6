import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const proxiedRecord: Rule = {
  id: 'SMILE_PROXIED_RECORD',
  family: 'semantics',
  severity: 'medium',
  title: 'A proxied record of Cloudflare leaves its lifetime to Cloudflare, and has its whole name',
  what: '`ttl` of a proxied `cloudflare_dns_record` is 1, and `name` is a full domain name.',
  why: 'Cloudflare changes both, so that every plan shows a difference.',
  remedy: 'Write ttl 1, and the whole name.',
  source: 'https://github.com/cloudflare/terraform-provider-cloudflare/issues/5378',
  check: allOf(
    argumentRules('dns-proxied-ttl'),
    each('cloudflare_dns_record', (record) => {
      const name = record.text('name');
      return name === undefined || name.includes('.') ? undefined : `name must be a full domain name, got "${name}"`;
    }),
  ),
};
