import type { Policy } from '@smile/policy';
import type { Inventory } from '../inventory.ts';
import type { Resource } from '../model.ts';
import { DeliveryTargets } from './delivery-targets.ts';
import { PolicyReader } from './policy-reader.ts';
import { SymbolicValues } from './symbolic-values.ts';

/** What policies and values of one inventory are read with. */
export interface Reading {
  readonly values: SymbolicValues;
  readonly policies: PolicyReader;
  readonly targets: DeliveryTargets;
}

/** Several questions are asked of one inventory. */
const readings = new WeakMap<Inventory, Reading>();

export function readingOf(inventory: Inventory): Reading {
  const known = readings.get(inventory);
  if (known !== undefined) return known;
  const values = new SymbolicValues(inventory);
  const policies = new PolicyReader(inventory, values);
  const reading = { values, policies, targets: new DeliveryTargets(inventory, values, policies) };
  readings.set(inventory, reading);
  return reading;
}

/**
 * The policy in an argument of a resource, with references followed to the ARNs that they will be; what is known only after
 * apply is a hole, or a statement whose effect is unknown.
 *
 * @returns undefined where the argument is absent.
 */
export function policyAt(inventory: Inventory, holder: Resource, argument: string): Policy | undefined {
  return readingOf(inventory).policies.at(holder, argument);
}
