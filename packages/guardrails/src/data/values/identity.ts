import type { ValuesOfType } from '../../reading/required-values.ts';
import { between, GIVEN, is, NOTHING, OFF } from '../../reading/wanted.ts';

/** What roles and profiles need, so that a session ends and nothing is beside it. */
export const IDENTITY_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_iam_role',
    source:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html#id_roles_update-session-duration',
    rows: [
      ['name', GIVEN, 'boundaries, trust policies and people name roles by their names'],
      ['max_session_duration', between(3600, 14_400, 'or nothing'), 'credentials that are stolen work for half a day'],
      ['force_detach_policies', OFF, 'policies that others attached would go unasked'],
      ['inline_policy', NOTHING, 'policies are resources of their own'],
      ['managed_policy_arns', NOTHING, 'policies are resources of their own'],
      ['path', is('/', 'or nothing'), 'boundaries and trust policies name roles without a path'],
    ],
  },
  {
    type: 'aws_iam_instance_profile',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html',
    rows: [['role', GIVEN, 'a host without a role is reached by nobody']],
  },
  {
    type: 'aws_iam_policy',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
    rows: [['policy', GIVEN, 'a policy without statements allows nothing']],
  },
];
