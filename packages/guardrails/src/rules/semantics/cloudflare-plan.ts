import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const cloudflarePlan: Rule = {
  id: 'SMILE_CLOUDFLARE_PLAN',
  family: 'semantics',
  severity: 'high',
  title: 'Rulesets use what the plan of the Cloudflare zone includes',
  what: "The description of a zone's ruleset names its plan. Number of rules, fields, characteristics, periods and counting of rate limits, regular expressions, managed rulesets and kinds of notification are within that plan, and every expression can be read.",
  why: 'Cloudflare refuses the whole ruleset at apply, after a plan that shows nothing wrong.',
  remedy: 'Set edge.cloudflare.plan to what the zone is on, and leave out what that plan lacks.',
  source: 'https://developers.cloudflare.com/waf/rate-limiting-rules/#availability',
  check: argumentRules(
    'cloudflare-plan-named',
    'cloudflare-plan-rules',
    'cloudflare-plan-rate',
    'cloudflare-plan-expression',
    'cloudflare-plan-managed',
    'cloudflare-plan-notification',
  ),
};
