/** Ports of Keycloak's pods among themselves: messages, and the search for failed ones. https://www.keycloak.org/server/caching */
export const CLUSTER_PORTS = [7800, 57_800] as const;
