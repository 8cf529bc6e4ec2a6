import {
  argumentAt,
  type Delivery,
  deliveriesOf,
  evaluate,
  explain,
  type Policy,
  PolicyError,
  parsePolicy,
  type Request,
  type ResourceValues,
  showText,
  textAt,
  UNKNOWN_POLICY,
} from '@smile/policy';
import type { Problem } from '../protocol/problem.ts';
import type { ObjectValue } from '../protocol/value.ts';
import type { FindSiblings } from '../values/facts.ts';
import type { Place } from '../values/filler.ts';

/**
 * Why a service would refuse to write where a new object says, as CloudTrail does with `InsufficientS3BucketPolicyException`;
 * undefined where it would not, where the service does not look, and where the target is not among the objects.
 */
export function refusalToDeliver(
  type: string,
  value: ObjectValue,
  place: Place,
  siblings: FindSiblings,
): Problem | undefined {
  for (const delivery of deliveriesOf(type, value, place)) {
    const problem = delivery.contract.to === 'key' ? keyItself(delivery, siblings) : target(delivery, siblings);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function target(delivery: Delivery, siblings: FindSiblings): Problem | undefined {
  const { contract, refusal, keyRefusal } = delivery;
  if (refusal === undefined || contract.to !== 'bucket') return undefined;
  const name = delivery.target.split(':::').at(-1);
  const of = (type: string) => siblings(type).find(({ bucket }) => bucket === name);
  if (of('aws_s3_bucket') === undefined) return undefined;
  const policies = [policyIn(of('aws_s3_bucket_policy'), 'policy')].flat();
  const denied = denialOf(policies, delivery.asks);
  if (denied !== undefined) return { summary: refusal, detail: denied };
  const rule = 'rule.apply_server_side_encryption_by_default';
  const encryption: ResourceValues = of('aws_s3_bucket_server_side_encryption_configuration') ?? {};
  const isByKms = String(argumentAt(encryption, `${rule}.sse_algorithm`)).startsWith('aws:kms');
  if (contract.key === undefined) {
    return isByKms
      ? { summary: refusal, detail: `${contract.who} cannot write to a bucket under a KMS key` }
      : undefined;
  }
  const arn = delivery.key ?? (isByKms ? textAt(encryption, `${rule}.kms_master_key_id`) : undefined);
  if (arn === undefined) return undefined;
  const refused = keyDenial(arn, delivery.keyAsks(arn), siblings);
  return refused === undefined ? undefined : { summary: keyRefusal ?? refusal, detail: refused };
}

function keyItself({ target: arn, asks, refusal }: Delivery, siblings: FindSiblings): Problem | undefined {
  const refused = refusal === undefined ? undefined : keyDenial(arn, asks, siblings);
  return refused === undefined || refusal === undefined ? undefined : { summary: refusal, detail: refused };
}

function keyDenial(arn: string, asks: Delivery['asks'], siblings: FindSiblings): string | undefined {
  const key = siblings('aws_kms_key').find((one) => one.arn === arn);
  const beside = siblings('aws_kms_key_policy').find((one) => key !== undefined && one.key_id === key.key_id);
  return key === undefined ? undefined : denialOf([policyIn(beside ?? key, 'policy')].flat(), asks);
}

/** The policy in an argument; none where the object is missing, and an unknown one where it is no policy. */
function policyIn(object: ObjectValue | undefined, argument: string): Policy | readonly Policy[] {
  if (object === undefined) return [];
  const text = object[argument];
  if (typeof text !== 'string') return UNKNOWN_POLICY;
  try {
    return parsePolicy(text);
  } catch (error) {
    if (error instanceof PolicyError) return UNKNOWN_POLICY;
    throw error;
  }
}

/** The first request that is denied to each principal that may make it, and why. */
function denialOf(policies: readonly Policy[], asks: readonly (readonly Request[])[]): string | undefined {
  for (const requests of asks) {
    const decided = requests.map((request) => ({ request, decision: evaluate(policies, request) }));
    const [first] = decided;
    if (first !== undefined && decided.every(({ decision }) => decision.verdict === 'denied')) {
      const { action, resource } = first.request;
      return `${action} on ${showText(resource)} is denied: ${explain(first.decision, first.request)}`;
    }
  }
  return undefined;
}
