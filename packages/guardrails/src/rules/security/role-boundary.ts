import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const roleBoundary: Rule = {
  id: 'SMILE_ROLE_BOUNDARY',
  family: 'security',
  severity: 'high',
  title: 'Every role has the permissions boundary',
  what: '`permissions_boundary` of every `aws_iam_role` is given.',
  why: 'Without it, a role that may make roles can make itself an administrator.',
  remedy: 'Put the role into an EstateStack, which adds the boundary.',
  source: 'docs/adr/0007-permissions-boundary.md',
  check: each('aws_iam_role', (role) => mustHave(role, 'permissions_boundary', "the environment's boundary")),
};
