import { ValidationError } from '@smile/core';
import { serviceHost } from '../mesh/mesh-names.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { RoutedHost } from '../routes/host-table.ts';

/** Realm of those who work on the platform. */
export const STAFF_REALM = 'staff';

/** Realm of SMILE's users. */
export const USERS_REALM = 'smile';

/** Service of Keycloak, with the port of its containers, as its chart names it after `fullnameOverride`. */
export const KEYCLOAK_SERVICE = { service: 'keycloak-http', namespace: 'auth', port: 8080 } as const;

/** Keycloak from inside the cluster: no way out through Cloudflare and back. Tokens carry the public name all the same. */
export const KEYCLOAK_ADDRESS = `http://${serviceHost(KEYCLOAK_SERVICE)}:${KEYCLOAK_SERVICE.port}`;

/** OpenID Connect of a realm, below an address of Keycloak. */
export function openIdConnect(address: string, realm: string): string {
  return `${address}/realms/${realm}/protocol/openid-connect`;
}

/** Public name of a host; undefined where no load balancer of the environment has it. */
export function publicHost(
  { environment }: Pick<PlatformContext, 'environment'>,
  word: RoutedHost,
): string | undefined {
  const balancers = Object.values(environment.edge?.loadBalancers ?? {});
  return balancers.map(({ hosts }) => hosts[word]).find((found) => found !== undefined);
}

/**
 * Public name of a host.
 *
 * @param who needs it, as in `Keycloak`.
 * @throws ValidationError where no load balancer has it.
 */
export function requiredHost(context: PlatformContext, word: RoutedHost, who: string): string {
  const host = publicHost(context, word);
  if (host !== undefined) return host;
  throw new ValidationError(context.owner, [
    `${who} needs the public name ${word}, and no load balancer of the environment has it; add ${word} to the hosts of one under edge.loadBalancers`,
  ]);
}
