/**
 * The part of a realm that we write, so that a misspelt key does not compile: keycloak-config-cli ignores what it does not know.
 * https://www.keycloak.org/docs-api/latest/rest-api/index.html#RealmRepresentation
 */
export interface Realm {
  readonly realm: string;
  readonly enabled: true;
  readonly displayName: string;
  readonly sslRequired: 'external';
  readonly registrationAllowed: boolean;
  readonly resetPasswordAllowed: boolean;
  readonly loginWithEmailAllowed: boolean;
  readonly bruteForceProtected: true;
  /** Failures before a user has to wait. */
  readonly failureFactor: number;
  readonly passwordPolicy: string;
  /** Seconds. */
  readonly accessTokenLifespan: number;
  readonly ssoSessionIdleTimeout: number;
  readonly ssoSessionMaxLifespan: number;
  readonly eventsEnabled: true;
  readonly adminEventsEnabled: true;
  readonly internationalizationEnabled?: boolean;
  readonly supportedLocales?: readonly string[];
  readonly defaultLocale?: string;
  /** Alias of the flow by which browsers sign in. @default - that of Keycloak, which asks for a second factor only those who have one */
  readonly browserFlow?: string;
  readonly authenticationFlows?: readonly Flow[];
  readonly groups?: readonly Group[];
  readonly clientScopes?: readonly ClientScope[];
  readonly clients?: readonly Client[];
}

export interface Flow {
  readonly alias: string;
  readonly description: string;
  readonly providerId: 'basic-flow';
  readonly topLevel: boolean;
  readonly builtIn: false;
  readonly authenticationExecutions: readonly Execution[];
}

export type Execution = {
  readonly requirement: 'ALTERNATIVE' | 'REQUIRED';
  readonly priority: number;
} & (
  | { readonly authenticator: string; readonly authenticatorFlow: false }
  | { readonly flowAlias: string; readonly authenticatorFlow: true }
);

export interface Group {
  readonly name: string;
  /** By client. */
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
}

export interface ClientScope {
  readonly name: string;
  readonly protocol: 'openid-connect';
  readonly attributes: Readonly<Record<string, string>>;
  readonly protocolMappers: readonly {
    readonly name: string;
    readonly protocol: 'openid-connect';
    readonly protocolMapper: string;
    readonly config: Readonly<Record<string, string>>;
  }[];
}

export interface Client {
  readonly clientId: string;
  readonly protocol?: 'openid-connect';
  readonly publicClient?: boolean;
  readonly standardFlowEnabled?: boolean;
  readonly directAccessGrantsEnabled: boolean;
  readonly implicitFlowEnabled?: boolean;
  readonly serviceAccountsEnabled?: boolean;
  /** `$(env:NAME)`, never a secret. */
  readonly secret?: `$(env:${string})`;
  readonly redirectUris?: readonly string[];
  readonly webOrigins?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly defaultClientScopes?: readonly string[];
}
