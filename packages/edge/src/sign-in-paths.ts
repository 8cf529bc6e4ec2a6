/**
 * Parts of paths where passwords and codes are tried: the form of Keycloak, and its endpoint for tokens. One list for Cloudflare
 * and for the web ACL. Source: Keycloak server administration guide, "Endpoints"; keycloak.org/securing-apps/oidc-layers.
 */
export const SIGN_IN_PATHS = ['/login-actions/authenticate', '/protocol/openid-connect/token'] as const;
