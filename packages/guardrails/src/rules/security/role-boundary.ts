import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const roleBoundary: Rule = {
  id: 'SMILE_ROLE_BOUNDARY',
  family: 'security',
  severity: 'high',
  title: 'Every role has the permissions boundary',
  what: '`permissions_boundary` of every `aws_iam_role` is given: a policy of its own account that is called …boundary, that of break-glass on break-glass alone.',
  why: 'Without it, or with a policy that limits nothing in its place, a role that may make roles can make itself an administrator.',
  remedy: 'Put the role into an EstateStack, which adds the boundary.',
  source: 'docs/adr/0007-permissions-boundary.md',
  check: each('aws_iam_role', (role, resource, context) => {
    if (!role.has('permissions_boundary')) {
      return "permissions_boundary must be the environment's boundary, got nothing";
    }
    const name = boundaryOf(role, resource, context);
    if (name === undefined) return undefined;
    const isEmergency = /break-glass$/.test(role.text('name') ?? '');
    if (!/boundary$/.test(name) || /^arn:aws[\w-]*:iam::aws:/.test(name)) {
      return `permissions_boundary must be a policy of the account that is called …boundary, got ${name}`;
    }
    if (name.includes('break-glass') && !isEmergency) {
      return `permissions_boundary must not be that of break-glass, got ${name}`;
    }
    const account = name.startsWith('arn:') ? name.split(':').at(4) : resource.account;
    return account === resource.account || resource.account === undefined
      ? undefined
      : `permissions_boundary must be of account ${resource.account}, got ${name}`;
  }),
};

/** Name or ARN of the policy that limits it; undefined when it is known later. */
function boundaryOf(role: Block, resource: Resource, context: RuleContext): string | undefined {
  const text = role.text('permissions_boundary');
  if (text !== undefined) return text;
  const [policy] = targetsOf(context, resource, 'permissions_boundary', 'aws_iam_policy');
  if (policy !== undefined) return Block.of(policy).text('name');
  const [other] = context.inventory.referencesAt(resource, 'permissions_boundary');
  return other?.address;
}
