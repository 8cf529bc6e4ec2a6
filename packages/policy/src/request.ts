/** A key of the request context that may or may not be there, with a value that is not known. */
export const UNKNOWN_KEY = 'unknown key';

/** Values by condition key. A key that is not in it is not in the request either, unless it is {@link UNKNOWN_KEY}. */
export type Context = Readonly<Record<string, string | readonly string[] | typeof UNKNOWN_KEY>>;

/** Who asks. */
export type Principal =
  /** An AWS service, as in `delivery.logs.amazonaws.com`. */
  | { readonly kind: 'service'; readonly name: string }
  /** A user, by ARN, or the root user of an account. */
  | { readonly kind: 'user'; readonly arn: string }
  /** A session of a role, by the ARN of the role. */
  | { readonly kind: 'role'; readonly arn: string; readonly session?: string }
  /** A federated user, by the ARN or the name of the provider. */
  | { readonly kind: 'federated'; readonly provider: string }
  /** Anybody on the internet. */
  | { readonly kind: 'anonymous' };

/** One call to an AWS service. Texts may have holes. */
export interface Request {
  readonly principal: Principal;
  /** As in `s3:PutObject`. */
  readonly action: string;
  /** ARN of what is acted on. */
  readonly resource: string;
  /** @default - a request without condition keys */
  readonly context?: Context;
}
