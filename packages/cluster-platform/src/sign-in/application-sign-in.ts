import type { Addon } from '../addons/addon.ts';
import { keycloak } from '../addons/keycloak/keycloak.ts';
import { keycloakRealms } from '../addons/keycloak-realms/keycloak-realms.ts';
import { oauth2Proxy } from '../addons/oauth2-proxy/oauth2-proxy.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { MysqlStore } from '../stores/mysql-stores.ts';

/** Sign-in of an environment, in its application cluster: Keycloak, its realms, and what stands before consoles. */
export function applicationSignIn(context: PlatformContext, store: MysqlStore): readonly Addon[] {
  return [keycloak(context, store), keycloakRealms(context), oauth2Proxy(context)];
}
