import { type Decision, evaluate } from './evaluate.ts';
import type { Request } from './request.ts';
import type { Policy } from './statement.ts';

/** Every policy that has a say in a request. */
export interface PolicySet {
  /** Policies of the role or user. @default - a service or anybody asks, who has none */
  readonly identity?: readonly Policy[];
  /** Policies of what is acted on, as of a bucket, key, topic or queue. @default - it has none */
  readonly resource?: readonly Policy[];
  /** Permissions boundary of the role or user. @default - none */
  readonly boundary?: readonly Policy[];
  /** Further policies each of which must allow: of VPC endpoints, sessions, the organization. @default - none */
  readonly limits?: readonly (readonly Policy[])[];
  /** Whether the policy of the resource must allow by itself: of a key or of a role (trust). @default false */
  readonly needsResourcePolicy?: boolean;
  /** Whether the resource is in the account of who asks. @default true */
  readonly sameAccount?: boolean;
}

/**
 * Whether all policies together allow a request.
 *
 * An explicit deny in any of them wins. A limit must allow. In one account either the identity's policies or the
 * resource's must allow, across accounts both; a service and anybody on the internet have the resource's only.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(request: Request, set: PolicySet): Decision {
  const identity = evaluate(set.identity ?? [], request);
  const resource = evaluate(set.resource ?? [], request);
  const limits = (set.limits ?? []).map((policies) => evaluate(policies, request));
  const boundary = set.boundary === undefined ? [] : [evaluate(set.boundary, request)];
  const all = [identity, resource, ...limits, ...boundary];
  const denied = all.find(({ reason }) => reason === 'explicit deny');
  if (denied !== undefined) return denied;
  const granted = granting(request, set, identity, resource);
  return conjunction([granted, ...limits, ...(isBoundByBoundary(set, resource) ? boundary : [])]);
}

function granting(request: Request, set: PolicySet, identity: Decision, resource: Decision): Decision {
  const { kind } = request.principal;
  if (kind !== 'user' && kind !== 'role') return resource;
  if (set.sameAccount === false) return conjunction([identity, resource]);
  if (resource.verdict === 'allowed' && resource.by === 'account') return conjunction([resource, identity]);
  if (set.needsResourcePolicy === true) return resource;
  return disjunction(resource, identity);
}

/** A user or session that the resource's policy names is not held by a boundary that only fails to allow. */
function isBoundByBoundary({ boundary, sameAccount }: PolicySet, resource: Decision): boolean {
  if (boundary === undefined) return false;
  return !(resource.verdict === 'allowed' && resource.by === 'itself' && sameAccount !== false);
}

function conjunction(decisions: readonly Decision[]): Decision {
  const denied = decisions.find(({ verdict }) => verdict === 'denied');
  const unknown = decisions.find(({ verdict }) => verdict === 'unknown');
  const [first, ...others] = decisions;
  if (denied !== undefined) return denied;
  if (unknown !== undefined) return unknown;
  if (first === undefined) return evaluate([], { principal: { kind: 'anonymous' }, action: '', resource: '' });
  return { ...first, decidedBy: [first, ...others].flatMap(({ decidedBy }) => decidedBy) };
}

function disjunction(one: Decision, other: Decision): Decision {
  if (one.verdict === 'allowed') return one;
  if (other.verdict === 'allowed') {
    // A deny that may apply in the one leaves open what the other allows.
    const mayDeny = one.verdict === 'unknown' && one.decidedBy.some(({ effect }) => effect !== 'Allow');
    return mayDeny ? one : other;
  }
  if (one.verdict === 'unknown') return one;
  return other.verdict === 'unknown' || other.nearMisses.length > 0 ? other : one;
}
