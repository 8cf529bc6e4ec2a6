import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const NAMED = [
  'aws_db_parameter_group',
  'aws_elasticache_parameter_group',
  'aws_iam_policy',
  'aws_iam_role',
  'aws_launch_template',
  'aws_lb',
  'aws_lb_target_group',
  'aws_security_group',
];

export const createFirstNames: Rule = {
  id: 'SMILE_CREATE_FIRST_NAMES',
  family: 'semantics',
  severity: 'high',
  title: 'Resources with create_before_destroy have no fixed name',
  what: 'A target group, launch template, parameter group, role, policy or security group with `create_before_destroy` has no fixed `name`.',
  why: 'Two cannot have one name, so the replacement fails with already exists, in the middle of a deployment.',
  remedy: 'Use namePrefix.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy',
  check: each(NAMED, (block, { lifecycle }) => {
    const name = block.text('name') ?? '';
    // A part that follows what forces the replacement, such as the family or a hash, makes the name another one.
    const family = block.text('family')?.replace(/\W/g, '-');
    const isNew = /-[0-9a-f]{6,}$/.test(name) || (family !== undefined && name.includes(family));
    return lifecycle.createBeforeDestroy && name !== '' && !isNew
      ? `name must be a name_prefix beside create_before_destroy, got ${block.show('name')}`
      : undefined;
  }),
};
