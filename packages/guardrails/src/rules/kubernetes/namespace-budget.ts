import { Block } from '../../reading/block.ts';
import { eachObject, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const namespaceBudget: Rule = {
  id: 'SMILE_K8S_NAMESPACE_BUDGET',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Every namespace has a quota, and defaults for its containers',
  what: 'Every Namespace has a ResourceQuota with limits in `hard`, without scopes that leave pods out, and a LimitRange with an item of type Container that has requests for processor and memory, and a limit of memory.',
  why: 'One runaway Deployment takes the room of all others; and under a quota, a container of a chart that names no requests is refused unless a LimitRange gives it some.',
  remedy: 'Use Namespace of @smile/cluster-platform, or add both objects.',
  source: 'https://kubernetes.io/docs/concepts/policy/resource-quotas/',
  check: eachObject(
    'Namespace',
    ({ cluster, name }, context) => {
      const here = (kind: string) =>
        objectsOf(context, kind, /^v1$/).filter((one) => one.cluster === cluster && one.namespace === name);
      const quotas = here('ResourceQuota').filter(({ spec }) => {
        const block = new Block(spec);
        return block.block('hard').names().length > 0 && !block.has('scopes') && !block.has('scopeSelector');
      });
      const ranges = here('LimitRange').filter(({ spec }) =>
        new Block(spec).blocks('limits').some((item) => item.text('type') === 'Container' && isComplete(item)),
      );
      return [
        ...(quotas.length === 0 ? ['must have a ResourceQuota with limits for all its pods'] : []),
        ...(ranges.length === 0
          ? ['must have a LimitRange for containers with requests of cpu and memory and a limit of memory']
          : []),
      ];
    },
    /^v1$/,
  ),
};

/** A container of a chart that names nothing is refused under a quota for each amount that is missing here. */
function isComplete(item: Block): boolean {
  const [requests, limits] = [item.block('defaultRequest'), item.block('default')];
  return requests.has('cpu') && requests.has('memory') && limits.has('memory');
}
