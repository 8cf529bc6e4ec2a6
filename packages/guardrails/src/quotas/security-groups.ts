import { type Resource, type SecurityGroupRule, securityGroupRules } from '@smile/inventory';
import { Block } from '../reading/block.ts';
import { type Demand, sums } from './counting.ts';
import type { EstateGraph, Share } from './estate-graph.ts';

/**
 * Rules that a prefix list of AWS counts as, by the end of its name.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
const MANAGED_WEIGHTS: readonly (readonly [end: string, weight: number])[] = [
  ['global.cloudfront.origin-facing', 55],
  ['global.groundstation', 5],
  ['route53-healthchecks', 25],
  ['vpc-lattice', 10],
];

const SEPARATE_RULES = ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'];
const RULES_BY_GRAPH = new WeakMap<EstateGraph, readonly Share[]>();

/** Rules of each group by direction and address family, each prefix list at its weight. */
export const rulesPerGroup: Demand = (graph) => {
  const remembered = RULES_BY_GRAPH.get(graph);
  if (remembered !== undefined) return remembered;
  const found = [...securityGroupRules(graph.inventory).flatMap((rule) => sharesOf(graph, rule)), ...unresolved(graph)];
  RULES_BY_GRAPH.set(graph, found);
  return found;
};

function sharesOf(graph: EstateGraph, { stated, group, direction, peer }: SecurityGroupRule): readonly Share[] {
  if (group.type === 'aws_eks_cluster') return [];
  const amount =
    (peer.kind === 'prefix-list' ? weightOf(peer.resource) : 1) * (stated === group ? 1 : graph.times(stated));
  const families = familiesOf(peer);
  return families.map((family) => shareOf(`${group.stack} ${group.address}`, group, { direction, family, amount }));
}

/** A group or a list of both families counts for each. */
function familiesOf(peer: SecurityGroupRule['peer']): readonly string[] {
  if (peer.kind === 'block') return [peer.cidr.includes(':') ? 'IPv6' : 'IPv4'];
  if (peer.kind === 'prefix-list') {
    const family = peer.resource?.values.address_family;
    return typeof family === 'string' ? [family] : ['IPv4', 'IPv6'];
  }
  return ['IPv4', 'IPv6'];
}

/** Rules of groups that are not in what was read, such as a group of another stack whose state is missing. */
function unresolved(graph: EstateGraph): readonly Share[] {
  return graph.resources(SEPARATE_RULES).flatMap((place) => {
    const block = Block.of(place);
    const group = block.text('security_group_id');
    if (group === undefined || graph.inventory.referencesAt(place, 'security_group_id').length > 0) return [];
    const direction = place.type.includes('ingress') ? 'in' : 'out';
    const list = graph.inventory.referencesAt(place, 'prefix_list_id')[0];
    const amount = (block.has('prefix_list_id') ? weightOf(list) : 1) * graph.times(place);
    const family = block.has('cidr_ipv6') ? 'IPv6' : 'IPv4';
    return [shareOf(`${graph.accountOf(place.stack)} ${group}`, place, { direction, family, amount, name: group })];
  });
}

interface Kind {
  readonly direction: string;
  readonly family: string;
  readonly amount: number;
  readonly name?: string;
}

function shareOf(group: string, place: Resource, { direction, family, amount, name = place.address }: Kind): Share {
  return { key: `${group} ${direction} ${family}`, amount, place, of: `${name}, ${direction}, ${family}` };
}

function weightOf(list: Resource | undefined): number {
  if (list === undefined) return 1;
  const block = Block.of(list);
  const name = block.text('name') ?? '';
  return block.number('max_entries') ?? MANAGED_WEIGHTS.find(([end]) => name.endsWith(end))?.[1] ?? 1;
}

/** Arguments that put groups on one network interface. */
const INTERFACES: readonly (readonly [type: string, path: string])[] = [
  ['aws_instance', 'vpc_security_group_ids'],
  ['aws_launch_template', 'vpc_security_group_ids'],
  ['aws_launch_template', 'network_interfaces.security_groups'],
  ['aws_network_interface', 'security_groups'],
  ['aws_lb', 'security_groups'],
  ['aws_vpc_endpoint', 'security_group_ids'],
  ['aws_db_instance', 'vpc_security_group_ids'],
  ['aws_rds_cluster', 'vpc_security_group_ids'],
  ['aws_elasticache_replication_group', 'security_group_ids'],
  ['aws_mq_broker', 'security_groups'],
  ['aws_lambda_function', 'vpc_config.security_group_ids'],
  ['aws_route53_resolver_endpoint', 'security_group_ids'],
];

/** Groups of one network interface. */
export const groupsPerInterface: Demand = (graph) =>
  INTERFACES.flatMap(([type, path]) =>
    graph.resources(type).flatMap((place): Share[] => {
      const amount = countAt(place, path);
      const of = place.address;
      return amount === undefined || amount === 0 ? [] : [{ key: `${place.stack} ${of} ${path}`, amount, place, of }];
    }),
  );

/** Rules of all groups of one network interface together. */
export const rulesPerInterface: Demand = (graph) => {
  const rules = [...sums(rulesPerGroup(graph, false)).values()];
  const byGroup = new Map<string, Share[]>();
  for (const rule of rules) {
    const group = rule.key.replace(/ (in|out) IPv[46]$/, '');
    byGroup.set(group, [...(byGroup.get(group) ?? []), rule]);
  }
  return INTERFACES.flatMap(([type, path]) =>
    graph.resources(type).flatMap((place): Share[] => {
      const groups = graph.parents(place, path);
      if (groups.length < 2) return [];
      return groups.flatMap(({ key }) =>
        (byGroup.get(key) ?? []).map((share): Share => {
          const kind = share.key.slice(key.length + 1);
          const of = `${place.address}, ${kind.replace(' ', ', ')}`;
          return { key: `${place.stack} ${place.address} ${kind}`, amount: share.amount, place, of };
        }),
      );
    }),
  );
};

function countAt(place: Resource, path: string): number | undefined {
  const [first = '', rest] = path.split('.');
  return rest === undefined ? Block.of(place).count(first) : Block.of(place).block(first).count(rest);
}
