import { PREVIEWS_REALM } from '../../previews/preview-places.ts';
import type { Realm } from './realm.ts';
import { USERS_SIGN_IN } from './users-realm.ts';

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
    ...USERS_SIGN_IN,
  };
}
