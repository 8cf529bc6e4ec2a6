/** Who is meant to open a host. */
export type Audience = 'visitors' | 'operators';

/** What a public host is for. */
export interface HostWord {
  /** First label of its name, in every environment. */
  readonly label: string;
  readonly audience: Audience;
  /** Whether it serves the built files of a frontend, which Cloudflare may keep. @default false */
  readonly isFrontend?: boolean;
}

/**
 * Every public host that an environment may have, by its word: part of Terraform addresses and of values.
 *
 * A closed list, because the audience of a host is decided here and not where it is published: a console cannot end up on a load
 * balancer for visitors by a slip in one environment's values. Source: requirements APP-ALB.
 */
export const HOST_WORDS = {
  App: { label: 'app', audience: 'visitors', isFrontend: true },
  Api: { label: 'api', audience: 'visitors' },
  /** Sign-in pages, tokens and discovery of Keycloak. */
  Auth: { label: 'auth', audience: 'visitors' },
  Wms: { label: 'wms', audience: 'visitors', isFrontend: true },
  WmsApi: { label: 'wms-api', audience: 'visitors' },
  /** Every preview of a branch: each has a name of its own below the wildcard, and one record, certificate and rule lead to all. */
  Preview: { label: '*', audience: 'visitors' },
  Git: { label: 'git', audience: 'visitors' },
  Registry: { label: 'registry', audience: 'visitors' },
  Grafana: { label: 'grafana', audience: 'operators' },
  Jaeger: { label: 'jaeger', audience: 'operators' },
  Jenkins: { label: 'jenkins', audience: 'operators' },
  /** Administration of Keycloak: its console and its admin API. */
  KeycloakAdmin: { label: 'auth-admin', audience: 'operators' },
  ClickHouse: { label: 'clickhouse', audience: 'operators' },
  RisingWave: { label: 'risingwave', audience: 'operators' },
  Pentaho: { label: 'etl', audience: 'operators' },
} as const satisfies Readonly<Record<string, HostWord>>;

/** What a host is for, by its word; undefined for a word that is on no list. */
export function hostWord(word: string): HostWord | undefined {
  return Object.entries<HostWord>(HOST_WORDS).find(([known]) => known === word)?.[1];
}

/** What a host is for, by the first label of its name; undefined for one that is on no list. */
export function hostOfLabel(name: string): HostWord | undefined {
  const [label = ''] = name.split('.');
  return Object.values<HostWord>(HOST_WORDS).find((known) => known.label === label);
}
