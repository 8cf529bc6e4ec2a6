import type { NodePlace } from '@smile/eks';

/** Where pods run, as every chart has it: what they select, and what they tolerate. */
export type PlacementValues = {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
};

// A type and not an interface: only types count as values of a chart, whose keys are any text.
type Toleration = {
  readonly key: string;
  readonly operator: 'Equal';
  readonly value: string;
  readonly effect: NonNullable<NonNullable<NodePlace['taint']>['effect']>;
};

/** Pods that run on the nodes of a place, and nowhere else. */
export function onNodes({ labels, taint }: Pick<NodePlace, 'labels' | 'taint'>): PlacementValues {
  const tolerations: Toleration[] =
    taint === undefined
      ? []
      : [{ key: taint.key, operator: 'Equal', value: taint.value, effect: taint.effect ?? 'NoSchedule' }];
  return { nodeSelector: labels, tolerations };
}

/** A topology spread over zones for pods of these labels; they start all the same where a zone has no room. */
export function overZones(matchLabels: Readonly<Record<string, string>>) {
  return [{ ...evenly('topology.kubernetes.io/zone'), labelSelector: { matchLabels } }];
}

/** A topology spread that keeps no pod waiting. */
export function evenly(topologyKey: 'topology.kubernetes.io/zone' | 'kubernetes.io/hostname') {
  return { maxSkew: 1, topologyKey, whenUnsatisfiable: 'ScheduleAnyway' } as const;
}
