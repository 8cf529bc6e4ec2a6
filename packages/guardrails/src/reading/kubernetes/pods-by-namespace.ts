import type { KubernetesObject, PodTemplate } from '@smile/inventory';
import type { Rule } from '../../rule.ts';
import { found, namespaceOf, podsOf } from './objects.ts';

/**
 * A check of pods by what their namespace says. Where the namespace was not read, as when a stack is judged without the one
 * that makes its namespaces, what is found can only be a warning.
 */
export function eachObjectWithPods(
  judge: (pods: PodTemplate, namespace: KubernetesObject | undefined) => readonly string[],
): Rule['check'] {
  return (context) =>
    podsOf(context).flatMap((pods) => {
      const namespace = namespaceOf(context, pods.object);
      return found(pods.object, judge(pods, namespace), namespace === undefined ? 'warned' : 'failed');
    });
}
