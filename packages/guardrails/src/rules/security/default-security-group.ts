import { Block } from '../../reading/block.ts';
import { each, mustLack } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const defaultSecurityGroup: Rule = {
  id: 'CKV2_AWS_12',
  family: 'security',
  severity: 'medium',
  title: 'The default security group lets nothing through',
  what: 'Every `aws_vpc` has an `aws_default_security_group` without rules.',
  why: 'What is started without a group gets the default one, which lets all its members talk to each other and to the world.',
  remedy: 'Use Vpc.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html',
  check: each('aws_vpc', (_, vpc, context) => {
    const [group] = companionsOf(context, vpc, 'aws_default_security_group', 'vpc_id');
    if (group === undefined) return 'must have an aws_default_security_group, got none';
    return ['ingress', 'egress'].map((direction) =>
      mustLack(Block.of(group), direction, 'the default group lets nothing through'),
    );
  }),
};
