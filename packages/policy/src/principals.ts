import { literal, matches } from './pattern.ts';
import type { Principal } from './request.ts';
import type { PrincipalIds, Statement } from './statement.ts';
import { not, some, type Truth, truthOf } from './truth.ts';

/**
 * How a statement names who asks: by itself (`*` counts, as do the ARN of a session and a user), as a session of a role that
 * it names, or as one of an account, whose administrator then decides.
 */
export type Naming = 'itself' | 'role' | 'account';

export interface PrincipalMatch {
  readonly matched: Truth;
  readonly by: Naming;
}

/**
 * Whether a statement is about who asks. A statement of an identity's own policy has no principals and is always about it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function matchPrincipal({ principals, notPrincipals }: Statement, principal: Principal): PrincipalMatch {
  if (principals !== undefined) {
    const itself = some(eachId(principals, (type, id) => isItself(type, id, principal)));
    const role = some(eachId(principals, (type, id) => isRole(type, id, principal)));
    const account = some(eachId(principals, (type, id) => isAccount(type, id, principal)));
    const by = itself !== 'no' ? 'itself' : role !== 'no' ? 'role' : 'account';
    return { matched: some([itself, role, account]), by };
  }
  if (notPrincipals === undefined) return { matched: 'yes', by: 'itself' };
  const named = (judge: typeof isItself) => some(eachId(notPrincipals, (type, id) => judge(type, id, principal)));
  if (named(isAccount) === 'yes') return { matched: 'no', by: 'itself' };
  // To except a role, its account and its session must be named as well; AWS calls the outcome hard to predict.
  const isHalf = principal.kind === 'role' && some([named(isItself), named(isRole)]) === 'yes';
  return { matched: isHalf ? 'unknown' : not(some([named(isItself), named(isRole)])), by: 'itself' };
}

function isRole(type: string, id: string, principal: Principal): Truth {
  if (type !== 'AWS' || principal.kind !== 'role') return 'no';
  return matches(literal(id), literal(principal.arn));
}

function isItself(type: string, id: string, principal: Principal): Truth {
  if (id === '*') return truthOf(type === '*' || type === 'AWS' || type === typeOf(principal));
  if (type !== typeOf(principal)) return 'no';
  return some(namesOf(principal).map((name) => matches(literal(id), literal(name))));
}

function isAccount(type: string, id: string, principal: Principal): Truth {
  if (type !== 'AWS' || (principal.kind !== 'user' && principal.kind !== 'role')) return 'no';
  const account = principal.arn.split(':')[4] ?? '';
  const root = `arn:aws:iam::${account}:root`;
  if (principal.arn === root) return 'no';
  return some([account, root].map((name) => matches(literal(id), literal(name))));
}

function typeOf({ kind }: Principal): string {
  switch (kind) {
    case 'service':
      return 'Service';
    case 'federated':
      return 'Federated';
    case 'anonymous':
      return '*';
    default:
      return 'AWS';
  }
}

function namesOf(principal: Principal): readonly string[] {
  switch (principal.kind) {
    case 'service':
      return [principal.name];
    case 'federated':
      return [principal.provider];
    case 'anonymous':
      return [];
    case 'user':
      return principal.arn.endsWith(':root') ? [principal.arn, principal.arn.split(':')[4] ?? ''] : [principal.arn];
    default:
      return sessionArn(principal);
  }
}

function sessionArn({ arn, session }: { readonly arn: string; readonly session?: string }): readonly string[] {
  if (session === undefined) return [];
  const [, partition = '', , , account = ''] = arn.split(':');
  return [`arn:${partition}:sts::${account}:assumed-role/${arn.split('/').at(-1)}/${session}`];
}

function eachId(groups: readonly PrincipalIds[], judge: (type: string, id: string) => Truth): readonly Truth[] {
  return groups.flatMap(({ type, ids }) => ids.map((id) => judge(type, id)));
}
