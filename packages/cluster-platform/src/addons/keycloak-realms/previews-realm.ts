import { PREVIEWS_REALM } from '../../previews/preview-places.ts';
import type { Realm } from './realm.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/**
 * Users of previews, who are made up. A realm of their own, so that no branch sees a token of somebody who works with the environment.
 *
 * It has no client: Keycloak takes no wildcard in the host of an address to which it sends browsers back, and hosts of previews come and go. Who
 * tests sign-in adds one by hand (docs/runbooks/previews.md), and the job that imports realms leaves it alone.
 */
export function previewsRealm(): Realm {
  return {
    realm: PREVIEWS_REALM,
    enabled: true,
    displayName: 'SMILE previews',
    sslRequired: 'external',
    registrationAllowed: false,
    resetPasswordAllowed: false,
    loginWithEmailAllowed: true,
    bruteForceProtected: true,
    failureFactor: 10,
    passwordPolicy: 'length(10) and notUsername(undefined)',
    accessTokenLifespan: 5 * MINUTES,
    ssoSessionIdleTimeout: 2 * HOURS,
    ssoSessionMaxLifespan: 12 * HOURS,
    eventsEnabled: true,
    adminEventsEnabled: true,
  };
}
