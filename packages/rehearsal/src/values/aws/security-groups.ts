import type { ObjectValue } from '../../protocol/value.ts';
import type { FactsTable, FindSiblings, TypeFacts, UniqueName } from '../facts.ts';
import { arn } from './arn.ts';

function ruleTwice(source: string): UniqueName {
  return {
    by: ['security_group_id', 'ip_protocol', 'from_port', 'to_port', source],
    scope: 'region',
    code: 'InvalidPermission.Duplicate',
    message: `the specified rule already exists: {ip_protocol} {from_port}-{to_port} {${source}}`,
  };
}

const RULE_SOURCES = ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'];

/** Rules that a group may have in one direction, unless AWS raised it. Source: VPC guide, "Amazon VPC quotas". */
const RULE_QUOTA = 60;

/** A rule that names a prefix list counts as many as the list may ever hold. IPv4 and IPv6 are counted together here. */
function beyondQuota(type: string, rule: ObjectValue, siblings: FindSiblings) {
  const lists = siblings('aws_ec2_managed_prefix_list');
  const weight = ({ prefix_list_id: id }: ObjectValue) =>
    Number(lists.find((list) => list.id === id && id !== null)?.max_entries ?? 1);
  const all = [...siblings(type).filter((other) => other.security_group_id === rule.security_group_id), rule];
  const rules = all.reduce((sum, one) => sum + weight(one), 0);
  if (rules <= RULE_QUOTA) return undefined;
  return {
    summary: `RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached: ${rules} of ${RULE_QUOTA} in ${rule.security_group_id}`,
  };
}

const RULE: TypeFacts = {
  values: {
    id: '{security_group_rule_id}',
    security_group_rule_id: 'sgr-0{hex16}',
    arn: arn('ec2', 'security-group-rule/{security_group_rule_id}'),
  },
  unique: RULE_SOURCES.map(ruleTwice),
};

function ruleOf(type: string): TypeFacts {
  return { ...RULE, admit: (rule, siblings) => beyondQuota(type, rule, siblings) };
}

/** Security groups and their rules. */
export const SECURITY_GROUP_FACTS: FactsTable = {
  aws_security_group: {
    defaults: { description: 'Managed by Terraform', revoke_rules_on_delete: false },
    values: { id: 'sg-0{hex16}', arn: arn('ec2', 'security-group/{id}'), owner_id: '{account}' },
    unique: [
      {
        by: ['vpc_id', 'name'],
        scope: 'region',
        code: 'InvalidGroup.Duplicate',
        message: "The security group '{name}' already exists for VPC '{vpc_id}'",
      },
    ],
    heldBy: [
      {
        type: 'aws_vpc_security_group_ingress_rule',
        attribute: 'referenced_security_group_id',
        unlessPartBy: 'security_group_id',
      },
      {
        type: 'aws_vpc_security_group_egress_rule',
        attribute: 'referenced_security_group_id',
        unlessPartBy: 'security_group_id',
      },
      { type: 'aws_instance', attribute: 'vpc_security_group_ids' },
      { type: 'aws_network_interface', attribute: 'security_groups' },
      { type: 'aws_db_instance', attribute: 'vpc_security_group_ids' },
      { type: 'aws_elasticache_replication_group', attribute: 'security_group_ids' },
      { type: 'aws_mq_broker', attribute: 'security_groups' },
      { type: 'aws_lb', attribute: 'security_groups' },
      { type: 'aws_vpc_endpoint', attribute: 'security_group_ids' },
      { type: 'aws_eks_cluster', attribute: 'vpc_config.security_group_ids' },
      { type: 'aws_apigatewayv2_vpc_link', attribute: 'security_group_ids' },
    ],
  },
  aws_default_security_group: {
    values: {
      id: 'sg-0{hex16}',
      arn: arn('ec2', 'security-group/{id}'),
      owner_id: '{account}',
      name: 'default',
      description: 'default VPC security group',
    },
  },
  aws_vpc_security_group_ingress_rule: ruleOf('aws_vpc_security_group_ingress_rule'),
  aws_vpc_security_group_egress_rule: ruleOf('aws_vpc_security_group_egress_rule'),
  aws_security_group_rule: {
    values: { id: 'sgrule-{digits10}', security_group_rule_id: 'sgr-0{hex16}' },
  },
};
