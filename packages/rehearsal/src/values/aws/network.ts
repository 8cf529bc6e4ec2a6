import type { Problem } from '../../protocol/problem.ts';
import type { ObjectValue } from '../../protocol/value.ts';
import { contains, overlap, parseCidr } from '../cidr.ts';
import type { FactsTable, FindSiblings } from '../facts.ts';
import { arn } from './arn.ts';
import { zoneId, zoneName } from './zones.ts';

const VPC_PARTS = [
  'aws_subnet',
  'aws_internet_gateway',
  'aws_egress_only_internet_gateway',
  'aws_vpc_endpoint',
  'aws_security_group',
  'aws_route_table',
  'aws_network_acl',
];

/** VPC, subnets, routes, addresses, endpoints, flow logs, network ACLs. Security groups have a file of their own. */
export const NETWORK_FACTS: FactsTable = {
  aws_vpc: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc
    defaults: {
      enable_dns_support: true,
      enable_dns_hostnames: false,
      instance_tenancy: 'default',
      assign_generated_ipv6_cidr_block: false,
      enable_network_address_usage_metrics: false,
    },
    values: {
      id: 'vpc-0{hex16}',
      arn: arn('ec2', 'vpc/{id}'),
      owner_id: '{account}',
      main_route_table_id: 'rtb-0{hex16}',
      default_route_table_id: '{main_route_table_id}',
      default_network_acl_id: 'acl-0{hex16}',
      default_security_group_id: 'sg-0{hex16}',
      dhcp_options_id: 'dopt-0{hex16}',
      ipv6_association_id: '',
      ipv6_cidr_block: '',
      ipv6_cidr_block_network_border_group: '',
    },
    heldBy: VPC_PARTS.map((type) => ({ type, attribute: 'vpc_id' })),
  },
  aws_vpc_ipv4_cidr_block_association: { values: { id: 'vpc-cidr-assoc-0{hex16}' } },
  aws_subnet: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/subnet
    defaults: {
      map_public_ip_on_launch: false,
      assign_ipv6_address_on_creation: false,
      enable_dns64: false,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      ipv6_native: false,
    },
    values: {
      id: 'subnet-0{hex16}',
      arn: arn('ec2', 'subnet/{id}'),
      owner_id: '{account}',
      availability_zone: zoneName,
      availability_zone_id: zoneId,
      private_dns_hostname_type_on_launch: 'ip-name',
      ipv6_cidr_block: '',
      ipv6_cidr_block_association_id: '',
    },
    admit: admitSubnet,
    heldBy: [
      { type: 'aws_nat_gateway', attribute: 'subnet_id' },
      { type: 'aws_instance', attribute: 'subnet_id' },
      { type: 'aws_network_interface', attribute: 'subnet_id' },
      { type: 'aws_vpc_endpoint', attribute: 'subnet_ids' },
      { type: 'aws_lb', attribute: 'subnets' },
      { type: 'aws_eks_cluster', attribute: 'vpc_config.subnet_ids' },
      { type: 'aws_eks_node_group', attribute: 'subnet_ids' },
      { type: 'aws_mq_broker', attribute: 'subnet_ids' },
      { type: 'aws_apigatewayv2_vpc_link', attribute: 'subnet_ids' },
    ],
  },
  aws_internet_gateway: {
    values: { id: 'igw-0{hex16}', arn: arn('ec2', 'internet-gateway/{id}'), owner_id: '{account}' },
  },
  aws_egress_only_internet_gateway: { values: { id: 'eigw-0{hex16}' } },
  aws_eip: {
    defaults: { domain: 'vpc', public_ipv4_pool: 'amazon', network_border_group: '{region}' },
    values: {
      id: '{allocation_id}',
      allocation_id: 'eipalloc-0{hex16}',
      arn: arn('ec2', 'elastic-ip/{allocation_id}'),
      public_ip: ({ fill }) => publicAddress(fill('{digits9}')),
      public_dns: ({ fill, text }) =>
        `ec2-${text('public_ip').replaceAll('.', '-')}.${fill('{region}')}.compute.amazonaws.com`,
      association_id: '',
      carrier_ip: '',
      customer_owned_ip: '',
      instance: '',
      network_interface: '',
      private_dns: null,
      private_ip: '',
      ptr_record: '',
    },
  },
  aws_eip_association: {
    values: { id: 'eipassoc-0{hex16}' },
  },
  aws_nat_gateway: {
    defaults: { connectivity_type: 'public' },
    values: {
      id: 'nat-0{hex16}',
      association_id: 'eipassoc-0{hex16}',
      network_interface_id: 'eni-0{hex16}',
      private_ip: ({ fill }) => `10.0.${Number(fill('{digits2}'))}.${4 + Number(fill('{digits2}'))}`,
      public_ip: ({ fill }) => publicAddress(fill('{digits9}')),
    },
  },
  aws_route_table: {
    values: { id: 'rtb-0{hex16}', arn: arn('ec2', 'route-table/{id}'), owner_id: '{account}' },
    heldBy: [
      { type: 'aws_route_table_association', attribute: 'route_table_id' },
      { type: 'aws_vpc_endpoint_route_table_association', attribute: 'route_table_id' },
    ],
  },
  aws_default_route_table: {
    values: {
      id: '{default_route_table_id}',
      arn: arn('ec2', 'route-table/{id}'),
      owner_id: '{account}',
      vpc_id: 'vpc-0{hex16}',
    },
  },
  aws_route: {
    values: { id: 'r-{route_table_id}{digits10}', origin: 'CreateRoute', state: 'active' },
    unique: [
      {
        by: ['route_table_id', 'destination_cidr_block'],
        scope: 'region',
        code: 'RouteAlreadyExists',
        message: 'Route in Route Table ({route_table_id}) with destination ({destination_cidr_block}) already exists',
      },
    ],
  },
  aws_route_table_association: {
    values: { id: 'rtbassoc-0{hex16}' },
    unique: [
      {
        by: ['subnet_id'],
        scope: 'region',
        code: 'Resource.AlreadyAssociated',
        message: 'the specified association for route table {route_table_id} conflicts with an existing association',
      },
    ],
  },
  aws_main_route_table_association: { values: { id: 'rtbassoc-0{hex16}', original_route_table_id: 'rtb-0{hex16}' } },
  aws_network_acl: { values: { id: 'acl-0{hex16}', arn: arn('ec2', 'network-acl/{id}'), owner_id: '{account}' } },
  aws_network_acl_association: { replace: ['network_acl_id'], values: { id: 'aclassoc-0{hex16}' } },
  aws_network_acl_rule: {
    defaults: { egress: false },
    values: { id: 'nacl-{digits10}' },
  },
  aws_default_network_acl: {
    values: {
      id: '{default_network_acl_id}',
      arn: arn('ec2', 'network-acl/{id}'),
      owner_id: '{account}',
      vpc_id: 'vpc-0{hex16}',
    },
  },
  aws_vpc_endpoint: {
    defaults: { vpc_endpoint_type: 'Gateway' },
    values: {
      id: 'vpce-0{hex16}',
      arn: arn('ec2', 'vpc-endpoint/{id}'),
      owner_id: '{account}',
      state: 'available',
      requester_managed: false,
      private_dns_enabled: false,
      ip_address_type: ({ text }) => (text('vpc_endpoint_type') === 'Interface' ? 'ipv4' : ''),
      policy: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}],"Version":"2008-10-17"}',
      prefix_list_id: ({ text, fill }) => (text('vpc_endpoint_type') === 'Gateway' ? fill('pl-{hex8}') : ''),
      network_interface_ids: ({ fill, text }) =>
        text('vpc_endpoint_type') === 'Interface' ? [fill('eni-0{hex16}')] : [],
      dns_entry: ({ text, fill }) =>
        text('vpc_endpoint_type') === 'Interface'
          ? [
              {
                dns_name: `${text('id')}-${fill('{alnum8}')}.${shortService(text('service_name'))}.${fill('{region}')}.vpce.amazonaws.com`,
                hosted_zone_id: 'Z05657421NQYN8K15TK8V',
              },
            ]
          : [],
      'dns_options.dns_record_ip_type': 'ipv4',
    },
  },
  aws_vpc_endpoint_policy: { replace: ['vpc_endpoint_id'], values: { id: '{vpc_endpoint_id}' } },
  aws_vpc_endpoint_route_table_association: {
    replace: ['vpc_endpoint_id', 'route_table_id'],
    values: { id: 'a-{vpc_endpoint_id}{digits10}' },
  },
  aws_vpc_endpoint_subnet_association: {
    replace: ['vpc_endpoint_id'],
    values: { id: 'a-{vpc_endpoint_id}{digits10}' },
  },
  aws_vpc_endpoint_security_group_association: {
    replace: ['vpc_endpoint_id', 'security_group_id', 'replace_default_association'],
    values: { id: 'a-{vpc_endpoint_id}{digits10}' },
  },
  aws_flow_log: {
    defaults: { log_destination_type: 'cloud-watch-logs', max_aggregation_interval: 600 },
    values: {
      id: 'fl-0{hex16}',
      arn: arn('ec2', 'vpc-flow-log/{id}'),
      // A function, because a template would take `${…}` for its own.
      log_format: () =>
        '${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}',
    },
  },
  aws_vpc_dhcp_options: {
    replace: ['domain_name', 'domain_name_servers', 'ntp_servers', 'netbios_name_servers', 'netbios_node_type'],
    values: { id: 'dopt-0{hex16}', arn: arn('ec2', 'dhcp-options/{id}'), owner_id: '{account}' },
  },
  aws_vpc_dhcp_options_association: { values: { id: '{dhcp_options_id}-{vpc_id}' } },
  aws_vpc_peering_connection: {
    replace: ['peer_vpc_id', 'peer_owner_id', 'peer_region'],
    values: { id: 'pcx-0{hex16}', accept_status: 'active', peer_owner_id: '{account}', peer_region: '{region}' },
  },
  aws_ec2_managed_prefix_list: {
    values: { id: 'pl-0{hex16}', arn: arn('ec2', 'prefix-list/{id}'), owner_id: '{account}', version: 1 },
    recomputed: { version: ['entry'] },
    heldBy: [
      { type: 'aws_vpc_security_group_ingress_rule', attribute: 'prefix_list_id' },
      { type: 'aws_vpc_security_group_egress_rule', attribute: 'prefix_list_id' },
    ],
  },
  aws_ec2_managed_prefix_list_entry: { replace: ['cidr', 'prefix_list_id'], values: { id: '{prefix_list_id},{cidr}' } },
  aws_network_interface: {
    values: {
      id: 'eni-0{hex16}',
      arn: arn('ec2', 'network-interface/{id}'),
      owner_id: '{account}',
      mac_address: '0a:58:0a:{digits2}:{digits2}:{digits2}',
      private_dns_name: 'ip-10-0-0-10.{region}.compute.internal',
      private_ip: '10.0.0.10',
      interface_type: 'interface',
    },
  },
  aws_vpc_block_public_access_options: {
    values: { id: '{region}', aws_account_id: '{account}', aws_region: '{region}' },
  },
  aws_ec2_tag: { replace: ['resource_id', 'key'], values: { id: '{resource_id},{key}' } },
};

function admitSubnet(subnet: ObjectValue, siblings: FindSiblings): Problem | undefined {
  const range = parseCidr(String(subnet.cidr_block));
  if (range === undefined) return undefined;
  const vpc = siblings('aws_vpc').find(({ id }) => id === subnet.vpc_id);
  const outer = [
    vpc,
    ...siblings('aws_vpc_ipv4_cidr_block_association').filter(({ vpc_id: id }) => id === subnet.vpc_id),
  ]
    .map((block) => parseCidr(String(block?.cidr_block)))
    .filter((block) => block !== undefined);
  if (outer.length > 0 && !outer.some((block) => contains(block, range))) {
    return {
      summary: `InvalidSubnet.Range: The CIDR '${subnet.cidr_block}' is invalid`,
      detail: `it must lie inside the range of its VPC, ${vpc?.cidr_block}`,
      path: ['cidr_block'],
    };
  }
  const clash = siblings('aws_subnet').find((other) => {
    const otherRange = parseCidr(String(other.cidr_block));
    return other.vpc_id === subnet.vpc_id && otherRange !== undefined && overlap(range, otherRange);
  });
  if (clash === undefined) return undefined;
  return {
    summary: `InvalidSubnet.Conflict: The CIDR '${subnet.cidr_block}' conflicts with another subnet`,
    detail: `subnet ${clash.id} of the same VPC has ${clash.cidr_block}`,
    path: ['cidr_block'],
  };
}

// 198.18.0.0/15 is nobody's: for measurements (RFC 2544). https://www.rfc-editor.org/rfc/rfc2544
function publicAddress(digits: string): string {
  return `198.18.${Number(digits.slice(0, 6)) % 256}.${1 + (Number(digits.slice(6)) % 254)}`;
}

function shortService(serviceName: string): string {
  return serviceName.split('.').slice(3).join('.');
}
