import type { Environment } from '@smile/core';

/** A condition that somebody has to hear of, and what that person does then. */
export interface Alert {
  /** In PascalCase, as in `EntranceErrorsMany`: what people see first. */
  readonly alert: string;
  /** PromQL, or LogQL where Loki asks. */
  readonly expr: string;
  /** How long it has to hold, as in `10m`. */
  readonly for: string;
  /** `critical` wakes somebody up: users notice it, or data is being lost. `warning` waits for the morning. */
  readonly severity: 'critical' | 'warning';
  /** What is wrong, in a line. */
  readonly summary: string;
  /** What it means; names of what is meant as `{{ $labels.… }}`. */
  readonly description: string;
  /** Anchor of its section in docs/runbooks/on-call.md. */
  readonly runbook: string;
}

/** Address of the runbook for those on call, in the Git server of the country. */
export function onCallRunbook({ country }: Environment): string {
  return `https://git.${country.domain}/smile/infrastructure/-/blob/main/docs/runbooks/on-call.md`;
}

/**
 * An alert as Prometheus and Loki read it.
 *
 * @param book address of the runbook.
 */
export function alertRule({ alert, expr, severity, summary, description, runbook, ...rest }: Alert, book: string) {
  return {
    alert,
    expr,
    for: rest.for,
    labels: { severity },
    annotations: { summary, description, runbook_url: `${book}#${runbook}` },
  };
}
