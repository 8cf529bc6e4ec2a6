import { PREVIEWS_REALM } from '../../previews/preview-places.ts';
import type { Realm } from './realm.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** Client of every preview: public, since what a preview holds is no secret, and with proof of possession of the code (PKCE). */
export const PREVIEWS_CLIENT = 'preview';

/**
 * Users of previews, who are made up. A realm of their own, so that no branch sees a token of somebody who works with the environment.
 *
 * Where a browser may be sent back to is the host of each preview that is up, written by `keycloak-preview-hosts`; the realm begins with none,
 * and the job that imports it leaves the client alone afterwards.
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
