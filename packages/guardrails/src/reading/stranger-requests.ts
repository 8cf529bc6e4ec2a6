import { oncePer } from '@smile/inventory';
import type { Context, Policy, Principal, Request, Statement, StatementMatch } from '@smile/policy';
import { matchStatement } from '@smile/policy';
import type { Neighbour } from './trust-order.ts';

/**
 * Condition keys whose value a caller cannot choose, because AWS sets them from who calls. All others a stranger sets as it
 * likes: tags of a request, sources, times, so a condition on them keeps nobody out. Nor does one on the organization, which
 * every account of ours is in.
 */
const SET_BY_AWS =
  /^(?:aws:principal(?!org)|aws:source(?:account|arn|owner)$|aws:userid|kms:calleraccount|aws:requesttag\/eks-cluster-|saml:|.*:(?:sub|aud|iss)$)/i;

/** A statement that lets a stranger in, or may do so by what is known only after apply. */
export interface WayIn {
  readonly statement: Statement;
  readonly isCertain: boolean;
}

/** Whether a stranger gets through the policies of something: the statements that let it in, or may. */
export function waysIn(policies: readonly Policy[], stranger: Neighbour): readonly WayIn[] {
  return policies.flatMap(({ statements, version }) => {
    const requests = requestsOf(stranger, statements);
    return statements.flatMap((statement): WayIn[] => {
      if (statement.effect === 'Deny') return [];
      const found = requests.map((request) => {
        const asked = {
          ...request,
          action: statement.actions?.[0] ?? 'any:Action',
          resource: statement.resources?.[0] ?? '*',
        };
        const reached = reaches(bound(statement), version, asked);
        const isKeptOut = () => statements.some((other) => other.effect === 'Deny' && keepsOut(other, version, asked));
        return reached === 'no' || isKeptOut() ? 'no' : reached;
      });
      // Of a statement that is not known, not even the effect is.
      if (statement.effect === 'Allow' && found.includes('yes')) return [{ statement, isCertain: true }];
      return found.some((one) => one !== 'no') ? [{ statement, isCertain: false }] : [];
    });
  });
}

/**
 * Strangers in groups that a policy cannot tell apart: those that it names, each by itself, and all others. Where a wildcard
 * may stand for a part of an account, nobody knows whom it names, and each is by itself.
 */
export function alikeTo(policy: Policy, strangers: readonly Neighbour[]): readonly (readonly Neighbour[])[] {
  const text = textOf(policy);
  if (/\d[*?]|[*?]\d|\$\{|\bof-/.test(text)) return strangers.map((one) => [one]);
  const isNamed = ({ account, environment }: Neighbour) => text.includes(account) || text.includes(environment);
  const others = strangers.filter((one) => !isNamed(one));
  return [...strangers.filter(isNamed).map((one) => [one]), ...(others.length === 0 ? [] : [others])];
}

/** Everything in a policy that a stranger is compared with. */
const textOf = oncePer(({ statements }: Policy) =>
  JSON.stringify(
    statements.map(({ principals, notPrincipals, conditions }) => [
      principals,
      notPrincipals,
      conditions.map(({ values }) => values),
    ]),
  ),
);

/** The statement as a stranger meets it: with those conditions only that it cannot choose its way around. */
const bound = oncePer(
  (statement: Statement): Statement => ({
    ...statement,
    conditions: statement.conditions.filter(({ key }) => SET_BY_AWS.test(key)),
  }),
);

function reaches(statement: Statement, version: Policy['version'], request: Request): StatementMatch['applies'] {
  return matchStatement(statement, version, request).applies;
}

/** A denial keeps a stranger out if it holds whatever the stranger chooses. */
function keepsOut(statement: Statement, version: Policy['version'], request: Request): boolean {
  return (
    statement.conditions.every(({ key }) => SET_BY_AWS.test(key)) && reaches(statement, version, request) === 'yes'
  );
}

/** How a stranger may call: as a role or user of its account, or through a service that acts for its account. */
function requestsOf(
  { account, environment }: Neighbour,
  statements: readonly Statement[],
): readonly Omit<Request, 'action' | 'resource'>[] {
  const anybody: Principal = { kind: 'role', arn: `arn:aws:iam::${account}:role/any` };
  const callers = [anybody, ...namedIn(statements, account)];
  const people = callers.map((principal) => ({ principal, context: callerContext(account, principal) }));
  const services = servicesWithSource(statements).map((name) => ({
    principal: { kind: 'service', name } as const,
    context: {
      'aws:SourceAccount': account,
      'aws:SourceOwner': account,
      'aws:SourceArn': `arn:aws:any:any:${account}:any`,
      'aws:RequestTag/eks-cluster-arn': `arn:aws:eks:any:${account}:cluster/any`,
      'aws:RequestTag/eks-cluster-name': `of-${environment}`,
    },
  }));
  return [...people, ...services];
}

function callerContext(account: string, principal: Principal): Context {
  return {
    'aws:PrincipalAccount': account,
    'aws:PrincipalArn': 'arn' in principal ? principal.arn : '',
    'aws:PrincipalType': 'AssumedRole',
    'kms:CallerAccount': account,
  };
}

/** Roles, their sessions and users of the account that a policy names, with something in place of wildcards. */
function namedIn(statements: readonly Statement[], account: string): readonly Principal[] {
  const texts = statements.flatMap(({ principals = [], conditions }) => [
    ...principals.flatMap(({ ids }) => ids),
    ...conditions.flatMap(({ values }) => values),
  ]);
  return texts
    .map((text) => text.replace(/^(arn:aws:iam::)\*/, `$1${account}`).replace(/[*?]/g, 'x'))
    .filter((text) => text.split(':')[4] === account)
    .flatMap((arn): Principal[] => {
      const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(arn) ?? [];
      if (role !== undefined) return [{ kind: 'role', arn: `arn:aws:iam::${account}:role/${role}`, session }];
      if (!arn.startsWith('arn:aws:iam:')) return [];
      if (arn.includes(':role/')) return [{ kind: 'role', arn }];
      return arn.includes(':user/') ? [{ kind: 'user', arn }] : [];
    });
}

/** Services that a statement binds to an account or a source: those that it lets in, it may let in for a stranger. */
function servicesWithSource(statements: readonly Statement[]): readonly string[] {
  return statements
    .filter(({ conditions }) => conditions.some(({ key }) => /^aws:(?:source|requesttag\/eks-cluster-)/i.test(key)))
    .flatMap(({ principals = [] }) => principals.flatMap(({ type, ids }) => (type === 'Service' ? ids : [])));
}
