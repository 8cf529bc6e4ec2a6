import { isObject } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { between, matching, oneOf } from './checks.ts';

/** Load balancers, certificates, WAF and DNS. */
export const EDGE_RULES: readonly ArgumentRule[] = [
  {
    id: 'load-balancer-zones',
    types: ['aws_lb'],
    path: 'load_balancer_type',
    check: (type, { subnets }) =>
      type === 'application' && Array.isArray(subnets) && subnets.length < 2
        ? `"application" must have subnets in at least two availability zones, got ${subnets.length}`
        : undefined,
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  },
  {
    id: 'waf-scope',
    types: ['aws_wafv2_web_acl', 'aws_wafv2_ip_set', 'aws_wafv2_rule_group'],
    path: 'scope',
    check: oneOf('REGIONAL', 'CLOUDFRONT'),
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html',
  },
  {
    id: 'waf-priority',
    types: ['aws_wafv2_web_acl', 'aws_wafv2_rule_group'],
    path: 'name',
    check: (_name, { rule }) => {
      const priorities = (Array.isArray(rule) ? rule : []).map((item) => String(item.priority));
      const repeated = priorities.find((priority, i) => priorities.indexOf(priority) !== i);
      return repeated === undefined ? undefined : `has two rules of priority ${repeated}; give each rule its own`;
    },
    source: 'https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html',
  },
  {
    id: 'waf-log-destination',
    types: ['aws_wafv2_web_acl_logging_configuration'],
    path: 'log_destination_configs',
    check: matching(
      /:(?:log-group:|s3:::|deliverystream\/)?aws-waf-logs-|:::aws-waf-logs-/,
      'the ARN of a log group, bucket or stream whose name starts with aws-waf-logs-',
    ),
    source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html',
  },
  {
    id: 'target-port',
    types: ['aws_lb_target_group', 'aws_lb_listener'],
    path: 'port',
    check: between(1, 65535),
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
  },
  {
    id: 'certificate-validation-method',
    types: ['aws_acm_certificate'],
    path: 'validation_method',
    check: oneOf('DNS', 'EMAIL', 'NONE'),
    source: 'https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html',
  },
  {
    id: 'dns-proxied-ttl',
    types: ['cloudflare_dns_record'],
    path: 'ttl',
    check: (ttl, { proxied }) =>
      proxied === true && Number(ttl) !== 1 ? `must be 1 for a proxied record, got ${ttl}` : undefined,
    source: 'https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/',
  },
  {
    id: 'dns-proxied-type',
    types: ['cloudflare_dns_record'],
    path: 'type',
    check: (type, { proxied }) =>
      proxied === true && !['A', 'AAAA', 'CNAME'].includes(String(type))
        ? `must be A, AAAA or CNAME for a proxied record, got ${type}`
        : undefined,
    source: 'https://developers.cloudflare.com/dns/proxy-status/',
  },
  {
    id: 'dns-full-name',
    types: ['cloudflare_dns_record'],
    path: 'name',
    check: matching(/^[^@.]+(\.[^.]+)+$/, 'written out in full, without a final dot, or every plan shows a difference'),
    source: 'https://github.com/cloudflare/terraform-provider-cloudflare/issues/5378',
  },
  {
    id: 'origin-pull-host',
    types: ['cloudflare_authenticated_origin_pulls'],
    path: 'zone_id',
    check: (_zone, { config }) =>
      Array.isArray(config) && config.length !== 1 ? `must have exactly one host, got ${config.length}` : undefined,
    source:
      'https://github.com/cloudflare/terraform-provider-cloudflare/blob/main/internal/services/authenticated_origin_pulls/resource.go',
  },
  {
    id: 'http-api-throttling',
    types: ['aws_apigatewayv2_stage'],
    path: 'name',
    check: (_name, { default_route_settings: settings }) =>
      (Array.isArray(settings) ? settings : []).some(
        (one) => isObject(one) && !(Number(one.throttling_rate_limit) > 0 && Number(one.throttling_burst_limit) > 0),
      )
        ? 'must have throttling_rate_limit and throttling_burst_limit, or the stage refuses every call'
        : undefined,
    source: 'https://github.com/hashicorp/terraform-provider-aws/pull/43307',
  },
  {
    id: 'http-api-deployment',
    types: ['aws_apigatewayv2_stage'],
    path: 'deployment_id',
    check: (_deployment, { auto_deploy: isAutomatic }) =>
      isAutomatic === true ? 'must be left out with auto_deploy, which changes it with every deployment' : undefined,
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_stage',
  },
];
