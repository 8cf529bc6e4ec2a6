import type { Resource } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';

/** What Jenkins needs of AWS to plan and apply: an issuer of tokens, and a role for each. */
export function hasJenkinsRoles(one: EnvironmentExamination): void {
  one.one('OpenID Connect issuer of Jenkins', jenkinsIssuers(one));
  for (const name of ['plan', 'apply']) one.one(`role ${name}`, one.named('aws_iam_role', name));
}

/** Issuers of tokens besides those of EKS clusters, which vouch for pods. */
export function jenkinsIssuers(one: EnvironmentExamination): readonly Resource[] {
  return one.ofType('aws_iam_openid_connect_provider').filter((issuer) => {
    const isOfCluster = one.inventory.referencesAt(issuer, 'url').some(({ type }) => type === 'aws_eks_cluster');
    return !isOfCluster && !/\/\/oidc\.eks\./.test(String(issuer.values.url));
  });
}
