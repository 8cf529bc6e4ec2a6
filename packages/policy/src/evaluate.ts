import { conditionHolds } from './conditions.ts';
import { literal, matches, wildcards } from './pattern.ts';
import { matchPrincipal, type Naming, type PrincipalMatch } from './principals.ts';
import { contextReader } from './read-context.ts';
import type { Request } from './request.ts';
import type { Condition, Policy, Statement } from './statement.ts';
import { every, not, some, type Truth } from './truth.ts';
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
  const all = policies.flatMap((policy) =>
    policy.statements.map((one) => matchStatement(one, policy.version, request)),
  );
  const of = (effect: Statement['effect'], applies: Truth) =>
    all.filter((match) => match.statement.effect === effect && match.applies === applies);
  const denials = of('Deny', 'yes');
  if (denials.length > 0) return decision('denied', denials, { reason: 'explicit deny' });
  const doubts = [...of('Deny', 'unknown'), ...of('unknown', 'yes'), ...of('unknown', 'unknown')];
  const allows = of('Allow', 'yes');
  const mayAllow = of('Allow', 'unknown');
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

/** How one statement relates to a request. */
export function matchStatement(statement: Statement, version: Policy['version'], request: Request): StatementMatch {
  const reading: Reading = { version, read: contextReader(request.context ?? {}) };
  const { matched, by }: PrincipalMatch = matchPrincipal(statement, request.principal);
  const action = actionMatches(statement, request.action);
  const resource = resourceMatches(statement, request.resource, reading);
  // Most statements are about other actions; their conditions need no look.
  const isOut = matched === 'no' || action === 'no';
  const conditions = isOut
    ? []
    : statement.conditions.map((condition) => ({ condition, holds: conditionHolds(condition, reading) }));
  const applies = every([matched, action, resource, ...conditions.map(({ holds }) => holds)]);
  return { statement, applies, by, principal: matched, action, resource, conditions };
}

/** Names of actions are not case-sensitive. */
function actionMatches({ actions, notActions }: Statement, action: string): Truth {
  const text = literal(action.toLowerCase());
  const covered = (patterns: readonly string[]) =>
    some(patterns.map((pattern) => matches(wildcards(pattern.toLowerCase()), text)));
  if (actions !== undefined) return covered(actions);
  return notActions === undefined ? 'no' : not(covered(notActions));
}

function resourceMatches({ resources, notResources }: Statement, resource: string, reading: Reading): Truth {
  const text = literal(resource);
  const covered = (patterns: readonly string[]) =>
    some(
      patterns.map((pattern) => {
        const tokens = substituted(pattern, reading);
        return tokens === undefined ? 'no' : matches(tokens, text);
      }),
    );
  if (resources !== undefined) return covered(resources);
  // A trust policy names no resource: it is about the role that it belongs to.
  return notResources === undefined ? 'yes' : not(covered(notResources));
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
