import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const networkAclPorts: Rule = {
  id: 'CKV_AWS_232',
  family: 'security',
  severity: 'medium',
  title: 'Network ACLs keep SSH, RDP and FTP out',
  what: 'No rule of a network ACL lets 0.0.0.0/0 in to ports 20, 21, 22 or 3389 without a rule of a lower number that denies it.',
  why: 'The ACL is the second line when a security group is opened by mistake.',
  remedy: 'Use Vpc, whose ACLs leave only answer ports open (docs/adr/0006-network-acls.md).',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
  includes: ['CKV_AWS_229', 'CKV_AWS_230', 'CKV_AWS_231', 'CKV_AWS_352'],
  check: each('aws_network_acl_rule', (rule, resource, context) => {
    if (!isOpen(rule)) return undefined;
    const rivals = context
      .resources('aws_network_acl_rule')
      .filter((other) => other.values.network_acl_id === resource.values.network_acl_id);
    const open = PORTS.filter(
      (port) => covers(rule, port) && !rivals.some((other) => denies(Block.of(other), rule, port)),
    );
    return open.length === 0 ? undefined : `must not let 0.0.0.0/0 in to port ${open.join(', ')}`;
  }),
};

const PORTS = [20, 21, 22, 3389];

function isOpen(rule: Block): boolean {
  const isAnywhere = rule.text('cidr_block') === '0.0.0.0/0' || rule.text('ipv6_cidr_block') === '::/0';
  return isAnywhere && rule.text('rule_action') === 'allow' && rule.flag('egress', false) === false;
}

function covers(rule: Block, port: number): boolean {
  const protocol = rule.text('protocol') ?? String(rule.number('protocol'));
  if (protocol === '-1' || protocol === 'all') return true;
  if (protocol !== 'tcp' && protocol !== '6') return false;
  return (rule.number('from_port') ?? 0) <= port && port <= (rule.number('to_port') ?? 65535);
}

/** Whether a rule comes first and closes the port to everybody. */
function denies(rule: Block, open: Block, port: number): boolean {
  const isFirst = (rule.number('rule_number') ?? 0) < (open.number('rule_number') ?? 0);
  const isAnywhere = rule.text('cidr_block') === '0.0.0.0/0';
  return (
    isFirst &&
    isAnywhere &&
    rule.text('rule_action') === 'deny' &&
    rule.flag('egress', false) === false &&
    covers(rule, port)
  );
}
