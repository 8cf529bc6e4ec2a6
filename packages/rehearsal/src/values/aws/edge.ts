import { isList, type ObjectValue, type Value } from '../../protocol/value.ts';
import type { FactsTable, FindSiblings, RecipeContext } from '../facts.ts';
import { FIXED_TIME } from '../fallback.ts';
import { findAll } from '../place-in-object.ts';
import { arn } from './arn.ts';
import { hostedZonesOf } from './zones.ts';

/** Load balancers, certificates, WAF, Route 53 and API Gateway. */
export const EDGE_FACTS: FactsTable = {
  aws_lb: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
    defaults: {
      load_balancer_type: 'application',
      enable_deletion_protection: false,
      idle_timeout: 60,
      enable_http2: true,
      drop_invalid_header_fields: false,
      desync_mitigation_mode: 'defensive',
      xff_header_processing_mode: 'append',
      enable_cross_zone_load_balancing: false,
    },
    values: {
      id: '{arn}',
      arn: ({ fill, text }) =>
        fill(
          `arn:{partition}:elasticloadbalancing:{region}:{account}:loadbalancer/${loadBalancerKind(text('load_balancer_type'))}/{name}/{hex16}`,
        ),
      arn_suffix: ({ text }) => text('arn').split(':loadbalancer/')[1] ?? '',
      name: ({ text, fill }) =>
        `${text('name_prefix') === '' ? 'tf-lb-' : text('name_prefix')}20260101${fill('{hex16}')}`.slice(0, 32),
      name_prefix: '',
      internal: false,
      ip_address_type: 'ipv4',
      dns_name: ({ text, fill }) =>
        `${text('internal') === 'true' ? 'internal-' : ''}${fill('{name}-{digits10}.{region}.elb.amazonaws.com')}`,
      zone_id: ({ region, fill }) => hostedZonesOf(region)?.loadBalancers ?? fill('Z{ALNUM13}'),
      vpc_id: 'vpc-0{hex16}',
      security_groups: ({ fill }) => [fill('sg-0{hex16}')],
      enforce_security_group_inbound_rules_on_private_link_traffic: '',
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'DuplicateLoadBalancerName',
        message: "A load balancer with the same name '{name}' exists",
      },
    ],
    deletionLocks: [
      {
        attribute: 'enable_deletion_protection',
        code: 'OperationNotPermitted',
        message: "Load balancer '{name}' cannot be deleted because deletion protection is enabled",
      },
    ],
  },
  aws_lb_listener: {
    values: {
      id: '{arn}',
      arn: ({ text, fill }) =>
        `${text('load_balancer_arn').replace(':loadbalancer/', ':listener/')}/${fill('{hex16}')}`,
      protocol: 'HTTP',
      ssl_policy: '',
      'default_action.order': 1,
      'mutual_authentication.advertise_trust_store_ca_names': 'off',
      'mutual_authentication.ignore_client_certificate_expiry': false,
    },
    unique: [
      {
        by: ['load_balancer_arn', 'port'],
        scope: 'region',
        code: 'DuplicateListener',
        message: 'A listener already exists on port {port} for this load balancer',
      },
    ],
  },
  aws_lb_listener_rule: {
    values: {
      id: '{arn}',
      arn: ({ text, fill }) => `${text('listener_arn').replace(':listener/', ':listener-rule/')}/${fill('{hex16}')}`,
      priority: 1,
      'action.order': 1,
    },
    admit: (rule, siblings) => sharedTargets(rule, siblings),
    unique: [
      {
        by: ['listener_arn', 'priority'],
        scope: 'region',
        code: 'PriorityInUse',
        message: "Priority '{priority}' is currently in use",
      },
    ],
  },
  aws_lb_listener_certificate: {
    replace: ['listener_arn', 'certificate_arn'],
    values: { id: '{listener_arn}_{certificate_arn}' },
  },
  aws_lb_target_group: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb_target_group
    defaults: { target_type: 'instance', deregistration_delay: '300', slow_start: 0, proxy_protocol_v2: false },
    values: {
      id: '{arn}',
      arn: arn('elasticloadbalancing', 'targetgroup/{name}/{hex16}'),
      arn_suffix: ({ text }) => `targetgroup/${text('arn').split(':targetgroup/')[1] ?? ''}`,
      name: ({ text, fill }) =>
        `${text('name_prefix') === '' ? 'tf-' : text('name_prefix')}20260101${fill('{hex16}')}`.slice(0, 32),
      name_prefix: '',
      ip_address_type: 'ipv4',
      protocol_version: 'HTTP1',
      load_balancing_algorithm_type: 'round_robin',
      load_balancing_anomaly_mitigation: 'off',
      load_balancing_cross_zone_enabled: 'use_load_balancer_configuration',
      preserve_client_ip: '',
      load_balancer_arns: [],
      connection_termination: false,
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'DuplicateTargetGroupName',
        message: "A target group with the same name '{name}' exists",
      },
    ],
    heldBy: [
      { type: 'aws_lb_listener', attribute: 'default_action.target_group_arn' },
      { type: 'aws_lb_listener_rule', attribute: 'action.target_group_arn' },
    ],
    heldCode: 'ResourceInUse',
  },
  aws_lb_target_group_attachment: {
    values: { id: '{target_group_arn}-{digits20}' },
  },
  aws_lb_trust_store: {
    values: {
      id: '{arn}',
      arn: arn('elasticloadbalancing', 'truststore/{name}/{hex16}'),
      arn_suffix: 'truststore/{name}/{hex16}',
    },
    heldBy: [{ type: 'aws_lb_listener', attribute: 'mutual_authentication.trust_store_arn' }],
    heldCode: 'TrustStoreInUse',
  },
  aws_acm_certificate: {
    values: {
      id: '{arn}',
      arn: arn('acm', 'certificate/{uuid}'),
      domain_validation_options: (context) => validationRecords(context),
      subject_alternative_names: ({ text }) => [text('domain_name')],
      key_algorithm: 'RSA_2048',
      not_after: '2027-01-31T23:59:59Z',
      not_before: FIXED_TIME,
      pending_renewal: false,
      renewal_eligibility: 'INELIGIBLE',
      renewal_summary: [],
      status: 'ISSUED',
      type: 'AMAZON_ISSUED',
      validation_emails: [],
      validation_method: 'DNS',
    },
    heldBy: [
      { type: 'aws_lb_listener', attribute: 'certificate_arn' },
      { type: 'aws_lb_listener_certificate', attribute: 'certificate_arn' },
    ],
    heldCode: 'ResourceInUseException',
  },
  aws_acm_certificate_validation: {
    values: { id: FIXED_TIME },
  },
  aws_wafv2_web_acl: {
    values: {
      id: '{uuid}',
      arn: arn('wafv2', 'regional/webacl/{name}/{id}'),
      capacity: 700,
      lock_token: '{uuid}',
      application_integration_url: '',
    },
    recomputed: { lock_token: ['*'], capacity: ['rule'] },
    unique: [
      {
        by: ['scope', 'name'],
        scope: 'region',
        code: 'WAFDuplicateItemException',
        message: 'a web ACL named {name} already exists',
      },
    ],
    heldBy: [{ type: 'aws_wafv2_web_acl_association', attribute: 'web_acl_arn' }],
    heldCode: 'WAFAssociatedItemException',
  },
  aws_wafv2_web_acl_association: {
    values: { id: '{web_acl_arn},{resource_arn}' },
    unique: [
      {
        by: ['resource_arn'],
        scope: 'region',
        code: 'WAFUnavailableEntityException',
        message: '{resource_arn} already has a web ACL',
      },
    ],
  },
  aws_wafv2_web_acl_logging_configuration: { values: { id: '{resource_arn}' } },
  aws_wafv2_ip_set: {
    replace: ['scope', 'ip_address_version'],
    values: { id: '{uuid}', arn: arn('wafv2', 'regional/ipset/{name}/{id}'), lock_token: '{uuid}' },
    recomputed: { lock_token: ['*'] },
    unique: [
      {
        by: ['scope', 'name'],
        scope: 'region',
        code: 'WAFDuplicateItemException',
        message: 'an IP set named {name} already exists',
      },
    ],
  },
  aws_wafv2_regex_pattern_set: {
    replace: ['scope'],
    values: { id: '{uuid}', arn: arn('wafv2', 'regional/regexpatternset/{name}/{id}'), lock_token: '{uuid}' },
  },
  aws_wafv2_rule_group: {
    replace: ['scope', 'capacity'],
    values: { id: '{uuid}', arn: arn('wafv2', 'regional/rulegroup/{name}/{id}'), lock_token: '{uuid}' },
  },
  aws_route53_zone: {
    defaults: { comment: 'Managed by Terraform', force_destroy: false },
    values: {
      id: '{zone_id}',
      zone_id: 'Z{ALNUM20}',
      arn: 'arn:{partition}:route53:::hostedzone/{zone_id}',
      name_servers: ({ fill }) =>
        ['com', 'net', 'org', 'co.uk'].map((suffix, i) => fill(`ns-{digits3}${i}.awsdns-{digits2}.${suffix}`)),
      primary_name_server: ({ attribute }) => firstOf(attribute('name_servers')),
    },
    heldBy: [{ type: 'aws_route53_record', attribute: 'zone_id' }],
    heldUnless: 'force_destroy',
    heldCode: 'HostedZoneNotEmpty',
  },
  aws_route53_record: {
    values: {
      id: ({ text }) =>
        [text('zone_id'), text('name'), text('type'), text('set_identifier')].filter((part) => part !== '').join('_'),
      fqdn: '{name}',
      allow_overwrite: false,
    },
    unique: [
      {
        by: ['zone_id', 'type', 'set_identifier', 'name'],
        scope: 'account',
        unless: 'allow_overwrite',
        code: 'InvalidChangeBatch',
        message: "Tried to create resource record set [name='{name}', type='{type}'] but it already exists",
      },
    ],
  },
  aws_route53_health_check: {
    values: { id: '{uuid}', arn: 'arn:{partition}:route53:::healthcheck/{id}' },
  },
  aws_route53_query_log: {
    replace: ['zone_id', 'cloudwatch_log_group_arn'],
    values: { id: '{uuid}', arn: 'arn:{partition}:route53:::queryloggingconfig/{id}' },
  },
  aws_route53_resolver_query_log_config: {
    values: {
      id: 'rqlc-{hex16}',
      arn: arn('route53resolver', 'resolver-query-log-config/{id}'),
      owner_id: '{account}',
      share_status: 'NOT_SHARED',
    },
    heldBy: [{ type: 'aws_route53_resolver_query_log_config_association', attribute: 'resolver_query_log_config_id' }],
    heldCode: 'ResourceInUseException',
  },
  aws_route53_resolver_query_log_config_association: {
    values: { id: 'rqlca-{hex16}' },
    unique: [
      {
        by: ['resource_id'],
        scope: 'region',
        code: 'ResourceExistsException',
        message: 'Query logging is already associated with {resource_id}',
      },
    ],
  },
  aws_apigatewayv2_api: {
    defaults: {
      api_key_selection_expression: '$request.header.x-api-key',
      route_selection_expression: '$request.method $request.path',
    },
    values: {
      id: '{alnum10}',
      arn: 'arn:{partition}:apigateway:{region}::/apis/{id}',
      api_endpoint: 'https://{id}.execute-api.{region}.amazonaws.com',
      execution_arn: arn('execute-api', '{id}'),
      ip_address_type: 'ipv4',
    },
    heldBy: [{ type: 'aws_apigatewayv2_api_mapping', attribute: 'api_id' }],
    heldCode: 'ConflictException',
  },
  aws_apigatewayv2_stage: {
    values: {
      id: '{name}',
      arn: 'arn:{partition}:apigateway:{region}::/apis/{api_id}/stages/{name}',
      invoke_url: 'https://{api_id}.execute-api.{region}.amazonaws.com/{name}',
      execution_arn: arn('execute-api', '{api_id}/{name}'),
      deployment_id: '{alnum6}',
    },
  },
  aws_apigatewayv2_route: { values: { id: '{alnum7}' } },
  aws_apigatewayv2_integration: {
    defaults: { connection_type: 'INTERNET', payload_format_version: '1.0' },
    values: { id: '{alnum7}', timeout_milliseconds: 30000, integration_response_selection_expression: '' },
  },
  aws_apigatewayv2_vpc_link: {
    values: { id: '{alnum6}', arn: 'arn:{partition}:apigateway:{region}::/vpclinks/{id}' },
    heldBy: [{ type: 'aws_apigatewayv2_integration', attribute: 'connection_id' }],
    heldCode: 'BadRequestException',
  },
  aws_apigatewayv2_authorizer: { updatable: ['name'], replace: ['api_id'], values: { id: '{alnum6}' } },
  aws_apigatewayv2_domain_name: {
    replace: ['domain_name'],
    values: {
      id: '{domain_name}',
      arn: 'arn:{partition}:apigateway:{region}::/domainnames/{domain_name}',
      api_mapping_selection_expression: '$request.basepath',
      'domain_name_configuration.target_domain_name': 'd-{alnum10}.execute-api.{region}.amazonaws.com',
      'domain_name_configuration.hosted_zone_id': 'Z{ALNUM13}',
    },
  },
  aws_apigatewayv2_api_mapping: { replace: ['domain_name'], values: { id: '{alnum6}' } },
};

/** A target group is behind one load balancer; its listeners' ARNs begin with the same path. Source: ELB guide, "Target groups". */
function sharedTargets(rule: ObjectValue, siblings: FindSiblings) {
  const balancerOf = ({ listener_arn: arnOfListener }: ObjectValue) =>
    String(arnOfListener).split('/').slice(0, 4).join('/');
  const groupsOf = (one: ObjectValue) => findAll(one, 'action.target_group_arn').map(({ value }) => value);
  const other = siblings('aws_lb_listener_rule').find(
    (one) =>
      balancerOf(one) !== balancerOf(rule) &&
      groupsOf(one).some((group) => typeof group === 'string' && group !== '' && groupsOf(rule).includes(group)),
  );
  if (other === undefined) return undefined;
  return {
    summary: `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${groupsOf(rule).join(', ')}`,
  };
}

function loadBalancerKind(type: string): string {
  return { network: 'net', gateway: 'gwy' }[type] ?? 'app';
}

function validationRecords({ text, attribute, fill }: RecipeContext): Value {
  const alternatives = attribute('subject_alternative_names');
  const domains = new Set([text('domain_name'), ...(isList(alternatives) ? alternatives.map(String) : [])]);
  return [...domains].map((domain) => ({
    domain_name: domain,
    resource_record_name: `_${fill('{hex32}')}.${domain.replace(/^\*\./, '')}.`,
    resource_record_type: 'CNAME',
    resource_record_value: `_${fill('{hex32}')}.acm-validations.aws.`,
  }));
}

function firstOf(value: Value): Value {
  return isList(value) ? (value[0] ?? null) : value;
}
