import type { JsonObject } from '@smile/inventory';
import { Redactor, redactPlan } from './index.ts';

/** What may be printed of a plan, and of an error of the same run. */
export function printable(plan: JsonObject, error: string): string {
  const redactor = new Redactor();
  return `${JSON.stringify(redactPlan(plan, redactor))}\n${redactor.text(error)}`;
}
