import { JENKINS_GROUPS } from '../../jenkins/configuration/access-rights.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { STAFF_REALM } from '../../sign-in/sign-in-addresses.ts';
import type { ClientScope, Flow, Group, Realm } from './realm.ts';
import { staffClients } from './staff-clients.ts';

/** Who may open consoles without a sign-in of their own. */
export const CONSOLES_GROUP = 'console-viewers';

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/**
 * Those who work on the platform. Everybody needs a second factor: the flow demands it, and whoever has none yet sets it up before
 * anything else. Administrators of users make people known, and put them into groups; nobody registers.
 */
export function staffRealm(context: PlatformContext): Realm {
  return {
    realm: STAFF_REALM,
    enabled: true,
    displayName: 'SMILE staff',
    sslRequired: 'external',
    registrationAllowed: false,
    // Nothing sends mail yet; administrators of users set a new one.
    resetPasswordAllowed: false,
    loginWithEmailAllowed: true,
    bruteForceProtected: true,
    failureFactor: 10,
    passwordPolicy: 'length(14) and notUsername(undefined) and passwordHistory(5)',
    accessTokenLifespan: 5 * MINUTES,
    ssoSessionIdleTimeout: 30 * MINUTES,
    ssoSessionMaxLifespan: 10 * HOURS,
    eventsEnabled: true,
    adminEventsEnabled: true,
    browserFlow: 'staff browser',
    authenticationFlows: FLOWS,
    groups: GROUPS,
    clientScopes: [GROUPS_SCOPE],
    clients: staffClients(context),
  };
}

/** https://www.keycloak.org/docs/latest/server_admin/#_authentication-flows: what is required and not set up is set up at once. */
const FLOWS: readonly Flow[] = [
  {
    alias: 'staff browser',
    description: 'Whoever has a session goes on, everybody else signs in',
    providerId: 'basic-flow',
    topLevel: true,
    builtIn: false,
    authenticationExecutions: [
      { authenticator: 'auth-cookie', authenticatorFlow: false, requirement: 'ALTERNATIVE', priority: 10 },
      { flowAlias: 'staff sign-in', authenticatorFlow: true, requirement: 'ALTERNATIVE', priority: 20 },
    ],
  },
  {
    alias: 'staff sign-in',
    description: 'Password and second factor',
    providerId: 'basic-flow',
    topLevel: false,
    builtIn: false,
    authenticationExecutions: [
      { authenticator: 'auth-username-password-form', authenticatorFlow: false, requirement: 'REQUIRED', priority: 10 },
      { authenticator: 'auth-otp-form', authenticatorFlow: false, requirement: 'REQUIRED', priority: 20 },
    ],
  },
];

const GROUPS: readonly Group[] = [
  { name: 'grafana-admins' },
  { name: 'grafana-editors' },
  { name: 'grafana-viewers' },
  ...Object.values(JENKINS_GROUPS).map((name) => ({ name })),
  { name: CONSOLES_GROUP },
  // Of this realm alone, on the host of the administration; whoever is in it can put anybody into any group.
  {
    name: 'user-administrators',
    clientRoles: {
      'realm-management': ['manage-users', 'view-users', 'query-users', 'query-groups', 'view-realm', 'view-events'],
    },
  },
];

/** A default scope of each client, so that none has to ask for it. */
const GROUPS_SCOPE: ClientScope = {
  name: 'groups',
  protocol: 'openid-connect',
  attributes: { 'include.in.token.scope': 'true' },
  protocolMappers: [
    {
      name: 'groups',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-group-membership-mapper',
      config: {
        'claim.name': 'groups',
        'full.path': 'false',
        'id.token.claim': 'true',
        'access.token.claim': 'true',
        'userinfo.token.claim': 'true',
      },
    },
  ],
};
