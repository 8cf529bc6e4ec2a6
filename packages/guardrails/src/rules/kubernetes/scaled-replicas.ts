import { Block } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import { autoscalerOf, REPLICATED } from '../../reading/kubernetes/replicas.ts';
import type { Rule } from '../../rule.ts';

export const scaledReplicas: Rule = {
  id: 'SMILE_K8S_SCALED_REPLICAS',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Workloads with a HorizontalPodAutoscaler leave replicas unset',
  what: '`replicas` is left out, or ignored by the lifecycle of its resource, where a HorizontalPodAutoscaler has the Deployment or StatefulSet as target. Judged in code: plans and states show what the autoscaler chose.',
  why: 'Every apply sets the number back, in the middle of the load for which it was raised.',
  remedy: 'Leave replicas out; the minimum of the autoscaler is what starts.',
  source:
    'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#migrating-deployments-and-statefulsets-to-horizontal-autoscaling',
  check: inCode(
    eachObject(REPLICATED, (object, context) => {
      const isIgnored = object.resource.lifecycle.ignoreChanges.some((path) => /^(all$|spec)/.test(path));
      const scaler = autoscalerOf(context, object);
      if (scaler === undefined || isIgnored || !new Block(object.spec).has('replicas')) return undefined;
      return `replicas must be left out, since HorizontalPodAutoscaler ${scaler.name} sets them`;
    }),
  ),
};
