import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const nodeGroupLabels: Rule = {
  id: 'SMILE_NODE_GROUP_LABELS',
  family: 'semantics',
  severity: 'high',
  title: 'Labels and taints of nodes are as Kubernetes takes them',
  what: 'Keys, values and effects of `taint` and `labels` of every `aws_eks_node_group`, and keys of `aws_autoscaling_group_tag`.',
  why: 'Plan accepts NoSchedule, EKS refuses it; a label with a reserved prefix keeps every node from joining.',
  remedy: 'Use NodeGroup of @smile/eks; effects are NO_SCHEDULE, NO_EXECUTE and PREFER_NO_SCHEDULE.',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_Taint.html',
  check: argumentRules(
    'node-group-taint-effect',
    'node-group-taint-key',
    'node-group-taint-value',
    'node-group-taint-count',
    'node-group-labels',
    'autoscaling-tag-key',
  ),
};
