import { isAbsent } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { between, ipv4Range, matching, oneOf } from './checks.ts';

const RULE_TYPES = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];

/** Addresses, security-group rules, flow logs, and tags, which every resource may have. */
export const NETWORK_RULES: readonly ArgumentRule[] = [
  {
    id: 'vpc-cidr',
    types: ['aws_vpc', 'aws_vpc_ipv4_cidr_block_association'],
    path: 'cidr_block',
    check: ipv4Range(16, 28),
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
  },
  {
    id: 'subnet-cidr',
    types: ['aws_subnet'],
    path: 'cidr_block',
    check: ipv4Range(16, 28),
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
  },
  {
    id: 'rule-cidr',
    types: RULE_TYPES,
    path: 'cidr_ipv4',
    check: ipv4Range(),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
  },
  {
    id: 'inline-rule-cidr',
    types: ['aws_security_group'],
    path: 'ingress.cidr_blocks',
    check: ipv4Range(),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
  },
  {
    id: 'route-cidr',
    types: ['aws_route'],
    path: 'destination_cidr_block',
    check: ipv4Range(),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html',
  },
  ...['from_port', 'to_port'].map(
    (port): ArgumentRule => ({
      id: `rule-all-protocols-${port.replace('_', '-')}`,
      types: RULE_TYPES,
      path: port,
      check: (_value, { ip_protocol: protocol }) =>
        protocol === '-1'
          ? `must be left out when ip_protocol is "-1": AWS drops it, and every plan shows a change`
          : undefined,
      source:
        'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_security_group_ingress_rule',
    }),
  ),
  ...['from_port', 'to_port'].map(
    (port): ArgumentRule => ({
      id: `rule-${port.replace('_', '-')}`,
      types: RULE_TYPES,
      path: port,
      check: between(-1, 65535),
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html',
    }),
  ),
  {
    id: 'rule-needs-ports',
    types: RULE_TYPES,
    path: 'ip_protocol',
    check: (protocol, { from_port: from, to_port: to }) =>
      (protocol === 'tcp' || protocol === 'udp') && (isAbsent(from) || isAbsent(to))
        ? `needs from_port and to_port for ${protocol}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html',
  },
  {
    id: 'endpoint-needs-service',
    types: ['aws_vpc_endpoint'],
    path: 'vpc_id',
    check: (_vpc, { service_name: service, resource_configuration_arn: resource, service_network_arn: network }) =>
      [service, resource, network].every(isAbsent)
        ? 'needs service_name, resource_configuration_arn or service_network_arn beside it'
        : undefined,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html',
  },
  {
    id: 'rule-port-order',
    types: RULE_TYPES,
    path: 'to_port',
    check: (to, { from_port: from, ip_protocol: protocol }) =>
      (protocol === 'tcp' || protocol === 'udp') && typeof from === 'number' && Number(to) < from
        ? `must not be below from_port, got from_port=${from} to_port=${to}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html',
  },
  {
    id: 'rule-description',
    types: [...RULE_TYPES, 'aws_security_group'],
    path: 'description',
    check: matching(
      /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{0,255}$/,
      'at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*',
    ),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  },
  {
    id: 'flow-log-destination-type',
    types: ['aws_flow_log'],
    path: 'log_destination_type',
    check: oneOf('cloud-watch-logs', 's3', 'kinesis-data-firehose'),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
  },
  {
    id: 'flow-log-s3-role',
    types: ['aws_flow_log'],
    path: 'iam_role_arn',
    check: (_value, { log_destination_type: type }) =>
      type === 's3'
        ? 'must be left out when log_destination_type is "s3": the bucket policy gives the access'
        : undefined,
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
  },
  {
    id: 'flow-log-interval',
    types: ['aws_flow_log'],
    path: 'max_aggregation_interval',
    check: oneOf(60, 600),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
  },
  {
    id: 'tag-characters',
    types: ['*'],
    path: 'tags',
    check: tagProblem,
    source: 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html',
  },
];

const TAG_TEXT = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;
const MOST_TAGS = 50;

function tagProblem(tags: unknown): string | undefined {
  if (typeof tags !== 'object' || tags === null) return undefined;
  const entries = Object.entries(tags);
  if (entries.length > MOST_TAGS) return `must be at most ${MOST_TAGS}, got ${entries.length}`;
  const problems = entries.flatMap(([key, value]) => [
    ...(key.length <= 128 && TAG_TEXT.test(key) ? [] : [`key ${JSON.stringify(key)}`]),
    ...(key.startsWith('aws:') ? [`key ${JSON.stringify(key)}, which is reserved`] : []),
    ...(typeof value === 'string' && value.length <= 256 && TAG_TEXT.test(value)
      ? []
      : [`${key}=${JSON.stringify(value)}`]),
  ]);
  if (problems.length === 0) return undefined;
  return `must hold letters, digits, spaces and _.:/=+-@, keys up to 128 and values up to 256 long, got ${problems.join(', ')}`;
}
