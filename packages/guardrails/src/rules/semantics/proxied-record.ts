import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const proxiedRecord: Rule = {
  id: 'SMILE_PROXIED_RECORD',
  family: 'semantics',
  severity: 'medium',
  title: 'Records of Cloudflare are written as Cloudflare keeps them',
  what: 'A proxied `cloudflare_dns_record` has `ttl` 1 and a type that can be proxied; `name` is written out in full; an origin pull names one host.',
  why: 'Cloudflare changes the rest, so that every plan shows a difference, or refuses it.',
  remedy: 'Use ProxiedRecord, DirectRecord and OriginPull of @smile/edge.',
  source: 'https://github.com/cloudflare/terraform-provider-cloudflare/issues/5378',
  check: argumentRules('dns-proxied-ttl', 'dns-proxied-type', 'dns-full-name', 'origin-pull-host'),
};
