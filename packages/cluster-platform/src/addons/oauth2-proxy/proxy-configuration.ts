import type { PlatformContext } from '../../platform-context.ts';
import { KEYCLOAK_ADDRESS, openIdConnect, requiredHost, STAFF_REALM } from '../../sign-in/sign-in-addresses.ts';
import { CONSOLES_CLIENT } from '../keycloak-realms/staff-clients.ts';
import { CONSOLES_GROUP } from '../keycloak-realms/staff-realm.ts';

/**
 * Configuration of oauth2-proxy as TOML, of which JSON's texts and lists are part. Without a host in `redirect_url`, browsers come back to
 * the console that they asked for.
 *
 * https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
 */
export function proxyConfiguration(context: PlatformContext): string {
  const issuer = `https://${requiredHost(context, 'Auth', 'oauth2-proxy')}`;
  // In the data cluster Keycloak is elsewhere.
  const near = context.cluster.role === 'data' ? issuer : KEYCLOAK_ADDRESS;
  const settings = {
    provider: 'oidc',
    provider_display_name: 'SMILE',
    client_id: CONSOLES_CLIENT,
    oidc_issuer_url: `${issuer}/realms/${STAFF_REALM}`,
    skip_oidc_discovery: true,
    login_url: `${openIdConnect(issuer, STAFF_REALM)}/auth`,
    redeem_url: `${openIdConnect(near, STAFF_REALM)}/token`,
    oidc_jwks_url: `${openIdConnect(near, STAFF_REALM)}/certs`,
    code_challenge_method: 'S256',
    scope: 'openid profile email',
    oidc_groups_claim: 'groups',
    allowed_groups: [CONSOLES_GROUP],
    // The group decides; addresses are entered by administrators, and nothing sends mail to verify them.
    email_domains: ['*'],
    insecure_oidc_allow_unverified_email: true,
    skip_provider_button: true,
    redirect_url: '/oauth2/callback',
    // What comes is a question of a gateway about a request: 200 is the answer that lets it through.
    upstreams: ['static://200'],
    reverse_proxy: true,
    set_xauthrequest: true,
    cookie_name: '__Host-smile-consoles',
    cookie_secure: true,
    cookie_httponly: true,
    cookie_samesite: 'lax',
    cookie_expire: '8h',
    // Before the token ends after five minutes: who has lost the group, or the session, is out by then.
    cookie_refresh: '4m',
    silence_ping_logging: true,
  };
  return `${Object.entries(settings)
    .map(([key, value]) => `${key} = ${JSON.stringify(value)}`)
    .join('\n')}\n`;
}
