import { isInside, type Resource, type SecurityGroupRule, securityGroupRules } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Who is given an agent, by the setting that gives it. https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorAdditionalConfiguration.html */
const HOSTS = 'EC2_AGENT_MANAGEMENT';
const NODES = 'EKS_ADDON_MANAGEMENT';

export const runtimeAgentEgress: Rule = {
  id: 'SMILE_RUNTIME_AGENT_EGRESS',
  family: 'security',
  severity: 'medium',
  title: 'The GuardDuty security agent reaches its VPC endpoint',
  what: `Where the detector of an account has RUNTIME_MONITORING with ${HOSTS} or ${NODES}, a security group of every \`aws_instance\`, and of every node whose \`aws_launch_template\` names groups, lets TCP 443 out to the whole block of its VPC, or to the group of an endpoint of guardduty-data.`,
  why: 'GuardDuty makes the endpoint and its security group by itself. A host that may reach named groups only has an agent whose coverage is unhealthy, and nothing tells of what runs there.',
  remedy: "Allow TCP 443 to the VPC's block, as ManagedHost does with runtimeMonitoring.",
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/prereq-runtime-monitoring-ec2-support.html',
  check: (context) => {
    const detected = context.resources('aws_guardduty_detector_feature');
    const watched = (setting: string) => detected.filter((feature) => isOn(feature, setting));
    const hosts = near(context.resources('aws_instance'), watched(HOSTS)).map((place) => ({
      place,
      groups: groupsAt(context, place, ['vpc_security_group_ids', 'network_interface']),
      subnets: context.inventory.referencesAt(place, 'subnet_id'),
    }));
    const nodes = near(context.resources('aws_eks_node_group'), watched(NODES)).flatMap((group) => {
      const groups = context.inventory
        .referencesAt(group, 'launch_template')
        .flatMap((template) => groupsAt(context, template, ['vpc_security_group_ids', 'network_interfaces']));
      // Without groups of its own a node has that of the cluster, which lets everything out.
      return groups.length === 0
        ? []
        : [{ place: group, groups, subnets: context.inventory.referencesAt(group, 'subnet_ids') }];
    });
    if (hosts.length + nodes.length === 0) return [];
    const rules = securityGroupRules(context.inventory).filter(({ direction }) => direction === 'out');
    return [...hosts, ...nodes].flatMap((one) => judge(context, rules, one));
  },
};

interface Watched {
  readonly place: Resource;
  readonly groups: readonly Resource[];
  readonly subnets: readonly Resource[];
}

function isOn(feature: Resource, setting: string): boolean {
  const block = Block.of(feature);
  if (block.text('name') !== 'RUNTIME_MONITORING' || block.text('status') !== 'ENABLED') return false;
  const found = block.blocks('additional_configuration').find((one) => one.text('name') === setting);
  return found?.text('status') === 'ENABLED';
}

/** A detector watches its account in its region. */
function near(places: readonly Resource[], features: readonly Resource[]): readonly Resource[] {
  return places.filter((place) =>
    features.some(({ account, region }) => account === place.account && region === place.region),
  );
}

function groupsAt({ inventory }: RuleContext, holder: Resource, paths: readonly string[]): readonly Resource[] {
  return paths
    .flatMap((path) => inventory.referencesAt(holder, path))
    .filter(({ type }) => type === 'aws_security_group');
}

function judge(
  context: RuleContext,
  rules: readonly SecurityGroupRule[],
  { place, groups, subnets }: Watched,
): readonly Violation[] {
  const vpcs = subnets.flatMap((subnet) => context.inventory.referencesAt(subnet, 'vpc_id'));
  const blocks = vpcs.flatMap((vpc) => Block.of(vpc).text('cidr_block') ?? []);
  const own = rules.filter(({ group, ports }) => groups.includes(group) && isHttps(ports));
  const endpoints = endpointGroups(context);
  const reaches = own.some(
    ({ peer }) =>
      (peer.kind === 'group' && endpoints.includes(peer.resource)) ||
      (peer.kind === 'block' && blocks.length > 0 && blocks.every((block) => isInside(block, peer.cidr))),
  );
  if (reaches) return [];
  if (groups.length === 0 || blocks.length === 0 || own.some(({ peer }) => peer.kind === 'unknown')) {
    const open = groups.length === 0 ? 'security groups' : blocks.length === 0 ? 'VPC' : 'rules';
    return [{ place, status: 'warned', message: `not judged: its ${open} are known only after apply, or elsewhere` }];
  }
  const names = groups.map(({ address }) => address).join(', ');
  return [
    {
      place,
      message: `a security group must let TCP 443 out to ${[...new Set(blocks)].join(' and ')}, where GuardDuty makes its endpoint, got ${names} without such a rule`,
    },
  ];
}

function isHttps({ protocol, from = 0, to = 65_535 }: SecurityGroupRule['ports']): boolean {
  return protocol === 'all' || (protocol === 'tcp' && from <= 443 && to >= 443);
}

/** Groups of endpoints that somebody makes instead of GuardDuty. */
function endpointGroups(context: RuleContext): readonly Resource[] {
  return context
    .resources('aws_vpc_endpoint')
    .filter((endpoint) => Block.of(endpoint).text('service_name')?.endsWith('.guardduty-data') === true)
    .flatMap((endpoint) => groupsAt(context, endpoint, ['security_group_ids']));
}
