import type { ValuesOfType } from '../../reading/required-values.ts';
import { between, GIVEN, is, like, NOTHING, ON, oneOf } from '../../reading/wanted.ts';

const setting = (id: string) => (block: { text(name: string): string | undefined }) => block.text('setting_id') === id;
const CLOUDFLARE = 'https://developers.cloudflare.com/fundamentals/reference/';

/** What a Cloudflare zone needs, so that what passes it is looked at. */
export const CLOUDFLARE_VALUES: readonly ValuesOfType[] = [
  {
    type: 'cloudflare_zone_setting',
    source: 'https://developers.cloudflare.com/ssl/edge-certificates/additional-options/',
    rows: [
      ['value', is('on'), 'requests would travel in clear', setting('always_use_https')],
      ['value', is('on'), 'pages would load parts in clear', setting('automatic_https_rewrites')],
      ['value', oneOf(['1.2', '1.3']), 'broken versions of TLS would be taken', setting('min_tls_version')],
      ['value', is('strict'), 'Cloudflare would take any certificate of an origin', setting('ssl')],
      ['value', oneOf(['on', 'zrt']), 'new clients would use an older version', setting('tls_1_3')],
      ['value', is('on'), 'load balancers trust nobody without it', setting('tls_client_auth')],
      ['value', is('off'), 'a request could be sent twice', setting('0rtt')],
      ['value', is('off'), 'mobile applications have no browser', setting('browser_check')],
      ['value', is('on'), 'consoles and dashboards use them', setting('websockets')],
      ['value', is('on'), 'requirement CF-PERF', setting('http3')],
      ['value', is('on'), 'requirement CF-PERF', setting('brotli')],
      ['value', is('on'), 'clients with IPv6 alone are many in mobile networks', setting('ipv6')],
      ['value.strict_transport_security?.enabled', ON, 'browsers would try HTTP first'],
      ['value.strict_transport_security?.max_age', between(15_552_000, 63_072_000), 'browsers would forget it'],
      ['value.strict_transport_security?.include_subdomains', ON, 'names below would be tried by HTTP'],
      ['value.strict_transport_security?.nosniff', ON, 'browsers would guess types'],
      [
        'value.strict_transport_security?.preload',
        is(false, 'or nothing'),
        'a name cannot be taken off the list for months',
      ],
    ],
  },
  {
    type: 'cloudflare_zone_dnssec',
    source: `${CLOUDFLARE}policies-compliances/`,
    rows: [['status', is('active'), 'answers could be forged']],
  },
  {
    type: 'cloudflare_authenticated_origin_pulls',
    source: 'https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/set-up/per-hostname/',
    rows: [
      ['config.enabled', ON, 'load balancers refuse every request to the host'],
      ['config.hostname', GIVEN, 'load balancers refuse every request to the host'],
      ['config.cert_id', GIVEN, 'load balancers refuse every request to the host'],
    ],
  },
  {
    type: 'cloudflare_authenticated_origin_pulls_settings',
    source: 'https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/set-up/zone-level/',
    rows: [['enabled', ON, 'load balancers refuse every request to a name below the wildcard']],
  },
  {
    type: 'cloudflare_notification_policy',
    source: 'https://developers.cloudflare.com/notifications/notification-available/',
    rows: [
      ['enabled', ON, 'nobody hears of it'],
      ['mechanisms.email', GIVEN, 'nobody hears of it'],
      ['mechanisms.email.id', like(/@/, 'an address'), 'nobody hears of it'],
      [
        'filters',
        NOTHING,
        'nobody hears of the rest',
        (policy) => policy.text('alert_type') === 'universal_ssl_event_type',
      ],
    ],
  },
  {
    type: 'cloudflare_dns_record',
    source: 'https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/',
    rows: [
      [
        'ttl',
        is(1),
        'Cloudflare takes no other for a name that it answers itself',
        (record) => record.flag('proxied', false) === true,
      ],
      [
        'ttl',
        between(1, 3600),
        'a change of the name would take hours',
        (record) => record.flag('proxied', false) !== true,
      ],
      ['data?.flags', oneOf([0, 128]), 'CAA knows no other'],
      [
        'data?.value',
        like(
          /^(?:amazon\.com|amazontrust\.com|awstrust\.com|amazonaws\.com|mailto:.+@.+)$/,
          'an authority that AWS or Cloudflare issues by',
        ),
        'others could have certificates of the name',
      ],
    ],
  },
  {
    type: 'cloudflare_ruleset',
    source: 'https://developers.cloudflare.com/ruleset-engine/rulesets-api/',
    rows: [
      ['kind', is('zone'), 'a ruleset of another kind does not run for the zone'],
      ['rules.enabled', is(true, 'or nothing'), 'a rule that is off does nothing'],
      ['rules.expression', GIVEN, 'Cloudflare refuses'],
      ['rules.ratelimit?.requests_per_period', between(5, 10_000), 'nobody would reach it'],
      ['rules.ratelimit?.period', oneOf([10, 60]), 'the plan has no other'],
      ['rules.ratelimit?.mitigation_timeout', between(10, 86_400), 'who is stopped would be back at once'],
      ['rules.ratelimit?.requests_to_origin', is(false, 'or nothing'), 'answers from the cache would not be counted'],
    ],
  },
];
