import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { estateStackFor } from './fixtures.ts';

const stack = estateStackFor((scope) => {
  new SecurityGroup(scope, 'Group', { description: 'Servers', lifecycle: { preventDestroy: true } });
  new IamPolicy(scope, 'Policy', { description: 'Reads', policy: '{}', lifecycle: { ignoreChanges: ['policy'] } });
  new IamRole(scope, 'Role', { description: 'Servers', assumeRolePolicy: '{}' });
});

// "(Optional, Forces new resource)" of description in
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group and …/iam_policy, not in …/iam_role.
test('words that AWS cannot change stay as they were made, beside what else a resource ignores', () => {
  expect(stack).toHaveResource(SecurityGroup, {
    lifecycle: { prevent_destroy: true, ignore_changes: ['description'] },
  });
  expect(stack).toHaveResource(IamPolicy, { lifecycle: { ignore_changes: ['policy', 'description'] } });
});

test('words that AWS changes in place are changed', () => {
  expect(JSON.stringify(stack.toTerraform())).toContain('"description":"Servers"');
  expect(stack).not.toHaveResource(IamRole, { lifecycle: { ignore_changes: ['description'] } });
});
