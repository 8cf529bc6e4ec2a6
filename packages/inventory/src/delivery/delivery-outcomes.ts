import {
  type Decision,
  type Delivery,
  deliveriesOf,
  evaluate,
  explain,
  type Policy,
  PRODUCER_TYPES,
  type Request,
  showText,
} from '@smile/policy';
import type { Inventory } from '../inventory.ts';
import type { Resource } from '../model.ts';
import { type DeliveryTargets, remainingResources } from './delivery-targets.ts';
import { readingOf } from './reading.ts';

/** Whether one service can really write where a resource says. */
export interface DeliveryOutcome {
  readonly producer: Resource;
  /** Argument of the producer that names the target. */
  readonly argument: string;
  readonly delivery: Delivery;
  /** What is written to. @default - it is not in what was read */
  readonly target?: Resource;
  /** What was judged: the policy of the target, that of its key, or whether it may have a key at all. */
  readonly by: 'target' | 'key';
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  /** Why it is denied, or what it depends on. Empty when it is allowed. */
  readonly reason: string;
}

export interface DeliveryOptions {
  /** Only the deliveries of one resource. @default - of all */
  readonly of?: Resource;
  /** Account of Elastic Load Balancing in a region that has one. @default - of none */
  readonly elbAccountOf?: (region: string) => string | undefined;
}

/** What comes of every delivery of an estate: of each producer, to each target, by the contract of the service. */
export function deliveryOutcomes(inventory: Inventory, options: DeliveryOptions = {}): readonly DeliveryOutcome[] {
  const { values, targets } = readingOf(inventory);
  const candidates = options.of === undefined ? remainingResources(inventory) : [options.of];
  return candidates
    .filter(({ type }) => PRODUCERS.has(type))
    .flatMap((producer) => {
      const place = values.place(producer);
      const elbAccount = options.elbAccountOf?.(place.region);
      const known = new Map<Delivery['asks'], Judgement>();
      return deliveriesOf(producer.type, values.of(producer), { ...place, elbAccount }).flatMap((delivery) => {
        const { argument, key, asks } = delivery;
        // Deliveries of one producer that ask the same are judged the same.
        const same = known.get(asks);
        const judgement = same !== undefined && same.key === key ? same : { key, judged: judge(targets, delivery) };
        known.set(asks, judgement);
        const target = targets.find(delivery.target);
        const base = { producer, argument, delivery, ...(target === undefined ? {} : { target }) };
        return judgement.judged.map((one) => ({ ...base, ...one }));
      });
    });
}

interface Judgement {
  /** Key that the producer names. */
  readonly key: string | undefined;
  readonly judged: readonly Judged[];
}

const PRODUCERS = new Set(PRODUCER_TYPES);

type Judged = Pick<DeliveryOutcome, 'by' | 'verdict' | 'reason'>;

function judge(targets: DeliveryTargets, delivery: Delivery): readonly Judged[] {
  const { contract } = delivery;
  const target = targets.find(delivery.target);
  const by = contract.to === 'key' ? 'key' : 'target';
  if (target === undefined) {
    return [{ by, verdict: 'unknown', reason: `${showText(delivery.target)} is not in what was read` }];
  }
  const policies = targets.policiesOf(target);
  return [
    ...delivery.asks.map((requests): Judged => ({ by, ...ask(contract.who, policies, requests) })),
    ...keyJudgements(targets, delivery, target),
  ];
}

function keyJudgements(targets: DeliveryTargets, delivery: Delivery, target: Resource): readonly Judged[] {
  const { contract } = delivery;
  if (contract.to === 'key' || contract.to === 'log group') return [];
  const denied = (reason: string): Judged[] => [{ by: 'key', verdict: 'denied', reason }];
  if (contract.id === 's3-access-logs' && targets.hasDefaultRetention(target)) {
    return denied(`${contract.who} cannot write to ${target.address}, whose objects are locked by default`);
  }
  const encryption = delivery.key === undefined ? targets.encryptionOf(target) : { key: delivery.key };
  if (encryption === 'none') return [];
  if (contract.key === undefined) {
    return denied(`${contract.who} cannot write to ${target.address} while it is encrypted under a KMS key`);
  }
  if (encryption === 'by AWS') {
    return denied(
      `${contract.who} cannot use the key that AWS manages, under which ${target.address} is encrypted; give it a customer managed key`,
    );
  }
  if (encryption === 'unknown')
    return [{ by: 'key', verdict: 'unknown', reason: `the key of ${target.address} is not known` }];
  const key = targets.find(encryption.key);
  if (key === undefined) {
    return [{ by: 'key', verdict: 'unknown', reason: `key ${showText(encryption.key)} is not in what was read` }];
  }
  const policies = targets.policiesOf(key);
  return delivery.keyAsks(encryption.key).map((requests) => ({ by: 'key', ...ask(contract.who, policies, requests) }));
}

/** Asks for each principal of a request; one that is allowed suffices. */
function ask(who: string, policies: readonly Policy[], requests: readonly Request[]): Omit<Judged, 'by'> {
  const decided = requests.map((request) => ({ request, decision: decide(policies, request) }));
  const best =
    decided.find(({ decision }) => decision.verdict === 'allowed') ??
    decided.find(({ decision }) => decision.verdict === 'unknown') ??
    decided.find(({ decision }) => decision.reason === 'explicit deny' || decision.nearMisses.length > 0) ??
    decided[0];
  if (best === undefined) return { verdict: 'allowed', reason: '' };
  const { request, decision } = best;
  if (decision.verdict === 'allowed') return { verdict: 'allowed', reason: '' };
  const { principal, action, resource } = request;
  const asking = principal.kind === 'service' ? principal.name : 'the account of Elastic Load Balancing';
  return {
    verdict: decision.verdict,
    reason: `${who} asks for ${action} on ${showText(resource)} as ${asking}: ${explain(decision, request)}`,
  };
}

/**
 * A condition on the ACL that log delivery may or may not send denies where it does not: AWS's examples have it, a bucket without
 * ACLs needs none, and leaving it out is safe in both cases.
 */
function decide(policies: readonly Policy[], request: Request): Decision {
  const decision = evaluate(policies, request);
  if (decision.verdict !== 'unknown' || request.context?.['s3:x-amz-acl'] === undefined) return decision;
  const { 's3:x-amz-acl': _, ...context } = request.context;
  const without = evaluate(policies, { ...request, context });
  return without.verdict === 'denied' ? without : decision;
}
