/** A word in PascalCase or camelCase with hyphens: `KeycloakAdmin` becomes `keycloak-admin`. */
export function kebabCase(word: string): string {
  return word.replace(/(?<=[a-z0-9])[A-Z]/g, '-$&').toLowerCase();
}
