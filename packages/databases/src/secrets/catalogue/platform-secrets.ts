import { PODS } from './pod-accounts.ts';
import { authority, brought, forPeople, madeUp, name, password, reads, type SecretEntry } from './secret-field.ts';

/** Secrets of what watches, signs in and deploys. Client secrets are known to Keycloak and to the client. */
export const PLATFORM_SECRETS = {
  'grafana-admin': {
    description: 'Administrator of Grafana, and its client in Keycloak',
    owner: 'platform',
    fields: {
      username: name('admin', 'Administrator', reads(PODS.grafana, 'grafana', 'admin-user')),
      password: password('Its password', reads(PODS.grafana, 'grafana', 'admin-password')),
      'oidc-client-secret': password(
        'Secret of the client grafana',
        reads(PODS.grafana, 'grafana', 'oidc-client-secret'),
        reads(PODS.realm, 'keycloak-clients', 'grafana'),
      ),
    },
  },
  'keycloak-admin': {
    description: 'Administrator of Keycloak, sign-in before consoles, and the authority that both clusters trust',
    owner: 'platform',
    fields: {
      username: name(
        'admin',
        'First administrator, who is there until a lasting one is made',
        reads(PODS.keycloak, 'keycloak-admin', 'username'),
        reads(PODS.realm, 'keycloak-admin', 'username'),
      ),
      password: password(
        'Its password',
        reads(PODS.keycloak, 'keycloak-admin', 'password'),
        reads(PODS.realm, 'keycloak-admin', 'password'),
      ),
      'consoles-client-secret': password(
        'Secret of the client consoles',
        reads(PODS.applicationConsoles, 'oauth2-proxy', 'client-secret'),
        reads(PODS.dataConsoles, 'oauth2-proxy', 'client-secret'),
        reads(PODS.realm, 'keycloak-clients', 'consoles'),
      ),
      // 16, 24 or 32 bytes: https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview#generating-a-cookie-secret
      'consoles-cookie-secret': madeUp(
        'Key that encrypts the cookies of oauth2-proxy',
        { length: 32, alphabet: 'alphanumeric' },
        reads(PODS.applicationConsoles, 'oauth2-proxy', 'cookie-secret'),
        reads(PODS.dataConsoles, 'oauth2-proxy', 'cookie-secret'),
      ),
      // In this secret, because External Secrets of both clusters read it anyway (docs/adr/0042).
      'telemetry-authority': authority(
        'Authority of the certificates by which the clusters know each other when telemetry goes between them',
        'SMILE telemetry between clusters',
        reads(PODS.applicationCertificates, 'telemetry-authority', 'tls.crt', 'certificate'),
        reads(PODS.applicationCertificates, 'telemetry-authority', 'tls.key', 'private-key'),
        reads(PODS.dataCertificates, 'telemetry-authority', 'tls.crt', 'certificate'),
        reads(PODS.dataCertificates, 'telemetry-authority', 'tls.key', 'private-key'),
      ),
    },
  },
  gitlab: {
    description: 'Tokens of GitLab',
    owner: 'platform',
    fields: {
      'registry-token': forPeople(
        {
          description: 'Deploy token that reads the container registry',
          madeBy: { by: 'person', from: 'GitLab, group smile, Settings > Repository > Deploy tokens: read_registry' },
        },
        'images come from Amazon ECR; whoever moves an image out of the registry of GitLab signs in with it',
      ),
      'runner-token': forPeople(
        {
          description: 'Authentication token of a runner',
          madeBy: { by: 'person', from: 'GitLab, Admin > CI/CD > Runners > New instance runner' },
        },
        'Jenkins builds; a runner of GitLab, where one is set up, registers with it',
      ),
      'api-token': brought(
        'Access token with which Jenkins comments on merge requests and commits',
        'GitLab, group smile, Settings > Access tokens: api, role Reporter',
        reads(PODS.plan, 'gitlab', 'comment-token'),
      ),
      'checkout-token': brought(
        'Access token that reads repositories',
        'GitLab, group smile, Settings > Access tokens: read_repository, role Reporter',
        reads(PODS.jenkins, 'gitlab', 'checkout-token'),
        reads(PODS.check, 'gitlab', 'checkout-token'),
        reads(PODS.plan, 'gitlab', 'checkout-token'),
      ),
    },
  },
  'jenkins-admin': {
    description: 'Administrator of Jenkins, its client in Keycloak, and what its agents sign in with',
    owner: 'platform',
    fields: {
      username: name(
        'admin',
        'Administrator, for when Keycloak is down',
        reads(PODS.jenkins, 'jenkins-admin', 'jenkins-admin-user'),
      ),
      password: password('Its password', reads(PODS.jenkins, 'jenkins-admin', 'jenkins-admin-password')),
      'oidc-client-secret': password(
        'Secret of the client jenkins',
        reads(PODS.jenkins, 'jenkins-oidc', 'clientSecret'),
        reads(PODS.realm, 'keycloak-clients', 'jenkins'),
      ),
      'cloudflare-token': brought(
        "API token of this environment's own zone, for plans and applies of the edge",
        'Cloudflare, My Profile > API Tokens, as docs/adr/0020 says',
        reads(PODS.plan, 'cloudflare', 'CLOUDFLARE_API_TOKEN'),
        reads(PODS.apply, 'cloudflare', 'CLOUDFLARE_API_TOKEN'),
      ),
    },
  },
} as const satisfies Readonly<Record<string, SecretEntry>>;
