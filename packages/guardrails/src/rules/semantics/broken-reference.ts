import type { Rule } from '../../rule.ts';

export const brokenReference: Rule = {
  id: 'SMILE_BROKEN_REFERENCE',
  family: 'semantics',
  severity: 'high',
  title: 'Every reference points at something',
  what: 'No resource or output refers to a resource, output or local that does not exist; `depends_on` names whole resources of the same stack.',
  why: 'Terraform stops at the first such reference, after everything before it was applied.',
  remedy: 'The message names the reference. Between stacks use addDependency instead of dependsOn.',
  source: 'https://developer.hashicorp.com/terraform/language/expressions/references',
  check: ({ inventory }) =>
    inventory.problems.map(({ stack, address, path, message }) => ({
      place: inventory.byAddress(stack, address) ?? { stack, address },
      message: `${path === '' ? '' : `${path} `}${message}`,
    })),
};
