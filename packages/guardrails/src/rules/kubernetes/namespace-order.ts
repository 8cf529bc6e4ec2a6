import type { Resource } from '@smile/inventory';
import { Block, isExpression } from '../../reading/block.ts';
import { notIn } from '../../reading/checks.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const namespaceOrder: Rule = {
  id: 'SMILE_K8S_NAMESPACE_ORDER',
  family: 'kubernetes',
  severity: 'high',
  title: 'What is in a namespace waits for it',
  what: 'Every `kubernetes_…` resource and `helm_release` whose namespace the same stack makes depends on that `kubernetes_namespace_v1`, by a reference or by `depends_on`, over any number of steps.',
  why: 'A name that is written out is no dependency: Terraform makes both at once, the API server refuses what comes first, and at destroy the namespace goes before what is in it.',
  remedy: 'Take the name from the namespace, or add it to depends_on.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/depends_on',
  // A state keeps what a resource depended on when it was applied, and a plan repeats the code.
  check: notIn('state', (context) =>
    context.resources(['kubernetes_*', 'helm_release']).flatMap((place) => {
      const name = namespaceOf(place);
      const made = name === undefined ? undefined : namespaceNamed(context, place.stack, name);
      if (made === undefined || made === place || context.inventory.reaches(place, made)) return [];
      return [{ place, message: `must depend on ${made.address}, since it is in the namespace ${name}` }];
    }),
  ),
};

/** A namespace that is written out; an expression is a reference by itself. */
function namespaceOf(place: Resource): string | undefined {
  const block = Block.of(place);
  const name = place.type === 'helm_release' ? block.text('namespace') : block.block('metadata').text('namespace');
  return name === undefined || isExpression(name) ? undefined : name;
}

function namespaceNamed({ resources }: RuleContext, stack: string, name: string): Resource | undefined {
  return resources(['kubernetes_namespace_v1', 'kubernetes_namespace']).find(
    (one) => one.stack === stack && Block.of(one).block('metadata').text('name') === name,
  );
}
