import { z } from 'zod';
import { shown, text } from './checks.ts';

/** How much all pods of a namespace may ask for together. */
export interface QuotaOfNamespace {
  /** CPUs, as in `16` or `500m`. */
  readonly cpu: string;
  /** As in `64Gi`. Limits of memory may be twice as much. */
  readonly memory: string;
  readonly pods: number;
  /** Volume claims. @default 0 */
  readonly volumes?: number;
}

const count = (least: number) =>
  z
    .number({ error: (issue) => `expected a whole number from ${least}, got ${shown(issue.input)}; count the pods` })
    .refine((value) => Number.isInteger(value) && value >= least, {
      error: (issue) => `expected a whole number from ${least}, got ${shown(issue.input)}; count the pods`,
    });

/** Checks {@link QuotaOfNamespace}. */
export const quotaSchema = z.strictObject({
  // https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
  cpu: text(
    'CPUs, as in 16 or 500m',
    (value) => /^[1-9]\d*m?$/.test(value),
    'Kubernetes counts whole or thousandths of CPUs',
  ),
  memory: text('memory, as in 64Gi or 512Mi', (value) => /^[1-9]\d*(Mi|Gi)$/.test(value), 'use binary units'),
  pods: count(1),
  volumes: count(0).optional(),
});
