import type { RulesetRules } from '@cdktf/provider-cloudflare/lib/ruleset';
import { anyOf, quoted, textSet } from './rules-language.ts';

/** Files of a built frontend. Their names carry a hash, or else the origin says how long they hold. */
const STATIC_EXTENSIONS = ['css', 'js', 'mjs', 'map', 'svg', 'png', 'jpg', 'webp', 'ico', 'woff', 'woff2', 'ttf'];

/** Paths whose answers depend on who asks. */
const PERSONAL_PATHS = ['/api/', '/auth/', '/realms/'];

/**
 * Rules of phase `http_request_cache_settings`. The last that matches wins, so what must never be cached comes last.
 *
 * @param frontendHosts hosts whose static files may be kept at Cloudflare.
 */
export function cacheRules(frontendHosts: readonly string[]): RulesetRules[] {
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
  return [
    ...(frontendHosts.length === 0 ? [] : [files]),
    {
      ref: 'personal',
      // Cloudflare caches by file extension unless told otherwise: a report exported as CSV would be served to the next who asks.
      description: 'Answers that depend on who asks are never kept',
      expression: anyOf(PERSONAL_PATHS.map((path) => `starts_with(http.request.uri.path, ${quoted(path)})`)),
      action: 'set_cache_settings',
      actionParameters: { cache: false },
      enabled: true,
    },
  ];
}
