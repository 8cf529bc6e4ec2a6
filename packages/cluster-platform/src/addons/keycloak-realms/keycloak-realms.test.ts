import { TEST_EDGE } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { describe, expect, test } from 'vitest';
import { madeAddon } from '../../fixtures.ts';
import { PlatformContext } from '../../platform-context.ts';
import { keycloakRealms } from './keycloak-realms.ts';
import type { Client, Execution, Realm } from './realm.ts';

const HOSTS = { Auth: 'auth.example', Grafana: 'grafana.example', Jaeger: 'jaeger.example', Pentaho: 'etl.example' };

function made(
  hosts: Readonly<Record<string, string>> = HOSTS,
  languages: readonly [string, ...string[]] = ['id', 'en'],
) {
  const { addon, objects } = madeAddon((context) => {
    const edge = {
      ...TEST_EDGE,
      loadBalancers: { web: { admits: 'cloudflare', serves: 'application', hosts } },
    } as const;
    const environment = { ...context.environment, edge };
    const values = { ...context.values, signIn: { title: 'Title', languages } };
    return keycloakRealms(new PlatformContext({ ...context, environment, values }));
  });
  const files = objects.find(({ kind }) => kind === 'ConfigMap')?.data ?? {};
  const realm = (name: string): Realm => JSON.parse(files[`${name}.json`] ?? '');
  return { addon, objects, files, staff: realm('staff'), users: realm('smile') };
}

describe('realms', () => {
  const { objects, files, staff, users } = made();
  const client = (id: string): Client | undefined => staff.clients?.find(({ clientId }) => clientId === id);
  const flow = (alias: string) => staff.authenticationFlows?.find((one) => one.alias === alias);
  const job = objects.find(({ kind }) => kind === 'Job');

  /** Every way through a flow, as lists of authenticators: of alternatives one suffices, of what is required all are needed. */
  function ways(alias: string): string[][] {
    const executions = flow(alias)?.authenticationExecutions ?? [];
    const of = (one: Execution) => (one.authenticatorFlow ? ways(one.flowAlias) : [[one.authenticator]]);
    const required = executions.filter(({ requirement }) => requirement === 'REQUIRED');
    if (required.length === 0) return executions.flatMap(of);
    return required
      .map(of)
      .reduce((before, next) => before.flatMap((way) => next.map((rest) => [...way, ...rest])), [[]]);
  }

  // https://www.keycloak.org/docs/latest/server_admin/#_authentication-flows
  test('the staff sign in with a second factor, or have a session already', () => {
    expect(ways(staff.browserFlow ?? '')).toEqual([['auth-cookie'], ['auth-username-password-form', 'auth-otp-form']]);
  });

  test('no client of the staff lets in without a browser, and so without the second factor', () => {
    for (const one of staff.clients ?? []) {
      expect([one.clientId, one.directAccessGrantsEnabled, one.implicitFlowEnabled ?? false]).toEqual([
        one.clientId,
        false,
        false,
      ]);
    }
    // Keycloak makes this one in every realm, with direct access.
    expect(client('admin-cli')).toBeDefined();
  });

  test('passwords are not guessed in either realm, and nobody registers', () => {
    for (const realm of [staff, users]) {
      expect(realm).toMatchObject({ bruteForceProtected: true, registrationAllowed: false });
      expect(realm.failureFactor).toBeLessThanOrEqual(10);
    }
  });

  test('browsers are sent back to exactly where each client answers', () => {
    // https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/keycloak/
    expect(client('grafana')?.redirectUris).toEqual(['https://grafana.example/login/generic_oauth']);
    // https://oauth2-proxy.github.io/oauth2-proxy/features/endpoints/
    expect(client('consoles')?.redirectUris).toEqual([
      'https://jaeger.example/oauth2/callback',
      'https://etl.example/oauth2/callback',
    ]);
    expect(JSON.stringify(staff)).not.toContain('*"');
  });

  test('a client whose host the environment does not have is not made', () => {
    expect(client('jenkins')).toBeUndefined();
    const jenkins = made({ ...HOSTS, Jenkins: 'jenkins.example' }).staff.clients?.find(
      ({ clientId }) => clientId === 'jenkins',
    );
    // https://plugins.jenkins.io/oic-auth/
    expect(jenkins?.redirectUris).toEqual(['https://jenkins.example/securityRealm/finishLogin']);
  });

  test('clients are confidential, with PKCE, and get the groups of who signs in', () => {
    for (const id of ['grafana', 'consoles']) {
      expect(client(id)).toMatchObject({ publicClient: false, attributes: { 'pkce.code.challenge.method': 'S256' } });
      expect(client(id)?.defaultClientScopes).toContain('groups');
    }
    const [scope] = staff.clientScopes ?? [];
    expect(scope?.protocolMappers[0]?.config).toMatchObject({ 'claim.name': 'groups', 'full.path': 'false' });
  });

  test('secrets are variables of the job, each from a Secret, and stand in no file', () => {
    const text = JSON.stringify(files);
    const wanted = [...text.matchAll(/\$\(env:(\w+)\)/g)].map(([, name]) => name);
    const { env } = job?.spec.template.spec.containers[0] ?? {};
    for (const name of wanted) {
      expect(env).toContainEqual({
        name,
        valueFrom: { secretKeyRef: { name: 'keycloak-clients', key: expect.any(String) } },
      });
    }
    expect(wanted).toEqual(['GRAFANA_CLIENT_SECRET', 'CONSOLES_CLIENT_SECRET']);
    expect(text.match(/"secret\\": *\\"(?!\$\(env:)/)).toBeNull();
  });

  test('users meet the languages of the environment', () => {
    expect(users).toMatchObject({ displayName: 'Title', supportedLocales: ['id', 'en'], defaultLocale: 'id' });
  });

  test('the job runs after each change, deletes no client and no group, and is what Kubernetes takes', () => {
    const digest = (of: typeof objects) =>
      of.find(({ kind }) => kind === 'Job')?.spec.template.metadata.annotations['smile/realms-sha256'];
    expect(digest(made().objects)).toBe(digest(objects));
    expect(digest(made(HOSTS, ['en']).objects)).not.toBe(digest(objects));
    const { env } = job?.spec.template.spec.containers[0] ?? {};
    expect(env).toContainEqual({ name: 'IMPORT_MANAGED_CLIENT', value: 'no-delete' });
    expect(env).toContainEqual({ name: 'IMPORT_MANAGED_GROUP', value: 'no-delete' });
    expect(() => new Job(job as never).validate()).not.toThrow();
  });

  test('the job may call all of Keycloak, as its own account', () => {
    const policy = objects.find(({ kind }) => kind === 'AuthorizationPolicy');
    expect(policy?.spec.rules[0]?.from).toEqual([
      { source: { principals: ['cluster.local/ns/auth/sa/keycloak-realm'] } },
    ]);
    expect(job?.spec.template.spec.serviceAccountName).toBe('keycloak-realm');
  });
});
