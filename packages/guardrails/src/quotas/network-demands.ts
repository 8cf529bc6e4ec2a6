import type { Resource } from '@smile/inventory';
import { Block } from '../reading/block.ts';
import { type Demand, eitherOf, elementsOf, inAccount, perParent, perResource, together } from './counting.ts';
import { inCharacters, policyLength } from './documents.ts';
import type { EstateGraph, Share } from './estate-graph.ts';
import { instancesOf } from './instances.ts';
import { groupsPerInterface, rulesPerGroup, rulesPerInterface } from './security-groups.ts';
import { capacityOf } from './web-acl-capacity.ts';

/** Interfaces that the network add-on puts on a node at the most; a 2xlarge of the families in use has four. */
const INTERFACES_PER_NODE = 4;

/** Elements of a list, or none where they are not known. */
const elements = (argument: string) => (block: Block) => block.count(argument) ?? 0;

const isEndpointOf = (kind: string) => (block: Block) =>
  Number((block.text('vpc_endpoint_type') ?? 'Gateway') === kind);

const isBalancer = (kind: string) => (block: Block) =>
  Number((block.text('load_balancer_type') ?? 'application') === kind);

/** NAT gateways of one zone: those of its subnets. */
const gatewaysPerZone: Demand = (graph) =>
  graph.resources('aws_nat_gateway').flatMap((place): Share[] => {
    const [subnet] = graph.parents(place, 'subnet_id');
    if (subnet === undefined) return [];
    const values = subnet.resource === undefined ? undefined : Block.of(subnet.resource);
    const zone = values?.text('availability_zone_id') ?? values?.text('availability_zone') ?? subnet.text;
    const key = `${graph.scopeOf(place, false)} ${zone}`;
    return [{ key, amount: graph.times(place), place, of: zone }];
  });

/** Rules of a network ACL by direction and address family, written inside it or as resources of their own. */
const aclRules: Demand = eitherOf(
  (graph) =>
    graph.resources('aws_network_acl_rule').flatMap((place) => {
      const block = Block.of(place);
      const direction = block.flag('egress', false) === true ? 'egress' : 'ingress';
      const amount = graph.times(place);
      return graph.parents(place, 'network_acl_id').map((acl): Share => {
        const kind = `${direction}, ${familyOf(block)}`;
        return { key: `${acl.key} ${kind}`, amount, place: acl.resource ?? place, of: `${acl.text}, ${kind}` };
      });
    }),
  (graph) =>
    graph.resources(['aws_network_acl', 'aws_default_network_acl']).flatMap((place) =>
      ['ingress', 'egress'].flatMap((direction) =>
        Block.of(place)
          .blocks(direction)
          .map((rule): Share => {
            const kind = `${direction}, ${familyOf(rule)}`;
            return {
              key: `${place.stack} ${place.address} ${kind}`,
              amount: 1,
              place,
              of: `${place.address}, ${kind}`,
            };
          }),
      ),
    ),
);

function familyOf(rule: Block): string {
  return rule.has('ipv6_cidr_block') ? 'IPv6' : 'IPv4';
}

/** Rules, certificates and target groups of a load balancer, by way of its listeners. */
function perBalancer(type: string, countOf: (graph: EstateGraph, one: Resource) => number): Demand {
  return (graph) =>
    graph.resources(type).flatMap((place) => {
      const listeners = graph.parents(place, 'listener_arn').flatMap(({ resource }) => resource ?? []);
      return listeners
        .flatMap((listener) => graph.parents(listener, 'load_balancer_arn'))
        .map((balancer): Share => {
          const amount = countOf(graph, place);
          return { key: balancer.key, amount, place: balancer.resource ?? place, of: balancer.text };
        });
    });
}

const FORWARDS = ['target_group_arn', 'forward.target_group.arn'];

function targetGroupsOf(graph: EstateGraph, place: Resource, actions: string): readonly string[] {
  return FORWARDS.flatMap((path) => graph.parents(place, `${actions}.${path}`).map(({ key }) => key));
}

/** Target groups of a load balancer, each once. */
const groupsOfBalancer: Demand = (graph) => {
  const seen = new Set<string>();
  const share = (place: Resource, actions: string, listener: Resource): Share[] =>
    graph.parents(listener, 'load_balancer_arn').flatMap((balancer) =>
      targetGroupsOf(graph, place, actions).flatMap((group): Share[] => {
        const known = `${balancer.key} ${group}`;
        if (seen.has(known)) return [];
        seen.add(known);
        return [{ key: balancer.key, amount: 1, place: balancer.resource ?? place, of: balancer.text }];
      }),
    );
  return [
    ...graph.resources('aws_lb_listener').flatMap((place) => share(place, 'default_action', place)),
    ...graph
      .resources('aws_lb_listener_rule')
      .flatMap((place) =>
        graph
          .parents(place, 'listener_arn')
          .flatMap(({ resource }) => (resource === undefined ? [] : share(place, 'action', resource))),
      ),
  ];
};

const groupsPerAction = (types: string, actions: string): Demand =>
  perResource(types, (block) =>
    Math.max(0, ...block.blocks(actions).map((action) => action.block('forward').count('target_group') ?? 0)),
  );

/** Values of all conditions of a rule. */
const VALUES = ['host_header', 'path_pattern', 'http_request_method', 'source_ip', 'http_header'];
const valuesPerRule: Demand = perResource('aws_lb_listener_rule', (rule) =>
  rule
    .blocks('condition')
    .reduce(
      (sum, condition) =>
        sum +
        VALUES.reduce((count, name) => count + (condition.block(name).count('values') ?? 0), 0) +
        condition.blocks('query_string').length,
      0,
    ),
);

const interfaces: Demand = together(
  inAccount(['aws_nat_gateway', 'aws_network_interface']),
  inAccount('aws_lb', (block) => Math.max(block.count('subnets') ?? 0, block.blocks('subnet_mapping').length)),
  inAccount('aws_vpc_endpoint', elements('subnet_ids')),
  inAccount('aws_db_instance', (block) => (block.flag('multi_az', false) === true ? 2 : 1)),
  (graph, isGlobal) =>
    instancesOf(graph).map(({ place, number }) => ({
      key: graph.scopeOf(place, isGlobal),
      amount: number * (place.type === 'aws_eks_node_group' ? INTERFACES_PER_NODE : 1),
      place,
      of: 'instances, load balancers, endpoints and databases',
    })),
);

/** What an estate asks of quotas of networks, load balancers, names and web ACLs. */
export const NETWORK_DEMANDS = {
  'vpc/L-F678F1CE': inAccount('aws_vpc'),
  'vpc/L-A4707A72': inAccount('aws_internet_gateway'),
  'ec2/L-0263D0A3': inAccount('aws_eip'),
  'vpc/L-FE5A380F': gatewaysPerZone,
  'vpc/L-407747CB': perParent('aws_subnet', 'vpc_id'),
  // The first block stands on the VPC itself.
  'vpc/L-83CA0A9D': together(
    perResource('aws_vpc', () => 1),
    perParent('aws_vpc_ipv4_cidr_block_association', 'vpc_id'),
  ),
  'vpc/L-589F43AA': perParent(['aws_route_table', 'aws_default_route_table'], 'vpc_id'),
  'vpc/L-93826ACB': eitherOf(
    perParent('aws_route', 'route_table_id'),
    elementsOf(['aws_route_table', 'aws_default_route_table'], 'route'),
  ),
  'vpc/L-B4A6D682': perParent(['aws_network_acl'], 'vpc_id'),
  'vpc/L-2AEEBF1A': aclRules,
  'vpc/L-E79EC296': inAccount(['aws_security_group', 'aws_default_security_group']),
  'vpc/L-2AFB9258': groupsPerInterface,
  'vpc/L-0EA8095F': rulesPerGroup,
  'vpc/rules-per-interface': rulesPerInterface,
  'vpc/L-DF5E4CA3': interfaces,
  'vpc/L-29B6F2EB': perParent('aws_vpc_endpoint', 'vpc_id', isEndpointOf('Interface')),
  'vpc/L-1B52E74A': inAccount('aws_vpc_endpoint', isEndpointOf('Gateway')),
  'vpc/endpoint-policy-size': perResource(['aws_vpc_endpoint', 'aws_vpc_endpoint_policy'], (_, resource, graph) =>
    policyLength(graph, resource, 'policy', inCharacters),
  ),
  'vpc/L-7E9ECCDB': perParent('aws_vpc_peering_connection', 'vpc_id'),
  'vpc/prefix-lists': inAccount('aws_ec2_managed_prefix_list'),
  'vpc/entries-per-prefix-list': perResource('aws_ec2_managed_prefix_list', (list) => list.number('max_entries')),
  'vpc/flow-logs-per-resource': together(
    ...['vpc_id', 'subnet_id', 'eni_id', 'transit_gateway_id'].map((path) => perParent('aws_flow_log', path)),
  ),

  'elasticloadbalancing/L-53DA6B97': inAccount(['aws_lb', 'aws_alb'], isBalancer('application')),
  'elasticloadbalancing/L-69A177A2': inAccount('aws_lb', isBalancer('network')),
  'elasticloadbalancing/L-B6DF7632': perParent('aws_lb_listener', 'load_balancer_arn'),
  'elasticloadbalancing/L-7EED9B64': perBalancer('aws_lb_listener_rule', (graph, rule) => graph.times(rule)),
  'elasticloadbalancing/L-9365A611': perBalancer('aws_lb_listener_certificate', (graph, one) => graph.times(one)),
  'elasticloadbalancing/L-B22855CB': inAccount('aws_lb_target_group'),
  'elasticloadbalancing/L-A0D0B863': perParent('aws_lb_target_group_attachment', 'target_group_arn'),
  'elasticloadbalancing/L-A8F7060B': inAccount('aws_lb_trust_store'),
  'elasticloadbalancing/target-groups-per-load-balancer': groupsOfBalancer,
  'elasticloadbalancing/target-groups-per-action': together(
    groupsPerAction('aws_lb_listener', 'default_action'),
    groupsPerAction('aws_lb_listener_rule', 'action'),
  ),
  'elasticloadbalancing/verifying-listeners': perParent('aws_lb_listener', 'load_balancer_arn', (listener) =>
    Number(listener.block('mutual_authentication').text('mode') === 'verify'),
  ),
  'elasticloadbalancing/values-per-rule': valuesPerRule,

  'route53/L-4EA4796A': inAccount('aws_route53_zone'),
  'route53/L-E209CC9F': perParent('aws_route53_record', 'zone_id'),
  'route53/L-ACB674F3': inAccount('aws_route53_health_check'),
  'route53/vpcs-per-private-zone': together(
    elementsOf('aws_route53_zone', 'vpc'),
    perParent('aws_route53_zone_association', 'zone_id'),
  ),
  'route53resolver/L-51D8A1FB': inAccount('aws_route53_resolver_rule'),
  'route53resolver/L-4A669CC0': inAccount('aws_route53_resolver_endpoint'),
  'route53resolver/query-log-configs': inAccount('aws_route53_resolver_query_log_config'),

  'wafv2/L-2EC3DE7B': inAccount('aws_wafv2_web_acl', (acl) => Number(acl.text('scope') === 'REGIONAL')),
  'wafv2/L-D6DA96AE': inAccount('aws_wafv2_ip_set', (set) => Number(set.text('scope') === 'REGIONAL')),
  'wafv2/L-C5BCD850': inAccount('aws_wafv2_rule_group', (group) => Number(group.text('scope') === 'REGIONAL')),
  'wafv2/L-BF0029B0': inAccount('aws_wafv2_regex_pattern_set', (set) => Number(set.text('scope') === 'REGIONAL')),
  'wafv2/web-acl-capacity': perResource('aws_wafv2_web_acl', (acl) => acl.number('capacity') ?? capacityOf(acl)),
  'wafv2/addresses-per-ip-set': elementsOf('aws_wafv2_ip_set', 'addresses'),
} as const satisfies Readonly<Record<string, Demand>>;
