import type { NodePlace } from '@smile/eks';

/** Labels that only the pods of one component have. */
type Labels = Readonly<Record<string, string>>;

/** Pods run on the nodes of a place, and no two of them on one node: a lost node takes one along. */
export function apartOn({ labels }: NodePlace, pods: Labels) {
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchExpressions: Object.entries(labels).map(([key, value]) => ({
              key,
              operator: 'In' as const,
              values: [value],
            })),
          },
        ],
      },
    },
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { ...pods } } },
      ],
    },
  };
}

/**
 * Pods lie evenly over zones, or wait: a second one in a zone would be lost with the first. Zones without nodes that the pods may run
 * on do not count. https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export function evenlyOverZones(pods: Labels) {
  return [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule' as const,
      labelSelector: { matchLabels: { ...pods } },
    },
  ];
}
