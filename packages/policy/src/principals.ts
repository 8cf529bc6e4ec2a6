import { sameText } from './pattern.ts';
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
    const itself = someId(principals, principal, isItself);
    if (itself === 'yes') return { matched: 'yes', by: 'itself' };
    const role = someId(principals, principal, isRole);
    const account = someId(principals, principal, isAccount);
    const by = itself !== 'no' ? 'itself' : role !== 'no' ? 'role' : 'account';
    return { matched: some([itself, role, account]), by };
  }
  if (notPrincipals === undefined) return { matched: 'yes', by: 'itself' };
  if (someId(notPrincipals, principal, isAccount) === 'yes') return { matched: 'no', by: 'itself' };
  const itselfOrRole = some([someId(notPrincipals, principal, isItself), someId(notPrincipals, principal, isRole)]);
  // To except a role, its account and its session must be named as well; AWS calls the outcome hard to predict.
  const isHalf = principal.kind === 'role' && itselfOrRole === 'yes';
  return { matched: isHalf ? 'unknown' : not(itselfOrRole), by: 'itself' };
}

/** Whether an id of a type names who asks, in one way. */
type Judge = (type: string, id: string, principal: Principal) => Truth;

const isRole: Judge = (type, id, principal) => {
  if (type !== 'AWS' || principal.kind !== 'role') return 'no';
  return sameText(id, principal.arn);
};

const isItself: Judge = (type, id, principal) => {
  if (id === '*') return truthOf(type === '*' || type === 'AWS' || type === typeOf(principal));
  if (type !== typeOf(principal)) return 'no';
  return some(namesOf(principal).map((name) => sameText(id, name)));
};

const isAccount: Judge = (type, id, principal) => {
  if (type !== 'AWS' || (principal.kind !== 'user' && principal.kind !== 'role')) return 'no';
  const account = principal.arn.split(':')[4] ?? '';
  const root = `arn:aws:iam::${account}:root`;
  if (principal.arn === root) return 'no';
  return some([sameText(id, account), sameText(id, root)]);
};

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

/** Whether one of many ids names who asks. Policies of many services name many, so it stops at the first. */
function someId(groups: readonly PrincipalIds[], principal: Principal, judge: Judge): Truth {
  let found: Truth = 'no';
  for (const { type, ids } of groups) {
    for (const id of ids) {
      const truth = judge(type, id, principal);
      if (truth === 'yes') return 'yes';
      if (truth === 'unknown') found = 'unknown';
    }
  }
  return found;
}
