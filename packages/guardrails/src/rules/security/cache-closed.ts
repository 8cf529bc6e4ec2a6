import type { Resource } from '@smile/inventory';
import {
  CACHED_BY_DEFAULT,
  ExpressionError,
  keepsByDefault,
  matchesExpression,
  requestTo,
  type ZoneRequest,
} from '@smile/rehearsal';
import { Block } from '../../reading/block.ts';
import { purposeOf } from '../../reading/entrances.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** What a build of a frontend consists of, and so the same for everybody. */
const BUILT = [
  'css',
  'js',
  'svg',
  'svgz',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'avif',
  'ico',
  'woff',
  'woff2',
  'ttf',
  'otf',
  'eot',
];

/** Places in a path: what matters to Cloudflare is how it ends. */
const PATHS = ['/v1/stock', '/api/reports/2026', '/export', '/realms/smile/x', '/'];

export const cacheClosed: Rule = {
  id: 'SMILE_CACHE_BYPASS',
  family: 'security',
  severity: 'high',
  title: 'Shared caches hold no response that depends on the caller',
  what: 'The cache rules of a Cloudflare zone are evaluated for every proxied host and one that is not published yet, for each file extension that Cloudflare caches by default and for none: only built files (scripts, styles, pictures, fonts) of hosts that serve a frontend may be cached.',
  why: 'Cloudflare caches by file extension on every host unless a rule says otherwise, even without a header of the origin: an export of one person would be served to the next who asks.',
  remedy: 'Use ZoneRules of @smile/edge, which bypasses the cache and then allows static files of frontendHosts.',
  source: 'https://developers.cloudflare.com/cache/concepts/default-cache-behavior/',
  check: (context) => {
    const zones = [...new Set(context.resources(['cloudflare_zone_setting', 'cloudflare_ruleset']).map(zoneOf))];
    const judged = zones.flatMap((zone) => (zone === undefined ? [] : [judge(context, zone)]));
    // Records whose zone another environment owns say nothing about what is kept.
    const isElsewhere = judged.length === 0 && context.resources('cloudflare_dns_record').length > 0;
    return isElsewhere ? undefined : judged.flat();
  },
};

function judge(context: RuleContext, zone: string): readonly Violation[] {
  const own = context.resources('cloudflare_ruleset').filter((ruleset) => zoneOf(ruleset) === zone);
  const ruleset = own.find(({ values }) => values.phase === 'http_request_cache_settings');
  const records = context.resources('cloudflare_dns_record').filter((record) => zoneOf(record) === zone);
  const proxied = records.filter(({ values }) => values.proxied === true).map(({ values }) => String(values.name));
  const [place] = ruleset === undefined ? [...records, ...own] : [ruleset];
  const [first] = proxied;
  if (place === undefined || first === undefined) return [];
  const rules = cacheRulesOf(ruleset);
  const hosts = [...new Set([...proxied, first.replace(/^[^.]+/, 'not-published-yet')])];
  try {
    return hosts.flatMap((host) => {
      const kept = requestsTo(host).find((request) => isKept(rules, request) && !mayBeKept(request));
      return kept === undefined
        ? []
        : [{ place, message: `must not cache https://${kept.host}${kept.path}, whose answer depends on the caller` }];
    });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return [{ place, message: `must have cache rules that can be evaluated, but one ${error.message}` }];
  }
}

/** A request for each path that Cloudflare may treat in its own way; only the host differs. */
const REQUESTS: readonly ZoneRequest[] = [
  ...PATHS.flatMap((path) =>
    CACHED_BY_DEFAULT.map((extension) => `${path}${path.endsWith('/') ? 'x' : ''}.${extension}`),
  ),
  ...[...PATHS, '/robots.txt', '/.well-known/openid-configuration', '/v1/stock.json', '/x.html'],
].flatMap((path) => [
  requestTo('GET', `https://host.example${path}`),
  requestTo('GET', `https://host.example${path.toUpperCase()}?page=1`),
]);

function requestsTo(name: string): readonly ZoneRequest[] {
  const { host } = requestTo('GET', `https://${name}`);
  return REQUESTS.map((request) => ({ ...request, host }));
}

/** A rule of the cache that is on and speaks of keeping. */
interface CacheRule {
  readonly expression: string;
  readonly cache: boolean;
}

function cacheRulesOf(ruleset: Resource | undefined): readonly CacheRule[] {
  if (ruleset === undefined) return [];
  return Block.of(ruleset)
    .blocks('rules')
    .flatMap((rule) => {
      const cache = rule.block('action_parameters').raw('cache');
      if (rule.flag('enabled', true) === false || (cache !== true && cache !== false)) return [];
      return [{ expression: rule.text('expression') ?? '', cache }];
    });
}

/** The last rule that matches and speaks of the cache wins. */
function isKept(rules: readonly CacheRule[], request: ZoneRequest): boolean {
  let kept = keepsByDefault(request);
  for (const { expression, cache } of rules) if (matchesExpression(expression, request)) kept = cache;
  return kept;
}

function mayBeKept({ host, path }: ZoneRequest): boolean {
  return purposeOf(host)?.isFrontend === true && BUILT.includes(path.split('.').at(-1)?.toLowerCase() ?? '');
}

function zoneOf({ values }: Resource): string | undefined {
  return typeof values.zone_id === 'string' ? values.zone_id : undefined;
}
