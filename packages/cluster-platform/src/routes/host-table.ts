import type { HOST_WORDS } from '@smile/core';

/** Hosts that a cluster serves: all words but those of the Git server, which is no pod. */
export type RoutedHost = Exclude<keyof typeof HOST_WORDS, 'Git' | 'Registry'>;

/** What holds for a host whichever Service answers there. Which one does is said by who installs it. */
export interface HostEntry {
  /** Who answers, as in `Grafana`: for people who find that nobody does. */
  readonly what: string;
  /** Where it runs; in the shared layout one cluster has both. */
  readonly in: 'application' | 'data';
  /** Beginnings of paths that are answered at all; the others are 404. @default - every path */
  readonly only?: readonly string[];
  /** Beginnings of paths that are answered 404. @default - none */
  readonly hidden?: readonly string[];
  /** Why its console is not served at the host, and how people get in. @default - it is, once somebody answers */
  readonly closed?: string;
  /** Whether it asks who comes itself, or gateways ask oauth2-proxy about each request. */
  readonly signIn: 'its own' | 'console sign-in';
}

/** Metrics tell a stranger how busy a service is and what it calls. Prometheus' own path, and that of Spring Boot. */
const NEVER_PUBLIC = ['/metrics', '/actuator'];

/**
 * What is behind each public host (requirements APP-ALB). A word that is missing here is refused at synth.
 *
 * Sources of paths: https://www.keycloak.org/server/reverseproxy#_exposed_path_recommendations;
 * https://grafana.com/docs/grafana/latest/setup-grafana/set-up-grafana-monitoring/; https://plugins.jenkins.io/prometheus/.
 */
export const HOST_TABLE = {
  App: { what: 'SMILE', in: 'application', hidden: NEVER_PUBLIC, signIn: 'its own' },
  Api: { what: "SMILE's API", in: 'application', hidden: NEVER_PUBLIC, signIn: 'its own' },
  // Administration, metrics and health have no business on the public host: what is not listed is not there.
  Auth: {
    what: 'Sign-in',
    in: 'application',
    only: ['/realms/', '/resources/', '/.well-known/'],
    signIn: 'its own',
  },
  Wms: { what: 'WMS', in: 'application', hidden: NEVER_PUBLIC, signIn: 'its own' },
  WmsApi: { what: "WMS's API", in: 'application', hidden: NEVER_PUBLIC, signIn: 'its own' },
  // Where a preview is up, its own name is the closer one; every other name below the wildcard ends here.
  Preview: { what: 'A preview of this name', in: 'application', hidden: NEVER_PUBLIC, signIn: 'its own' },
  Grafana: { what: 'Grafana', in: 'application', hidden: ['/metrics'], signIn: 'its own' },
  Jaeger: { what: 'Jaeger', in: 'application', signIn: 'console sign-in' },
  Jenkins: { what: 'Jenkins', in: 'application', hidden: ['/prometheus'], signIn: 'its own' },
  KeycloakAdmin: {
    what: "Keycloak's administration",
    in: 'application',
    only: ['/admin/', '/realms/', '/resources/', '/js/'],
    signIn: 'its own',
  },
  ClickHouse: { what: 'ClickHouse', in: 'data', hidden: ['/metrics'], signIn: 'its own' },
  // Neither ends TLS itself, and neither can have a proxy of the mesh beside it: docs/adr/0045-consoles-of-the-data-cluster.md.
  RisingWave: {
    what: 'RisingWave',
    in: 'data',
    closed: 'The console of RisingWave has no TLS. smile connect risingwave shows the way in.',
    signIn: 'console sign-in',
  },
  Pentaho: {
    what: 'Pentaho',
    in: 'data',
    closed: 'The console of Pentaho has no TLS. smile connect pentaho shows the way in.',
    signIn: 'console sign-in',
  },
} as const satisfies Readonly<Record<RoutedHost, HostEntry>>;

/** What holds for a host, by its word; undefined for one that no cluster serves. */
export function hostEntry(word: string): HostEntry | undefined {
  return Object.entries<HostEntry>(HOST_TABLE).find(([known]) => known === word)?.[1];
}
