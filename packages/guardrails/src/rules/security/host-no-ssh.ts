import { allOf, each, mustLack } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const hostNoSsh: Rule = {
  id: 'SMILE_HOST_NO_SSH',
  family: 'security',
  severity: 'high',
  title: 'There are no SSH keys',
  what: 'No `aws_key_pair` exists; `key_name` of instances and templates, and `remote_access` of node groups, are absent.',
  why: 'A key is copied, kept and never taken back; sessions are signed in, recorded, and end.',
  remedy: 'Use Session Manager: smile connect.',
  source: 'docs of @smile/access (ACC-IAM)',
  includes: ['CKV_AWS_100'],
  check: allOf(
    each('aws_key_pair', () => 'must not exist; use Session Manager'),
    each(['aws_instance', 'aws_launch_template'], (host) => mustLack(host, 'key_name', 'use Session Manager')),
    each('aws_eks_node_group', (group) => mustLack(group, 'remote_access', 'use Session Manager')),
  ),
};
