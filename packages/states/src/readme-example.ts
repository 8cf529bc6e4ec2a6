import { Redactor } from '@smile/delivery';
import { Inventory, type JsonObject } from '@smile/inventory';
import { checkDrift, verdictOf } from '@smile/states';

/** The verdict on one stack, by the code in a folder and what `terraform show -json` printed of its plan. */
export function verdictOn(folder: string, stack: string, plan: JsonObject): string {
  const options = { code: Inventory.fromSynth(folder), redactor: new Redactor(), at: new Date() };
  return verdictOf(checkDrift([{ stack, plan }], options).report);
}
