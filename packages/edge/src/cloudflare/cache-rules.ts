import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { textSet } from './rules-language.ts';

/** Files of a built frontend. Their names carry a hash, or else the origin says how long they hold. */
const STATIC_EXTENSIONS = ['css', 'js', 'mjs', 'map', 'svg', 'png', 'jpg', 'webp', 'ico', 'woff', 'woff2', 'ttf'];

/**
 * Rules of phase `http_request_cache_settings`. The last that matches wins, so nothing is kept but what the second names.
 *
 * Without the first, Cloudflare keeps by file extension on every host, CSV, XLSX, PDF and ZIP among them, even if the origin says
 * nothing: a report that one person exports would be served to the next who asks.
 * Source: developers.cloudflare.com/cache/concepts/default-cache-behavior.
 *
 * @param frontendHosts hosts whose static files may be kept at Cloudflare.
 */
export function cacheRules(frontendHosts: readonly string[]): RulesetRules[] {
  const nothing: RulesetRules = {
    ref: 'nothing',
    description: 'Nothing is kept unless a rule below says so',
    expression: 'true',
    action: 'set_cache_settings',
    actionParameters: { cache: false },
    enabled: true,
  };
  const files: RulesetRules = {
    ref: 'static_files',
    description: 'Static files of the frontends, for as long as the origin says',
    expression: `http.host in ${textSet(frontendHosts)} and http.request.uri.path.extension in ${textSet(STATIC_EXTENSIONS)}`,
    action: 'set_cache_settings',
    actionParameters: {
      cache: true,
      edgeTtl: { mode: 'respect_origin' },
      browserTtl: { mode: 'respect_origin' },
    },
    enabled: true,
  };
  return frontendHosts.length === 0 ? [nothing] : [nothing, files];
}
