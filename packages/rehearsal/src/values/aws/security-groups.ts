import type { FactsTable, TypeFacts, UniqueName } from '../facts.ts';
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

const RULE: TypeFacts = {
  replace: ['security_group_id'],
  values: {
    id: '{security_group_rule_id}',
    security_group_rule_id: 'sgr-0{hex16}',
    arn: arn('ec2', 'security-group-rule/{security_group_rule_id}'),
  },
  unique: RULE_SOURCES.map(ruleTwice),
};

/** Security groups and their rules. */
export const SECURITY_GROUP_FACTS: FactsTable = {
  aws_security_group: {
    replace: ['description'],
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
  aws_vpc_security_group_ingress_rule: RULE,
  aws_vpc_security_group_egress_rule: RULE,
  aws_security_group_rule: {
    replace: [
      'security_group_id',
      'type',
      'protocol',
      'from_port',
      'to_port',
      'cidr_blocks',
      'source_security_group_id',
      'self',
    ],
    values: { id: 'sgrule-{digits10}', security_group_rule_id: 'sgr-0{hex16}' },
  },
};
