import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const nodeTemplateArguments: Rule = {
  id: 'SMILE_NODE_TEMPLATE_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'A launch template is one that EC2 starts',
  what: 'Name, user data (base64, at most 16 KiB), hop limit and disk throughput of every `aws_launch_template`.',
  why: 'Plan accepts plain user data; EC2 decodes it to nonsense, and the nodes never join.',
  remedy: 'Use NodeGroup of @smile/eks, or Host.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateLaunchTemplate.html',
  check: argumentRules(
    'launch-template-name',
    'launch-template-user-data',
    'launch-template-hop-limit',
    'launch-template-gp3-throughput',
  ),
};
