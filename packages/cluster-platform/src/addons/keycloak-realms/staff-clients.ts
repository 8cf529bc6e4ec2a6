import type { PlatformContext } from '../../platform-context.ts';
import { HOST_TABLE, type RoutedHost } from '../../routes/host-table.ts';
import { publicHost } from '../../sign-in/sign-in-addresses.ts';
import type { Client } from './realm.ts';

/** Client of oauth2-proxy, which signs people in before consoles that have no sign-in. */
export const CONSOLES_CLIENT = 'consoles';

/** Variables of the job with the secrets of clients, and the keys of the Kubernetes Secret that has them. */
export const CLIENT_SECRETS = {
  grafana: 'GRAFANA_CLIENT_SECRET',
  jenkins: 'JENKINS_CLIENT_SECRET',
  [CONSOLES_CLIENT]: 'CONSOLES_CLIENT_SECRET',
} as const;

/** Consoles that oauth2-proxy stands before. */
const CONSOLES = (Object.keys(HOST_TABLE) as readonly RoutedHost[]).filter(
  (word) => HOST_TABLE[word].signIn === 'console sign-in',
);

/**
 * Clients of the staff's realm, for those hosts that the environment has. Where a browser may be sent back to is exact, so that a code
 * reaches nobody else.
 *
 * https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/keycloak/,
 * https://plugins.jenkins.io/oic-auth/, https://oauth2-proxy.github.io/oauth2-proxy/features/endpoints/
 */
export function staffClients(context: PlatformContext): readonly Client[] {
  const at = (path: string, ...words: readonly RoutedHost[]) =>
    words.flatMap((word) => {
      const host = publicHost(context, word);
      return host === undefined ? [] : [`https://${host}${path}`];
    });
  return [
    // Nobody of the staff signs in without a browser, and so without the second factor.
    { clientId: 'admin-cli', directAccessGrantsEnabled: false },
    ...client('grafana', at('/login/generic_oauth', 'Grafana'), at('/login', 'Grafana')),
    ...client('jenkins', at('/securityRealm/finishLogin', 'Jenkins'), at('/OicLogout', 'Jenkins')),
    ...client(CONSOLES_CLIENT, at('/oauth2/callback', ...CONSOLES), at('/', ...CONSOLES)),
  ];
}

function client(
  clientId: keyof typeof CLIENT_SECRETS,
  redirectUris: readonly string[],
  afterLogout: readonly string[],
): readonly Client[] {
  if (redirectUris.length === 0) return [];
  return [
    {
      clientId,
      protocol: 'openid-connect',
      publicClient: false,
      standardFlowEnabled: true,
      directAccessGrantsEnabled: false,
      implicitFlowEnabled: false,
      serviceAccountsEnabled: false,
      secret: `$(env:${CLIENT_SECRETS[clientId]})`,
      redirectUris,
      webOrigins: ['+'],
      attributes: {
        'pkce.code.challenge.method': 'S256',
        'post.logout.redirect.uris': afterLogout.join('##'),
      },
      defaultClientScopes: ['web-origins', 'acr', 'profile', 'roles', 'email', 'basic', 'groups'],
    },
  ];
}
