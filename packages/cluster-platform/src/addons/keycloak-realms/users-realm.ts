import type { PlatformContext } from '../../platform-context.ts';
import { USERS_REALM } from '../../sign-in/sign-in-addresses.ts';
import type { Realm } from './realm.ts';

const MINUTES = 60;
const HOURS = 60 * MINUTES;

/** How users sign in, those of previews too: a preview that was easier on them would prove nothing. */
export const USERS_SIGN_IN = {
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
} as const satisfies Partial<Realm>;

/**
 * SMILE's users: the realm and what protects it. Its clients, roles and users are SMILE's own, and the job leaves them alone: it deletes
 * only what it made.
 */
export function usersRealm({ values }: PlatformContext): Realm {
  const { title, languages } = values.signIn ?? { title: 'SMILE', languages: ['en'] };
  return {
    realm: USERS_REALM,
    enabled: true,
    displayName: title,
    ...USERS_SIGN_IN,
    internationalizationEnabled: true,
    supportedLocales: languages,
    defaultLocale: languages[0] ?? 'en',
  };
}
