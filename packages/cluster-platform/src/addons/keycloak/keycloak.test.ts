import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { AuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import { TEST_EDGE } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeAddon, type TestPlatform } from '../../fixtures.ts';
import { PlatformContext } from '../../platform-context.ts';
import { keycloak } from './keycloak.ts';

const STORE = { host: 'main.example', masterSecretArn: 'arn:of:main' };
const HOSTS = { Auth: 'auth.example', KeycloakAdmin: 'auth-admin.example', Grafana: 'grafana.example' };

const made = (hosts: Readonly<Record<string, string>> = HOSTS, platform: TestPlatform = {}) =>
  madeAddon((context) => {
    const edge = {
      ...TEST_EDGE,
      loadBalancers: { web: { admits: 'cloudflare', serves: 'application', hosts } },
    } as const;
    return keycloak(new PlatformContext({ ...context, environment: { ...context.environment, edge } }), STORE);
  }, platform);

/** A value that the chart takes as a text of YAML; JSON is YAML. */
const parsed = (text: unknown) => JSON.parse(String(text));
/** Such a text with a list, of which the chart has already begun the items. */
const items = (text: unknown): readonly { name: string; value?: string; valueFrom?: object }[] =>
  String(text)
    .split('\n')
    .map((line) => {
      expect(line.slice(0, 2)).toBe('- ');
      return JSON.parse(line.slice(2));
    });

describe('Keycloak', () => {
  const { addon, stack, objects } = made();
  // biome-ignore lint/suspicious/noExplicitAny: values of a chart of somebody else
  const values: any = addon.release?.values;
  const variables = Object.fromEntries(items(values.extraEnv).map(({ name, ...rest }) => [name, rest.value ?? rest]));

  test('comes after its schema and its Secrets, and answers for two hosts', () => {
    expect(addon.requires).toEqual(expect.arrayContaining(['database-accounts', 'secrets', 'mesh']));
    expect(Object.keys(addon.serves ?? {})).toEqual(['Auth', 'KeycloakAdmin']);
  });

  // https://www.keycloak.org/server/hostname: the administration has a host of its own only with a URL as the public one
  test('knows its public names, and lets pods take tokens inside the cluster', () => {
    expect(variables).toMatchObject({
      KC_HOSTNAME: 'https://auth.example',
      KC_HOSTNAME_ADMIN: 'https://auth-admin.example',
      KC_HOSTNAME_BACKCHANNEL_DYNAMIC: 'true',
    });
  });

  // istio 1.30.3, pilot/pkg/networking/core/listener_address.go: 127.0.0.6 is whom the application sees
  test('believes the headers of its proxy, and of nobody else', () => {
    expect(values.proxy).toEqual({ enabled: true, mode: 'xforwarded', http: { enabled: true } });
    expect(variables.KC_PROXY_TRUSTED_ADDRESSES).toBe('127.0.0.0/8');
  });

  // https://dev.mysql.com/doc/connector-j/en/connector-j-connp-props-security.html#cj-conn-prop_sslMode
  test('checks that it is RDS that answers', () => {
    expect(variables.KC_DB_URL_PROPERTIES).toContain('sslMode=VERIFY_IDENTITY');
    const [mount] = items(values.extraVolumeMounts) as unknown as { name: string; mountPath: string }[];
    expect(variables.KC_TRUSTSTORE_PATHS).toBe(`${mount?.mountPath}/bundle.pem`);
    expect(items(values.extraVolumes)).toEqual([{ name: mount?.name, configMap: { name: 'rds-ca' } }]);
  });

  test('has name and password of the database and of its first administrator from Secrets', () => {
    const secretOf = (name: string) => (variables[name] as { valueFrom: object }).valueFrom;
    expect(secretOf('KC_DB_USERNAME')).toEqual({ secretKeyRef: { name: 'keycloak-db', key: 'username' } });
    expect(values.database).toMatchObject({ existingSecret: 'keycloak-db', existingSecretKey: 'password' });
    expect(values.database).not.toHaveProperty('password');
    expect(secretOf('KC_BOOTSTRAP_ADMIN_PASSWORD')).toEqual({
      secretKeyRef: { name: 'keycloak-admin', key: 'password' },
    });
  });

  test('takes fifty connections of MySQL at the most', () => {
    expect(Number(variables.KC_DB_POOL_MAX_SIZE) * values.replicas).toBeLessThanOrEqual(50);
  });

  test('has ten minutes for its first start, which changes the schema', () => {
    const { periodSeconds, failureThreshold } = parsed(values.startupProbe);
    expect(periodSeconds * failureThreshold).toBe(600);
  });

  // https://www.keycloak.org/server/caching, "Network Ports", "Running inside a service mesh"
  test('speaks to its other pods past the proxy, and only to those', () => {
    expect(values.podAnnotations).toMatchObject({
      'traffic.sidecar.istio.io/excludeInboundPorts': '7800,57800',
      'traffic.sidecar.istio.io/excludeOutboundPorts': '7800,57800',
    });
    const pods = { match_labels: { 'app.kubernetes.io/name': 'keycloakx', 'app.kubernetes.io/instance': 'keycloak' } };
    const ports = ['7800', '57800'].map((port) => ({ port, protocol: 'TCP' }));
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'keycloak-from-keycloak', namespace: 'auth' },
      spec: { pod_selector: pods, ingress: [{ from: [expect.objectContaining({ pod_selector: pods })], ports }] },
    });
  });

  test('reaches MySQL, and has its port at the Service, as network policies need it', () => {
    expect(values.service).toMatchObject({ httpPort: 8080, httpsPort: 0 });
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'keycloak-to-data-stores' },
      spec: { egress: [expect.objectContaining({ ports: [{ port: '3306', protocol: 'TCP' }] })] },
    });
  });

  test('is asked by Grafana, which may call realms and not the administration', () => {
    const [policy] = objects;
    expect(policy?.spec.rules).toEqual([
      {
        from: [{ source: { principals: ['cluster.local/ns/monitoring/sa/grafana'] } }],
        to: [{ operation: { ports: ['8080'], paths: ['/realms/*'] } }],
      },
    ]);
    expect(() => new AuthorizationPolicy(policy as never).validate()).not.toThrow();
  });

  test('starts one pod after the other, on different nodes, and can lose one', () => {
    expect(values).toMatchObject({
      replicas: 2,
      podManagementPolicy: 'OrderedReady',
      podDisruptionBudget: { maxUnavailable: 1 },
    });
    const [term] = parsed(values.affinity).podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term.topologyKey).toBe('kubernetes.io/hostname');
  });

  test('is refused without a host for its administration', () => {
    expect(() => made({ Auth: 'auth.example' })).toFailWith(
      'indonesia-staging-app-platform/Network: Keycloak needs the public name KeycloakAdmin, and no load balancer of the environment has it; add KeycloakAdmin to the hosts of one under edge.loadBalancers',
    );
  });
});
