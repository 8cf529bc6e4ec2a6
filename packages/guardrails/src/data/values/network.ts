import type { ValuesOfType } from '../../reading/required-values.ts';
import { GIVEN, is, like, NOTHING, OFF, ON, ON_BY_DEFAULT, oneOf } from '../../reading/wanted.ts';

/** What a network needs to be found, watched and kept apart. */
export const NETWORK_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_vpc',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html#vpc-dns-support',
    rows: [
      ['enable_dns_support', ON_BY_DEFAULT, 'names of stores, endpoints and clusters resolve through it'],
      ['enable_dns_hostnames', ON, 'private names of interface endpoints and of EKS need it'],
      ['enable_network_address_usage_metrics', ON, 'nobody sees addresses running out without it'],
      [
        'instance_tenancy',
        is('default', 'or nothing'),
        'dedicated hosts cost ten times as much, and the default cannot be had back',
      ],
      ['assign_generated_ipv6_cidr_block', OFF, 'no rule or ACL of the network covers IPv6'],
    ],
  },
  {
    type: 'aws_subnet',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html',
    rows: [
      ['map_public_ip_on_launch', OFF, 'whatever starts there would be on the internet'],
      ['assign_ipv6_address_on_creation', OFF, 'no rule or ACL of the network covers IPv6'],
      ['map_customer_owned_ip_on_launch', OFF, 'there is no Outpost'],
    ],
  },
  {
    type: 'aws_vpc_endpoint',
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html#enable-private-dns-names',
    rows: [
      [
        'private_dns_enabled',
        ON,
        "clients use the service's usual name, which leads to the internet otherwise",
        (endpoint) => endpoint.text('vpc_endpoint_type') === 'Interface',
      ],
      [
        'security_group_ids',
        GIVEN,
        "the VPC's default group, which lets nothing in, takes its place",
        (endpoint) => endpoint.text('vpc_endpoint_type') === 'Interface',
      ],
      [
        'route_table_ids',
        GIVEN,
        'nothing is routed to it',
        (endpoint) => endpoint.text('vpc_endpoint_type') === 'Gateway',
      ],
      ['vpc_endpoint_type', oneOf(['Interface', 'Gateway'], 'or nothing'), 'no other type is used'],
      ['auto_accept', OFF, 'it is for services of others'],
      [
        'policy',
        like(/^(?![\s\S]*"Action"\s*:\s*(?:\[\s*)?"\*")/, 'a policy that lists actions', 'or nothing'),
        'it says that it bounds something, and bounds nothing',
      ],
    ],
  },
  {
    type: 'aws_nat_gateway',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html',
    rows: [
      ['connectivity_type', is('public', 'or nothing'), 'a private one leads to no internet'],
      ['allocation_id', GIVEN, 'a public gateway has an Elastic IP address'],
      ['secondary_allocation_ids', NOTHING, 'partners admit the one address of each zone'],
    ],
  },
  {
    type: 'aws_eip',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html',
    rows: [['domain', is('vpc'), 'EC2-Classic is gone']],
  },
  {
    type: 'aws_flow_log',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-basics.html',
    rows: [
      ['traffic_type', is('ALL'), 'accepted and refused connections are both evidence'],
      ['log_destination_type', is('s3'), 'requirement NET-4'],
      ['max_aggregation_interval', is(60), 'ten minutes blur a scan into one line'],
      [
        'log_format',
        like(
          /^(?=[\s\S]*srcaddr)(?=[\s\S]*dstaddr)(?=[\s\S]*srcport)(?=[\s\S]*dstport)(?=[\s\S]*protocol)(?=[\s\S]*action)(?=[\s\S]*interface-id)(?=[\s\S]*start)/,
          'a format with interface-id, srcaddr, dstaddr, srcport, dstport, protocol, action and start',
          'or nothing',
        ),
        'a record without them tells neither who nor whether',
      ],
      ['vpc_id', GIVEN, 'a log of one subnet or interface leaves the rest unwatched'],
      ['destination_options.file_format', is('parquet'), 'Athena reads it by column, at a tenth of the price'],
      ['destination_options.per_hour_partition', ON, 'a question about one hour would read the whole day'],
      ['destination_options.hive_compatible_partitions', ON, 'Athena finds new partitions by it'],
    ],
  },
  {
    type: 'aws_security_group',
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group',
    rows: [
      ['vpc_id', GIVEN, 'it would be made in the default VPC'],
      ['revoke_rules_on_delete', ON, 'EKS and Elastic Load Balancing leave rules behind, which stop its deletion'],
    ],
  },
  {
    type: 'aws_default_route_table',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html#main-route-table',
    rows: [
      ['route', NOTHING, 'a subnet that is forgotten would have a way out'],
      ['propagating_vgws', NOTHING, 'as above'],
    ],
  },
  {
    type: 'aws_default_network_acl',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html',
    rows: [
      ['ingress', NOTHING, 'a subnet that is forgotten would be open'],
      ['egress', NOTHING, 'a subnet that is forgotten would be open'],
    ],
  },
  {
    type: 'aws_network_acl',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
    rows: [
      ['subnet_ids', GIVEN, 'an ACL without subnets keeps nothing out'],
      ['ingress', NOTHING, 'rules are resources of their own, and inline ones take those away'],
      ['egress', NOTHING, 'rules are resources of their own, and inline ones take those away'],
    ],
  },
  {
    type: 'aws_route53_zone',
    source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html',
    rows: [['force_destroy', OFF, 'every name in it would go unasked']],
  },
  {
    type: 'aws_ec2_managed_prefix_list',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html',
    rows: [['entry', GIVEN, 'a rule on an empty list lets nobody in']],
  },
  {
    type: 'aws_vpc_security_group_ingress_rule',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    rows: [['ip_protocol', oneOf(['tcp', 'udp', 'icmp', 'icmpv6']), 'a rule for all protocols has all ports as well']],
  },
  {
    type: 'aws_vpc_security_group_egress_rule',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
    rows: [['ip_protocol', oneOf(['tcp', 'udp', 'icmp', 'icmpv6']), 'a rule for all protocols has all ports as well']],
  },
];
