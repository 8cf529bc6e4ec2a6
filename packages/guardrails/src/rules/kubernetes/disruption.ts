import { budgetsOf, evictable } from '../../reading/kubernetes/budgets.ts';
import { found, podsOf } from '../../reading/kubernetes/objects.ts';
import { leastReplicas, REPLICATED } from '../../reading/kubernetes/replicas.ts';
import type { Rule } from '../../rule.ts';

export const disruption: Rule = {
  id: 'SMILE_K8S_DISRUPTION',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Nodes can be renewed, one pod of each service at a time',
  what: 'Each Deployment, StatefulSet and ReplicaSet of two replicas or more has one PodDisruptionBudget that lets at least one pod go and keeps at least one; one of a single replica has none that keeps it. The minimum of an autoscaler counts as the replicas.',
  why: 'Without a budget, a drain may stop all pods of a service at once; with one that lets none go, and with two for one pod, no node is ever drained and the update of the group fails.',
  remedy: 'maxUnavailable 1 from two replicas up, and no budget for one.',
  source: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  check: (context) =>
    podsOf(context)
      .filter(({ object }) => REPLICATED.includes(object.kind))
      .flatMap((pods) => {
        const replicas = leastReplicas(context, pods.object);
        if (replicas === undefined || replicas === 0) return [];
        const budgets = budgetsOf(context, pods);
        if (budgets.length === 0)
          return found(
            pods.object,
            replicas > 1 ? `must have a PodDisruptionBudget, since it has ${replicas} replicas` : undefined,
          );
        const names = budgets.map(({ name }) => name).join(' and ');
        if (budgets.length > 1)
          return found(pods.object, `must have one PodDisruptionBudget, got ${names}; eviction refuses pods with two`);
        return budgets.flatMap((budget) => {
          const going = evictable(budget, replicas);
          if (going === undefined) return [];
          const isIdle = replicas > 1 && going >= replicas;
          return found(pods.object, [
            ...(going <= 0 ? [`PodDisruptionBudget ${names} lets no pod of ${replicas} go`] : []),
            ...(isIdle ? [`PodDisruptionBudget ${names} lets all ${replicas} pods go at once`] : []),
          ]);
        });
      }),
};
