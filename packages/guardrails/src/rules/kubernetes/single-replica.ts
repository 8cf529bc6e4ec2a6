import { stageOf } from '../../reading/environments.ts';
import { eachObject, hasReason } from '../../reading/kubernetes/objects.ts';
import { leastReplicas, REPLICATED } from '../../reading/kubernetes/replicas.ts';
import type { Rule } from '../../rule.ts';

export const singleReplica: Rule = {
  id: 'SMILE_K8S_SINGLE_REPLICA',
  family: 'kubernetes',
  severity: 'medium',
  title: 'In production, what runs alone says why',
  what: 'Each Deployment and StatefulSet of a production environment keeps two replicas or more, or has the annotation `smile/reason`. The minimum of an autoscaler counts as the replicas.',
  why: 'One pod is down with its node, its zone and every renewal of either.',
  remedy: 'Two replicas in two zones; the reason where the software cannot.',
  source: 'https://docs.aws.amazon.com/eks/latest/best-practices/application.html',
  check: eachObject(
    REPLICATED,
    (object, context) => {
      if (stageOf(object.resource.environment) !== 'production' || hasReason(object)) return undefined;
      return leastReplicas(context, object) === 1
        ? 'one replica in production needs the annotation smile/reason'
        : undefined;
    },
    /^apps\//,
  ),
};
