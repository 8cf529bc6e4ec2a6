import { readKubernetes } from '@smile/inventory';
import type { Rule } from '../../rule.ts';

export const readable: Rule = {
  id: 'SMILE_K8S_READABLE',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Manifests of the local chart are readable',
  what: 'Every release of the local chart `manifests` has values of which the list `manifests` can be read; objects come through it, and not by `kubernetes_manifest`. Values that a plan does not know yet are a warning.',
  why: 'What cannot be read is judged by no rule; and kubernetes_manifest asks the cluster for the kind at each plan, which fails as long as either is missing.',
  remedy: 'Use ManifestsRelease of @smile/cluster-platform.',
  source: 'https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest',
  check: (context) => [
    ...context.resources(['kubernetes_manifest', 'kubectl_manifest']).map((place) => ({
      place,
      message: `${place.type} must not be used; put the object into a release of manifests`,
    })),
    ...readKubernetes(context.inventory).unread.map((place) => {
      const isLater = place.unknown.some((path) => path.startsWith('values'));
      return isLater
        ? { place, message: 'not judged: its values are known after apply', status: 'warned' as const }
        : { place, message: 'values must be JSON with the list manifests, so that its objects can be judged' };
    }),
  ],
};
