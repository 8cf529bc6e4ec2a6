import { CLOUDFLARE_VALUES } from '../../data/values/cloudflare.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const cloudflareValues: Rule = {
  id: 'SMILE_CLOUDFLARE_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of the Cloudflare zone keep TLS strict and rules on',
  what: 'Each argument of zone settings, rulesets, records, origin pulls and notifications that the table names.',
  why: 'One word lets requests past Cloudflare, or in clear, and Terraform takes it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/cloudflare.ts, with a page for each type',
  check: requiredValues(CLOUDFLARE_VALUES),
};
