import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { isSignInRole } from '@smile/core';
import type { Construct } from 'constructs';

export interface PeopleTrustOptions {
  /** IAM users, and roles of IAM Identity Center that end with `_*`. */
  readonly people: readonly string[];
  /** How old a user's MFA may be, in seconds. @default - as old as the user's own session */
  readonly mfaWithinSeconds?: number;
}

/** A trust policy for people with MFA: users show it in the call, IAM Identity Center asks for it at sign-in. */
export function peopleTrust(scope: Construct, id: string, options: PeopleTrustOptions): DataAwsIamPolicyDocument {
  const users = options.people.filter((arn) => !isSignInRole(arn));
  const signInRoles = options.people.filter(isSignInRole);
  return new DataAwsIamPolicyDocument(scope, id, {
    statement: [
      ...(users.length > 0 ? [usersWithMfa(users, options.mfaWithinSeconds)] : []),
      ...(signInRoles.length > 0 ? [signedIn(signInRoles)] : []),
    ],
  });
}

function usersWithMfa(users: readonly string[], seconds: number | undefined): DataAwsIamPolicyDocumentStatement {
  const age = { test: 'NumericLessThan', variable: 'aws:MultiFactorAuthAge', values: [String(seconds)] };
  return {
    sid: 'UsersWithMfa',
    actions: ['sts:AssumeRole'],
    principals: [{ type: 'AWS', identifiers: [...users] }],
    condition: [
      { test: 'Bool', variable: 'aws:MultiFactorAuthPresent', values: ['true'] },
      ...(seconds === undefined ? [] : [age]),
    ],
  };
}

/** The accounts as principals and the roles as a condition: a principal takes no `*`, and must exist beforehand. */
function signedIn(roles: readonly string[]): DataAwsIamPolicyDocumentStatement {
  const accounts = [...new Set(roles.map((arn) => arn.split(':')[4] ?? ''))];
  return {
    sid: 'PeopleSignedIn',
    actions: ['sts:AssumeRole'],
    principals: [{ type: 'AWS', identifiers: accounts.map((account) => `arn:aws:iam::${account}:root`) }],
    condition: [{ test: 'ArnLike', variable: 'aws:PrincipalArn', values: [...roles] }],
  };
}
