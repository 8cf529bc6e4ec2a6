import { text } from './checks.ts';

const USER = /^arn:aws:iam::\d{12}:user\/[\w+=,.@/-]+$/;
const SIGN_IN_ROLE =
  /^arn:aws:iam::\d{12}:role\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?AWSReservedSSO_[\w+=,.@-]+_\*$/;

/**
 * Whether an ARN is a role of IAM Identity Center, which people are given when they sign in.
 *
 * Its name ends with characters that AWS makes up, hence the `*`.
 */
export function isSignInRole(arn: string): boolean {
  return SIGN_IN_ROLE.test(arn);
}

/**
 * Checks who may take on a role of ours: an IAM user, who shows MFA in the call, or a role of IAM Identity Center, whose
 * sign-in asks for it.
 *
 * Any other role would be shut out: AWS does not pass MFA on when one role takes on another, so the condition on it could
 * never hold. Source: IAM guide, "Configuring MFA-protected API access".
 */
export const person = text(
  'an IAM user, or a role of IAM Identity Center that ends with _*',
  (value) => USER.test(value) || isSignInRole(value),
  'another role cannot show MFA, so nobody could come through it',
);
