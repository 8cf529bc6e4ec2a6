import type { JenkinsValues } from '@smile/core';
import type { PlatformContext } from '../../platform-context.ts';
import { KEYCLOAK_ADDRESS, openIdConnect, requiredHost, STAFF_REALM } from '../../sign-in/sign-in-addresses.ts';

/** Groups of the realm `staff`, and what they are in Jenkins. */
export const JENKINS_GROUPS = {
  developers: 'jenkins-developers',
  admins: 'jenkins-admins',
  approvers: 'jenkins-approvers',
} as const;

/** Group of nobody in Keycloak: who signs in with the administrator's password, past Keycloak, is in it. */
const BREAK_GLASS = 'break-glass';

const READS = ['Overall/Read', 'Job/Read', 'View/Read'];
const RUNS = [...READS, 'Job/Build', 'Job/Cancel'];

/**
 * Who signs in how. Names of users are those that administrators of users gave them, and nobody changes the own one; an approver is compared by
 * it with who wrote and who started a change (docs/adr/0040).
 *
 * Browsers go to Keycloak by its public name, Jenkins asks it inside the cluster. https://plugins.jenkins.io/oic-auth/
 */
export function securityRealm(context: PlatformContext): object {
  const issuer = `https://${requiredHost(context, 'Auth', 'Jenkins')}`;
  const near = openIdConnect(KEYCLOAK_ADDRESS, STAFF_REALM);
  const far = openIdConnect(issuer, STAFF_REALM);
  return {
    oic: {
      clientId: 'jenkins',
      clientSecret: '${jenkins-oidc-clientSecret}',
      serverConfiguration: {
        manual: {
          issuer: `${issuer}/realms/${STAFF_REALM}`,
          authorizationServerUrl: `${far}/auth`,
          endSessionUrl: `${far}/logout`,
          tokenServerUrl: `${near}/token`,
          jwksServerUrl: `${near}/certs`,
          userInfoServerUrl: `${near}/userinfo`,
          scopes: 'openid profile email',
          tokenAuthMethod: 'client_secret_post',
        },
      },
      userNameField: 'preferred_username',
      fullNameFieldName: 'name',
      emailFieldName: 'email',
      groupsFieldName: 'groups',
      logoutFromOpenidProvider: true,
      properties: [
        'pkce',
        {
          escapeHatch: {
            username: '${chart-admin-username}',
            secret: '${chart-admin-password}',
            group: BREAK_GLASS,
          },
        },
      ],
    },
  };
}

/**
 * Who may do what. Nobody may configure or create a job, or replay one with another script: jobs are code. Whoever is in no group is nobody.
 *
 * @param mergeRequests where Jenkins runs what nobody has read, developers may start it again.
 */
export function authorizationStrategy({ mergeRequests }: JenkinsValues): object {
  const entry = (name: string, permissions: readonly string[]) => ({ group: { name, permissions } });
  return {
    globalMatrix: {
      entries: [
        entry(BREAK_GLASS, ['Overall/Administer']),
        entry(JENKINS_GROUPS.admins, RUNS),
        entry(JENKINS_GROUPS.approvers, READS),
        entry(JENKINS_GROUPS.developers, mergeRequests === 'checked' ? RUNS : READS),
      ],
    },
  };
}
