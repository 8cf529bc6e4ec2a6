import { describe, expect, test } from 'vitest';
import { asState, changed, type Resources, SOUND } from './fixtures/traffic.ts';
import { Inventory } from './inventory.ts';
import { type TrafficOptions, trafficChains, trafficProblems } from './traffic-chain.ts';

const inventoryOf = (resources: Resources) => Inventory.fromStacks({ edge: JSON.stringify({ resource: resources }) });
const problemsOf = (resources: Resources, options: TrafficOptions = {}) =>
  trafficProblems(inventoryOf(resources), options);

const HOPS = [
  ['public-name', 'cloudflare_dns_record.App'],
  ['origin-name', 'aws_route53_record.Web'],
  ['load-balancer', 'aws_lb.Web'],
  ['listener', 'aws_lb_listener.Https'],
  ['host-rule', 'aws_lb_listener_rule.Hosts'],
  ['target-group', 'aws_lb_target_group.Web'],
];

const EVIDENCE = [
  'edge/aws_route53_zone.Origin',
  'edge/cloudflare_dns_record.Delegation',
  'edge/aws_vpc_security_group_ingress_rule.Https',
  'edge/aws_ec2_managed_prefix_list.Cloudflare',
  'edge/aws_wafv2_web_acl_association.Web',
  'edge/aws_wafv2_web_acl.Public',
  'edge/aws_acm_certificate.Web',
  'edge/aws_lb_trust_store.Ours',
  'edge/cloudflare_authenticated_origin_pulls.App',
];

describe('a way in without fault (TRF-EXT)', () => {
  test.each([
    ['synthesized', inventoryOf(SOUND)],
    ['in a state', Inventory.fromState({ stack: 'edge', json: asState(SOUND) })],
  ])('%s, is found hop by hop, with what proves it', (_source, inventory) => {
    const chains = trafficChains(inventory);
    expect(chains.map(({ host, guests, problems }) => ({ host, guests, problems }))).toEqual([
      { host: 'app.smile.example', guests: 'cloudflare', problems: [] },
    ]);
    expect(chains[0]?.hops.map(({ kind, address }) => [kind, address])).toEqual(HOPS);
    expect(chains[0]?.evidence).toEqual(EVIDENCE);
    expect(trafficProblems(inventory)).toEqual([]);
  });

  test('is none of the records that only prove a name to the certificate authority', () => {
    expect(trafficChains(inventoryOf(SOUND)).map(({ host }) => host)).toEqual(['app.smile.example']);
  });

  test("holds Cloudflare's addresses, when somebody says which they are", () => {
    expect(problemsOf(SOUND, { cloudflareRanges: ['104.16.0.0/12', '2400:cb00::/32'] })).toEqual([]);
    expect(problemsOf(SOUND, { cloudflareRanges: ['104.24.0.0/14', '2400:cb00::/32'] })).toEqual([
      "app.smile.example: edge/aws_ec2_managed_prefix_list.Cloudflare holds 104.16.0.0/13, which is not Cloudflare's; refresh the list",
    ]);
  });
});

describe('a way in for operators', () => {
  const operators = (record: object = { proxied: false }) => {
    const withList = changed('aws_ec2_managed_prefix_list', 'Cloudflare', {
      name: 'smile-operators',
      entry: [{ cidr: '203.0.113.0/24' }],
    });
    const { App, ...others } = SOUND.cloudflare_dns_record ?? {};
    return { ...withList, cloudflare_dns_record: { ...others, App: { ...App, ...record } } };
  };

  test('leads past Cloudflare', () => {
    expect(trafficChains(inventoryOf(operators()))[0]).toMatchObject({ guests: 'operators', problems: [] });
  });

  test('must not lead through it: the load balancer would refuse it', () => {
    expect(problemsOf(operators({ proxied: true }))).toEqual([
      'app.smile.example: edge/cloudflare_dns_record.App is proxied, but edge/aws_lb.Web does not let Cloudflare in; do not proxy it',
    ]);
  });
});

describe('finds', () => {
  test.each<[string, Resources, string[]]>([
    [
      'a public block on the group of a load balancer',
      {
        ...SOUND,
        aws_vpc_security_group_ingress_rule: {
          ...SOUND.aws_vpc_security_group_ingress_rule,
          Debug: { security_group_id: '${aws_security_group.Web.id}', cidr_ipv4: '0.0.0.0/0' },
        },
      },
      [
        "edge/aws_vpc_security_group_ingress_rule.Debug lets 0.0.0.0/0 in; name a prefix list of Cloudflare's or operators' addresses",
      ],
    ],
    [
      'a list that holds the world',
      changed('aws_ec2_managed_prefix_list', 'Cloudflare', { entry: [{ cidr: '0.0.0.0/1' }, { cidr: '::/0' }] }),
      [
        'edge/aws_ec2_managed_prefix_list.Cloudflare holds 0.0.0.0/1, which is wider than /8; list what you mean',
        'edge/aws_ec2_managed_prefix_list.Cloudflare holds ::/0, which is wider than /28; list what you mean',
      ],
    ],
    [
      'a group that lets nobody in',
      changed('aws_vpc_security_group_ingress_rule', 'Https', undefined),
      [
        'edge/aws_lb.Web lets in no prefix list; admit Cloudflare or operators',
        'edge/cloudflare_dns_record.App is proxied, but edge/aws_lb.Web does not let Cloudflare in; do not proxy it',
      ],
    ],
    [
      'operators beside Cloudflare',
      {
        ...SOUND,
        aws_ec2_managed_prefix_list: {
          ...SOUND.aws_ec2_managed_prefix_list,
          Operators: { name: 'smile-operators', entry: [{ cidr: '203.0.113.0/24' }] },
        },
        aws_vpc_security_group_ingress_rule: {
          ...SOUND.aws_vpc_security_group_ingress_rule,
          Office: {
            security_group_id: '${aws_security_group.Web.id}',
            prefix_list_id: '${aws_ec2_managed_prefix_list.Operators.id}',
          },
        },
      },
      ['edge/aws_lb.Web lets in others beside Cloudflare; give operators a load balancer of their own'],
    ],
    [
      'a record that is not proxied',
      changed('cloudflare_dns_record', 'App', { proxied: false }),
      ['edge/cloudflare_dns_record.App is not proxied, but edge/aws_lb.Web lets in Cloudflare only; proxy it'],
    ],
    [
      'a record that leads elsewhere',
      changed('cloudflare_dns_record', 'App', { content: 'other.example' }),
      [
        'edge/cloudflare_dns_record.App leads to other.example, which is no alias record of ours; name an origin in Route 53',
      ],
    ],
    [
      'a zone that nobody delegates to',
      changed('cloudflare_dns_record', 'Delegation', undefined),
      ['edge/aws_route53_record.Web is in a zone that Cloudflare does not delegate to Route 53; add its NS records'],
    ],
    [
      'an alias of something else',
      changed('aws_route53_record', 'Web', { alias: { name: 'cdn.example', zone_id: 'Z1' } }),
      ['edge/aws_route53_record.Web is an alias of no load balancer of ours; point it at one'],
    ],
    [
      'a missing web ACL',
      changed('aws_wafv2_web_acl_association', 'Web', undefined),
      ['edge/aws_lb.Web has no web ACL; associate one'],
    ],
    [
      'mutual TLS that is off',
      changed('aws_lb_listener', 'Https', { mutual_authentication: { mode: 'off' } }),
      ["edge/aws_lb_listener.Https does not verify client certificates; any customer of Cloudflare's would get in"],
    ],
    [
      'mutual TLS that lets everything pass',
      changed('aws_lb_listener', 'Https', { mutual_authentication: { mode: 'passthrough' } }),
      ["edge/aws_lb_listener.Https does not verify client certificates; any customer of Cloudflare's would get in"],
    ],
    [
      'a host for which Cloudflare shows no certificate',
      changed('cloudflare_authenticated_origin_pulls', 'App', {
        config: [{ hostname: 'app.smile.example', enabled: false }],
      }),
      ['edge/cloudflare_dns_record.App has no client certificate at Cloudflare; switch authenticated origin pulls on'],
    ],
    [
      'no door for HTTPS',
      changed('aws_lb_listener', 'Https', { protocol: 'HTTP' }),
      ['edge/aws_lb.Web does not listen to HTTPS on 443; add a listener'],
    ],
    [
      'a certificate for another name',
      changed('aws_acm_certificate', 'Web', { subject_alternative_names: ['*.app.smile.example'] }),
      ['edge/aws_lb_listener.Https has no certificate for app.smile.example; add the name, or strict TLS fails'],
    ],
    [
      'a host without a rule',
      changed('aws_lb_listener_rule', 'Hosts', { condition: [{ host_header: { values: ['api.smile.example'] } }] }),
      ['edge/aws_lb_listener.Https has no rule for app.smile.example, so it answers 404; serve the host'],
    ],
    [
      'a rule that forwards nowhere',
      changed('aws_lb_listener_rule', 'Hosts', { action: [{ type: 'fixed-response' }] }),
      ['edge/aws_lb_listener_rule.Hosts forwards to no target group of ours; name one'],
    ],
    [
      'targets that are no gateway',
      changed('aws_lb_target_group', 'Web', { target_type: 'instance', health_check: { path: '/' } }),
      [
        'edge/aws_lb_target_group.Web takes targets by instance; pods are known by ip',
        'edge/aws_lb_target_group.Web asks for health at /, where a gateway answers 404; use /healthz/ready',
      ],
    ],
  ])('%s', (_name, resources, problems) => {
    expect(problemsOf(resources)).toEqual(
      expect.arrayContaining(problems.map((problem) => `app.smile.example: ${problem}`)),
    );
    expect(trafficChains(inventoryOf(resources)).flatMap((chain) => chain.problems)).toHaveLength(problems.length);
  });

  test('a target group that two load balancers share', () => {
    const resources: Resources = {
      ...SOUND,
      aws_lb: { ...SOUND.aws_lb, Other: { internal: true } },
      aws_lb_listener: { ...SOUND.aws_lb_listener, Other: { load_balancer_arn: '${aws_lb.Other.arn}', port: 443 } },
      aws_lb_listener_rule: {
        ...SOUND.aws_lb_listener_rule,
        Other: {
          listener_arn: '${aws_lb_listener.Other.arn}',
          action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.Web.arn}' }],
        },
      },
    };
    expect(problemsOf(resources)).toEqual([
      'app.smile.example: edge/aws_lb_target_group.Web is behind edge/aws_lb.Other and edge/aws_lb.Web; AWS takes one, so edge/aws_lb.Web needs its own',
    ]);
  });

  test('a load balancer on the internet that no public name leads to', () => {
    expect(problemsOf({ aws_lb: { Lost: { internal: false }, Inner: { internal: true } } })).toEqual([
      'edge/aws_lb.Lost is on the internet, but no public name leads to it; add one, or remove it',
    ]);
  });
});

describe('the way of every name below a wildcard', () => {
  const name = '*.smile.example';
  const below = (pattern: string, zone: object): Resources => ({
    ...SOUND,
    cloudflare_dns_record: {
      ...SOUND.cloudflare_dns_record,
      App: { ...SOUND.cloudflare_dns_record?.App, name, zone_id: 'z' },
    },
    cloudflare_authenticated_origin_pulls: {},
    cloudflare_authenticated_origin_pulls_settings: { Zone: { zone_id: 'z', enabled: true, ...zone } },
    aws_acm_certificate: { Web: { ...SOUND.aws_acm_certificate?.Web, domain_name: name } },
    aws_lb_listener_rule: {
      Hosts: { ...SOUND.aws_lb_listener_rule?.Hosts, condition: [{ host_header: { values: [pattern] } }] },
    },
  });

  test('leads through a rule for some of them, with the client certificate of the zone', () => {
    expect(problemsOf(below('app-*.smile.example', {}))).toEqual([]);
  });

  test.each([
    ['a rule for names of another domain', 'app-*.other.example', {}, 'aws_lb_listener.Https has no rule for'],
    ['a rule for one name', 'app.smile.example', {}, 'aws_lb_listener.Https has no rule for'],
    ['certificates switched off', 'app-*.smile.example', { enabled: false }, 'has no client certificate at Cloudflare'],
    ['those of another zone', 'app-*.smile.example', { zone_id: 'y' }, 'has no client certificate at Cloudflare'],
  ])('does not with %s', (_, pattern, zone, problem) => {
    expect(problemsOf(below(pattern, zone)).join()).toContain(problem);
  });
});
