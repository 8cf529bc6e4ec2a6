import { Block } from '../../reading/block.ts';
import { each, mustBeOneOf } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const flowLogs: Rule = {
  id: 'CKV2_AWS_11',
  family: 'security',
  severity: 'medium',
  title: 'Every VPC writes down its traffic',
  what: 'Every `aws_vpc` has an `aws_flow_log` of all traffic.',
  why: 'After a break-in nobody can say where data went.',
  remedy: 'Use FlowLogs.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
  check: each('aws_vpc', (_, vpc, context) => {
    const [log] = companionsOf(context, vpc, 'aws_flow_log', 'vpc_id');
    return log === undefined
      ? 'must have an aws_flow_log, got none'
      : mustBeOneOf(Block.of(log), 'traffic_type', ['ALL']);
  }),
};
