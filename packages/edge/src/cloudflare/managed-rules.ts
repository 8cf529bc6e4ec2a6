import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import type { CodeHost } from '@smile/core';
import { quoted } from './rules-language.ts';

/**
 * Rulesets that Cloudflare maintains. Source: Cloudflare docs, "WAF managed rules".
 * List them: curl -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" https://api.cloudflare.com/client/v4/accounts/<account>/rulesets
 */
const CLOUDFLARE_MANAGED = 'efb7b8c949ac4650a09736fc376e9aee';
const OWASP_CORE = '4814384a9e5d4991b9815dcfc25d2f1f';

/** Stricter levels take ordinary API calls for attacks. Source: Cloudflare docs, "OWASP Core Ruleset", "paranoia level". */
const LEVELS_OFF = ['paranoia-level-2', 'paranoia-level-3', 'paranoia-level-4'];

/** Rules of phase `http_request_firewall_managed`. */
export function managedRules(exceptions: readonly CodeHost[]): RulesetRules[] {
  return [
    ...exceptions.map(({ host, because }) => ({
      ref: `skip_${host.replaceAll(/[^a-z0-9]/g, '_')}`,
      description: `No inspection of ${host}: ${because}`,
      expression: `http.host eq ${quoted(host)}`,
      action: 'skip',
      actionParameters: { ruleset: 'current' },
      // A skipped request is otherwise in no log.
      logging: { enabled: true },
      enabled: true,
    })),
    {
      ref: 'cloudflare_managed',
      description: 'Known attacks, as Cloudflare keeps them',
      expression: 'true',
      action: 'execute',
      actionParameters: { id: CLOUDFLARE_MANAGED },
      enabled: true,
    },
    {
      ref: 'owasp_core',
      description: 'Requests that add up to an attack, after OWASP',
      expression: 'true',
      action: 'execute',
      actionParameters: {
        id: OWASP_CORE,
        overrides: { categories: LEVELS_OFF.map((category) => ({ category, enabled: false })) },
      },
      enabled: true,
    },
  ];
}
