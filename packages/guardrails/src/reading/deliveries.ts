import { findRegionFacts } from '@smile/core';
import { type DeliveryOutcome, deliveryOutcomes, type Resource } from '@smile/inventory';
import type { Rule, RuleContext, Violation } from '../rule.ts';

/** Two rules ask for the same outcomes. */
const remembered = new WeakMap<RuleContext, readonly DeliveryOutcome[]>();

/** What comes of every delivery of the estate. */
function deliveriesIn(context: RuleContext): readonly DeliveryOutcome[] {
  const found = remembered.get(context) ?? deliveryOutcomes(context.inventory, { elbAccountOf });
  remembered.set(context, found);
  return found;
}

/** A check that every delivery is allowed, as far as one part of its target decides it; what is not known is told. */
export function delivered(by: DeliveryOutcome['by']): Rule['check'] {
  return (context) => {
    const told = new Set<string>();
    return deliveriesIn(context).flatMap((outcome): Violation[] => {
      const { producer, argument, target, verdict, reason } = outcome;
      if (outcome.by !== by || verdict === 'allowed') return [];
      // One plan or state of many shows little of what its resources write to.
      if (target === undefined && context.inventory.source !== 'synth') return [];
      const message = `${argument}: ${reason}`;
      const key = `${producer.stack} ${producer.address} ${message}`;
      if (told.has(key)) return [];
      told.add(key);
      return [{ place: producer, message, ...(verdict === 'unknown' ? { status: 'warned' as const } : {}) }];
    });
  };
}

/** Buckets that a service writes to, with those who write. */
export function logBuckets(context: RuleContext): ReadonlyMap<Resource, readonly string[]> {
  const buckets = new Map<Resource, readonly string[]>();
  for (const { target, delivery } of deliveriesIn(context)) {
    if (target?.type !== 'aws_s3_bucket') continue;
    const writers = new Set([...(buckets.get(target) ?? []), delivery.contract.who.replace(/,.*/, '')]);
    buckets.set(target, [...writers]);
  }
  return buckets;
}

function elbAccountOf(region: string): string | undefined {
  return findRegionFacts(region)?.elbLogAccountId;
}
