import { NODE_VALUES } from '../../data/values/nodes.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const nodeValues: Rule = {
  id: 'SMILE_NODE_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of clusters, nodes and hosts keep them private, current and running',
  what: 'Each argument of clusters, node groups, add-ons, access entries, launch templates and hosts that the table names.',
  why: 'One word opens a cluster, or takes its nodes away, and Terraform takes it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/nodes.ts, with a page for each type',
  check: requiredValues(NODE_VALUES),
};
