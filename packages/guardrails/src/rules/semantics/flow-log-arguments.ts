import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const flowLogArguments: Rule = {
  id: 'SMILE_FLOW_LOG_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'A flow log has a destination, and a role only where one is used',
  what: '`log_destination_type`, `max_aggregation_interval` and `iam_role_arn` of every `aws_flow_log`.',
  why: 'A role beside an S3 destination is refused at apply.',
  remedy: 'Use FlowLogs.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
  check: argumentRules('flow-log-destination-type', 'flow-log-s3-role', 'flow-log-interval'),
};
