import { Redactor, redactPlan } from '@smile/delivery';
import type { JsonObject } from '@smile/inventory';

/** What may be printed of a plan, and of an error of the same run. */
export function printable(plan: JsonObject, error: string): string {
  const redactor = new Redactor();
  return `${JSON.stringify(redactPlan(plan, redactor))}\n${redactor.text(error)}`;
}
