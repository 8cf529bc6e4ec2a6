import { factMutantsOf, type Mutant, mutantsOf, PRODUCTION, SHARED, STAGING } from './mutant.ts';

const web = /Web_LoadBalancer/;

/** Weakenings of the way in from the internet. */
export const EDGE_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('APP-ALB', PRODUCTION, {
    'the load balancer of the data consoles': (estate) => estate.remove('aws_lb', /Data_/),
    'a fifth load balancer': (estate) =>
      estate.add('edge', 'aws_lb', 'Extra', { name: 'smile-prd-extra', load_balancer_type: 'application' }),
    'a network load balancer': (estate) => estate.set('aws_lb', /Wms_/, 'load_balancer_type', 'network'),
    'consoles open to Cloudflare': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', /Platform_.*FromOperators/, (body) => {
        body.prefix_list_id = estate.idOf('aws_ec2_managed_prefix_list', /CloudflareRanges_Ipv4/);
      }),
    'Jenkins beside what everybody opens': (estate) =>
      estate.edit('aws_lb_listener_rule', /^Web_/, (body) => {
        body.condition = [
          {
            host_header: {
              values: ['app.smile.example', 'api.smile.example', 'auth.smile.example', 'jenkins.smile.example'],
            },
          },
        ];
      }),
    'the sign-in of users behind the offices': (estate) => {
      estate.edit('aws_lb_listener_rule', /^Web_/, (body) => {
        body.condition = [{ host_header: { values: ['app.smile.example', 'api.smile.example'] } }];
      });
    },
    'the administration of Keycloak, which nobody reaches': (estate) =>
      estate.edit('aws_lb_listener_rule', /^Platform_/, (body) => {
        body.condition = [
          { host_header: { values: ['grafana.smile.example', 'jaeger.smile.example', 'jenkins.smile.example'] } },
        ];
      }),
    'consoles open to an office besides': (estate) =>
      estate.add('edge', 'aws_vpc_security_group_ingress_rule', 'Office', {
        security_group_id: estate.idOf('aws_security_group', /Data_LoadBalancer/),
        cidr_ipv4: '198.51.100.0/24',
        ip_protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        description: 'an office',
      }),
  }),
  ...mutantsOf('APP-APIGW', PRODUCTION, {
    'an API Gateway while it is off': (estate) =>
      estate.add('edge', 'aws_apigatewayv2_api', 'Api', { name: 'smile-prd', protocol_type: 'HTTP' }),
  }),
  ...factMutantsOf('APP-APIGW', PRODUCTION, {
    'the value that switches it off': (facts) => ({ ...facts, switchedOff: {} }),
    'the tests of both ways': (facts) => ({
      ...facts,
      testFiles: facts.testFiles.filter((path) => !path.includes('api-gateway')),
    }),
  }),
  ...mutantsOf('EDG-R53', PRODUCTION, {
    'the zone of origins': (estate) => estate.remove('aws_route53_zone', /OriginZone/),
    'the zone inside the VPC': (estate) => estate.remove('aws_route53_zone', /PrivateZone/),
    'the origin name of a load balancer': (estate) => estate.remove('aws_route53_record', /Platform_/),
    'two of four name servers': (estate) => estate.remove('cloudflare_dns_record', /Delegation(First|Second)/),
    'a delegation of another name': (estate) =>
      estate.set('cloudflare_dns_record', /Delegation/, 'name', 'origin.smile.example'),
  }),
  ...mutantsOf('EDG-CLOUDFLARE', PRODUCTION, {
    'proxying of a name, and with it the protection': (estate) =>
      estate.set('cloudflare_dns_record', undefined, 'proxied', false),
    'the client certificate of a name': (estate) =>
      estate.remove('cloudflare_authenticated_origin_pulls', /Hosts_App_/),
    'a client certificate that is switched off': (estate) =>
      estate.set('cloudflare_authenticated_origin_pulls', /Hosts_Api_/, 'config.enabled', false),
    'TLS to the origin without a check': (estate) => estate.set('cloudflare_zone_setting', /_Ssl_/, 'value', 'full'),
    'TLS 1.0': (estate) => estate.set('cloudflare_zone_setting', /MinimumTls/, 'value', '1.0'),
    'plain HTTP': (estate) => estate.set('cloudflare_zone_setting', /AlwaysHttps/, 'value', 'off'),
    'every setting of the zone': (estate) => estate.remove('cloudflare_zone_setting'),
    'the managed rules': (estate) => estate.remove('cloudflare_ruleset', /Managed/),
    'the rate limits': (estate) => estate.remove('cloudflare_ruleset', /RateLimits/),
    'rules that are all switched off': (estate) =>
      estate.edit('cloudflare_ruleset', /Firewall/, (body) => {
        for (const rule of body.rules as { enabled: boolean }[]) rule.enabled = false;
      }),
    'signatures of the zone': (estate) => estate.set('cloudflare_zone_dnssec', undefined, 'status', 'disabled'),
  }),
  ...mutantsOf('EDG-CLOUDFLARE', STAGING, {
    "the zone of production, which staging's pipeline could change then": (estate) =>
      estate.set('cloudflare_dns_record', ({ stack }) => stack.includes('-staging-'), 'zone_id', '0'.repeat(32)),
    'a second zone, for which nothing is set': (estate) =>
      estate.set('cloudflare_dns_record', /Hosts_App_/, 'zone_id', '11111111111111111111111111111111'),
  }),
  ...mutantsOf('EDG-WAF', PRODUCTION, {
    'every web ACL': (estate) => estate.remove('aws_wafv2_web_acl'),
    'the web ACL of a load balancer': (estate) => estate.remove('aws_wafv2_web_acl_association', /Wms_/),
    'rules that count instead of blocking': (estate) =>
      estate.edit('aws_wafv2_web_acl', /Public/, (body) => {
        for (const rule of body.rule as { name: string; override_action: unknown }[]) {
          if (rule.name === 'Sqli') rule.override_action = { count: {} };
        }
      }),
    'the rules against known bad inputs': (estate) =>
      estate.edit('aws_wafv2_web_acl', /Public/, (body) => {
        body.rule = (body.rule as { name: string }[]).filter(({ name }) => name !== 'KnownBadInputs') as never;
      }),
    'the rate limit': (estate) =>
      estate.edit('aws_wafv2_web_acl', /Operators/, (body) => {
        body.rule = (body.rule as { name: string }[]).filter(({ name }) => name !== 'RateOfOneClient') as never;
      }),
    'the log of a web ACL': (estate) => estate.remove('aws_wafv2_web_acl_logging_configuration', /Public/),
  }),
  ...mutantsOf('EDG-WAF', SHARED, {
    'the web ACL in front of the Git server': (estate) => estate.remove('aws_wafv2_web_acl_association'),
  }),
  ...mutantsOf('TRF-EXT', PRODUCTION, {
    'a load balancer open to the internet': (estate) =>
      estate.add('edge', 'aws_vpc_security_group_ingress_rule', 'Anybody', {
        security_group_id: estate.idOf('aws_security_group', web),
        cidr_ipv4: '0.0.0.0/0',
        ip_protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        description: 'anybody',
      }),
    'operators let in beside Cloudflare': (estate) =>
      estate.add('edge', 'aws_vpc_security_group_ingress_rule', 'Operators', {
        security_group_id: estate.idOf('aws_security_group', web),
        prefix_list_id: estate.idOf('aws_ec2_managed_prefix_list', /Operators/),
        ip_protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        description: 'operators',
      }),
    'a name that is not proxied': (estate) => estate.set('cloudflare_dns_record', /Web_Hosts_App_/, 'proxied', false),
    'every public name': (estate) => estate.remove('cloudflare_dns_record', /Hosts_/),
    'an origin name': (estate) => estate.remove('aws_route53_record', /Web_/),
    'a listener for HTTPS': (estate) => estate.remove('aws_lb_listener', /Web_.*Https/),
    'the rule of a host': (estate) => estate.remove('aws_lb_listener_rule', /Web_/),
    'a target group': (estate) => estate.remove('aws_lb_target_group', /Web_/),
    'the check of client certificates': (estate) =>
      estate.set('aws_lb_listener', /Web_.*Https/, 'mutual_authentication.mode', 'off'),
    'the way to the nodes': (estate) =>
      estate.remove('aws_vpc_security_group_ingress_rule', /Web_.*IntoApplicationNetworkNodesTcp443/),
    'the way of health checks': (estate) => estate.remove('aws_vpc_security_group_egress_rule', /Web_.*15021/),
  }),
];
