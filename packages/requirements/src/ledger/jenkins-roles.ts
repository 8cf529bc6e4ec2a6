import type { EnvironmentExamination } from '../examination.ts';

/** What Jenkins needs of AWS to plan and apply: an issuer of tokens, and a role for each. */
export function hasJenkinsRoles(one: EnvironmentExamination): void {
  one.one('OpenID Connect issuer of Jenkins', one.ofType('aws_iam_openid_connect_provider'));
  for (const name of ['plan', 'apply']) one.one(`role ${name}`, one.named('aws_iam_role', name));
}
