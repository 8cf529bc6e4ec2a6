import { z } from 'zod';
import { shown } from './checks.ts';

/** The mesh of an environment's clusters, as far as environments differ. */
export interface MeshValues {
  /** Share of requests of which a trace is kept, in percent from 0 to 100. Errors are not favoured: it is chosen at the way in. */
  readonly tracedPercent: number;
  /** Pods of each gateway; autoscaling moves between. */
  readonly gatewayPods: { readonly min: number; readonly max: number };
}

const pods = z
  .int({ error: (issue) => `expected a whole number of pods, got ${shown(issue.input)}; count them` })
  .min(1, {
    error: (issue) => `expected at least 1 pod, got ${shown(issue.input)}; a gateway without pods lets nobody in`,
  });

/** Checks {@link MeshValues}. */
export const meshSchema = z.strictObject({
  tracedPercent: z
    .number({ error: (issue) => `expected a share in percent, got ${shown(issue.input)}; 1 keeps one of a hundred` })
    .refine((value) => value >= 0 && value <= 100, {
      error: (issue) => `expected 0 to 100 percent, got ${shown(issue.input)}; 1 keeps one of a hundred`,
    }),
  gatewayPods: z.strictObject({ min: pods, max: pods }).refine(({ min, max }) => min <= max, {
    error: (issue) => {
      const { min, max } = issue.input as { readonly min: number; readonly max: number };
      return `min must not exceed max, got min=${min} max=${max}; raise max or lower min`;
    },
  }),
});
