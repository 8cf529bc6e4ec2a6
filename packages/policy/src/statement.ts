/** Ids of principals by type, as in `Service` or `AWS`; `*` alone is the type `*`. */
export interface PrincipalIds {
  readonly type: string;
  readonly ids: readonly string[];
}

/** One test of a statement's `Condition`: all of them must hold. */
export interface Condition {
  /** With its prefix and suffix, as in `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  /** One must match; for a negated operator, none may. */
  readonly values: readonly string[];
}

/**
 * One statement. Texts may have holes. What is absent is `undefined`, never an empty list: a statement names either
 * `actions` or `notActions`, either `resources` or `notResources` (a role's trust policy has neither), and, in the policy of
 * a resource, either `principals` or `notPrincipals`.
 */
export interface Statement {
  /** @default - it has none */
  readonly sid?: string;
  /** `unknown` stands for statements that are not known before apply. */
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly principals?: readonly PrincipalIds[];
  readonly notPrincipals?: readonly PrincipalIds[];
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A policy: what its statements say together. */
export interface Policy {
  /** Policy variables are plain text in documents of 2008. */
  readonly version: '2012-10-17' | '2008-10-17';
  readonly statements: readonly Statement[];
}

/** A policy that is not known before apply: whether it allows or denies is unknown. */
export const UNKNOWN_POLICY: Policy = {
  version: '2012-10-17',
  statements: [{ effect: 'unknown', actions: ['*'], conditions: [] }],
};
