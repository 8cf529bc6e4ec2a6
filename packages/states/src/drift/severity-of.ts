import { matchesGlob, mayHoldData } from '@smile/inventory';
import { GONE, OTHERWISE, SEVERITIES, type Severity, type SeverityRow } from './severity-table.ts';

/** How much something matters, and why. */
export interface Weight {
  readonly severity: Severity;
  readonly because: string;
}

const ORDER: readonly Severity[] = ['high', 'medium', 'low'];

/** How much a change of an attribute matters; `path` is without places in lists, as in `ingress.cidr_blocks`. */
export function weightOfAttribute(type: string, path: string): Weight {
  return SEVERITIES.find((row) => fits(row.types, type) && fits(row.attributes ?? ['*'], path)) ?? OTHERWISE;
}

/** How much it matters that a resource is gone. */
export function weightOfLoss(type: string): Weight {
  if (mayHoldData(type)) return { severity: 'high', because: 'it may have held data' };
  return SEVERITIES.find((row: SeverityRow) => row.attributes === undefined && fits(row.types, type)) ?? GONE;
}

/** The most that any of several weighs. */
export function worst(severities: readonly Severity[]): Severity {
  return ORDER.find((severity) => severities.includes(severity)) ?? 'low';
}

/** Whether one weighs as much as another, or more. */
export function isAtLeast(severity: Severity, than: Severity): boolean {
  return ORDER.indexOf(severity) <= ORDER.indexOf(than);
}

function fits(patterns: readonly string[], text: string): boolean {
  return patterns.some((pattern) => matchesGlob(pattern.replaceAll('*', '**'), text));
}
