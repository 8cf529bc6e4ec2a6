import { type KubernetesObject, type PodTemplate, selects } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { Block } from '../block.ts';
import { isBeside, objectsOf } from './objects.ts';

/** Disruption budgets that take in some pods; an empty selector takes in all of the namespace, a missing one none. */
export function budgetsOf(context: RuleContext, { object, labels }: PodTemplate): readonly KubernetesObject[] {
  return objectsOf(context, 'PodDisruptionBudget', /^policy\//).filter(
    (budget) =>
      isBeside(budget, object) && budget.spec.selector !== undefined && selects(budget.spec.selector, labels) === 'yes',
  );
}

/**
 * How many pods a budget lets be evicted when all are well; undefined where that is known later. Shares of pods are rounded up,
 * in both arguments: https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
 */
export function evictable({ spec }: KubernetesObject, replicas: number): number | undefined {
  const block = new Block(spec);
  if (block.isUnknown('minAvailable') || block.isUnknown('maxUnavailable')) return undefined;
  const most = podsIn(block.raw('maxUnavailable'), replicas);
  if (most !== undefined) return most;
  const least = podsIn(block.raw('minAvailable'), replicas);
  return least === undefined ? replicas : replicas - least;
}

function podsIn(value: unknown, replicas: number): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const [, share] = /^(\d+)%$/.exec(value) ?? [];
  if (share !== undefined) return Math.ceil((Number(share) * replicas) / 100);
  return /^\d+$/.test(value) ? Number(value) : undefined;
}
