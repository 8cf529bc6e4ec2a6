import type { KubernetesObject } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { Block } from '../block.ts';
import { isBeside, objectsOf } from './objects.ts';

/** Kinds that keep a number of pods running. */
export const REPLICATED: readonly string[] = ['Deployment', 'StatefulSet', 'ReplicaSet'];

/** The autoscaler of an object. */
export function autoscalerOf(context: RuleContext, object: KubernetesObject): KubernetesObject | undefined {
  return objectsOf(context, 'HorizontalPodAutoscaler').find((scaler) => {
    const target = new Block(scaler.spec).block('scaleTargetRef');
    return isBeside(scaler, object) && target.text('kind') === object.kind && target.text('name') === object.name;
  });
}

/**
 * The least number of pods that an object keeps running: what its autoscaler has as minimum, or its own replicas; one where
 * nothing is said. Undefined where it is known later.
 */
export function leastReplicas(context: RuleContext, object: KubernetesObject): number | undefined {
  const scaler = autoscalerOf(context, object);
  const block = new Block(scaler === undefined ? object.spec : scaler.spec);
  const name = scaler === undefined ? 'replicas' : 'minReplicas';
  return block.number(name) ?? (block.isUnknown(name) ? undefined : 1);
}
