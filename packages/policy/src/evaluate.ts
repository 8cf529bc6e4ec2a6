import { conditionHolds } from './conditions.ts';
import { literal, matches, wildcards } from './pattern.ts';
import { matchPrincipal, type Naming, type PrincipalMatch } from './principals.ts';
import { contextReader } from './read-context.ts';
import type { Request } from './request.ts';
import type { Condition, Policy, Statement } from './statement.ts';
import { every, not, type Truth } from './truth.ts';
import { type Reading, substituted } from './variables.ts';

/** How one statement relates to a request. */
export interface StatementMatch {
  readonly statement: Statement;
  readonly applies: Truth;
  /** How it names the principal. */
  readonly by: Naming;
  /** Parts that keep it from applying, or leave it unknown; conditions by themselves. */
  readonly principal: Truth;
  readonly action: Truth;
  readonly resource: Truth;
  readonly conditions: readonly { readonly condition: Condition; readonly holds: Truth }[];
}

/** From the closest. */
const NAMINGS: readonly Naming[] = ['itself', 'role', 'account'];

/** What policies say of a request. */
export interface Decision {
  /** `unknown` where it depends on what is not known before apply. */
  readonly verdict: 'allowed' | 'denied' | 'unknown';
  /** Whether a `Deny` decided, or nothing allows. @default - it is not denied */
  readonly reason?: 'explicit deny' | 'implicit deny';
  /** Statements that decided; for `unknown`, those that may apply. */
  readonly decidedBy: readonly Statement[];
  /** For an implicit deny: statements that allow the principal and the action, and what else of them does not match. */
  readonly nearMisses: readonly StatementMatch[];
  /** How those that allow it name the principal, the closest; an account leaves it to the identity's own policy. */
  readonly by: Naming;
}

/**
 * What policies of one kind say together, such as the policy of a bucket, or all policies of a role: an explicit deny
 * wins, then an allow; without either the request is denied.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function evaluate(policies: readonly Policy[], request: Request): Decision {
  const read = contextReader(request.context ?? {});
  const all = policies.flatMap(({ version, statements }) =>
    statements.map((one) => matchOne(one, { version, read }, request)),
  );
  const denials = thatApply(all, 'Deny', 'yes');
  if (denials.length > 0) return decision('denied', denials, { reason: 'explicit deny' });
  const doubts = [
    ...thatApply(all, 'Deny', 'unknown'),
    ...thatApply(all, 'unknown', 'yes'),
    ...thatApply(all, 'unknown', 'unknown'),
  ];
  const allows = thatApply(all, 'Allow', 'yes');
  const mayAllow = thatApply(all, 'Allow', 'unknown');
  if (doubts.length > 0 && (allows.length > 0 || mayAllow.length > 0 || doubts.some(mayBeAllow))) {
    return decision('unknown', [...doubts, ...mayAllow]);
  }
  if (allows.length > 0) {
    const by = NAMINGS.find((naming) => allows.some((match) => match.by === naming));
    return decision('allowed', allows, { by });
  }
  if (mayAllow.length > 0) return decision('unknown', mayAllow);
  const nearMisses = all.filter(
    ({ statement, principal, action }) => statement.effect === 'Allow' && principal !== 'no' && action !== 'no',
  );
  return decision('denied', [], { reason: 'implicit deny', nearMisses });
}

function thatApply(
  matches: readonly StatementMatch[],
  effect: Statement['effect'],
  applies: Truth,
): readonly StatementMatch[] {
  return matches.filter((match) => match.statement.effect === effect && match.applies === applies);
}

/** How one statement relates to a request. */
export function matchStatement(statement: Statement, version: Policy['version'], request: Request): StatementMatch {
  return matchOne(statement, { version, read: contextReader(request.context ?? {}) }, request);
}

function matchOne(statement: Statement, reading: Reading, request: Request): StatementMatch {
  const { matched, by }: PrincipalMatch = matchPrincipal(statement, request.principal);
  const action = matched === 'no' ? 'no' : actionMatches(statement, request.action);
  // Most statements are about others; the rest of them needs no look.
  if (matched === 'no' || action === 'no') {
    return { statement, applies: 'no', by, principal: matched, action, resource: 'no', conditions: [] };
  }
  const resource = resourceMatches(statement, request.resource, reading);
  const conditions = statement.conditions.map((condition) => ({
    condition,
    holds: conditionHolds(condition, reading),
  }));
  const applies = every([matched, action, resource, ...conditions.map(({ holds }) => holds)]);
  return { statement, applies, by, principal: matched, action, resource, conditions };
}

/** Names of actions are not case-sensitive. */
function actionMatches({ actions, notActions }: Statement, action: string): Truth {
  if (actions !== undefined) return coversAction(actions, action);
  return notActions === undefined ? 'no' : not(coversAction(notActions, action));
}

function coversAction(patterns: readonly string[], action: string): Truth {
  const text = literal(action.toLowerCase());
  let found: Truth = 'no';
  for (const pattern of patterns) {
    const truth = pattern === '*' ? 'yes' : matches(wildcards(pattern.toLowerCase()), text);
    if (truth === 'yes') return 'yes';
    if (truth === 'unknown') found = 'unknown';
  }
  return found;
}

function resourceMatches({ resources, notResources }: Statement, resource: string, reading: Reading): Truth {
  if (resources !== undefined) return coversResource(resources, resource, reading);
  // A trust policy names no resource: it is about the role that it belongs to.
  return notResources === undefined ? 'yes' : not(coversResource(notResources, resource, reading));
}

function coversResource(patterns: readonly string[], resource: string, reading: Reading): Truth {
  let found: Truth = 'no';
  for (const pattern of patterns) {
    const tokens = pattern === '*' ? undefined : substituted(pattern, reading);
    const truth = pattern === '*' ? 'yes' : tokens === undefined ? 'no' : matches(tokens, literal(resource));
    if (truth === 'yes') return 'yes';
    if (truth === 'unknown') found = 'unknown';
  }
  return found;
}

function mayBeAllow({ statement }: StatementMatch): boolean {
  return statement.effect === 'unknown';
}

function decision(
  verdict: Decision['verdict'],
  decided: readonly StatementMatch[],
  more: Partial<Pick<Decision, 'reason' | 'nearMisses' | 'by'>> = {},
): Decision {
  return {
    verdict,
    decidedBy: decided.map(({ statement }) => statement),
    nearMisses: [],
    by: 'itself',
    ...more,
  };
}
