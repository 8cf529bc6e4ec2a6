import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { DestinationRule } from '@kubernetes-models/istio/networking.istio.io/v1/DestinationRule';
import { VirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import { AuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { TEST_OPERATORS, TEST_WEB } from '../addons/gateway/fixtures.ts';
import { platformStackFor, type TestPlatform } from '../fixtures.ts';
import type { CustomResource } from '../objects/custom-resource.ts';
import type { Destination, Destinations } from './destination.ts';
import type { Entrance } from './entrance.ts';
import { hostRoutes } from './host-routes.ts';

const KEYCLOAK: Destination = {
  namespace: 'auth',
  service: 'keycloak',
  port: 8080,
  podLabels: { 'app.kubernetes.io/name': 'keycloakx' },
  serviceAccount: 'keycloak',
  transport: 'mesh',
};
const JAEGER: Destination = {
  namespace: 'monitoring',
  service: 'jaeger',
  port: 16_686,
  podLabels: { 'app.kubernetes.io/name': 'jaeger' },
  transport: 'cluster-tls',
};

function routed(
  entrances: readonly Entrance[],
  destinations: Destinations,
  { hasConsoleSignIn = true, ...platform }: TestPlatform & { hasConsoleSignIn?: boolean } = {},
) {
  let objects: readonly CustomResource[] = [];
  const stack = platformStackFor((_, context) => {
    objects = hostRoutes(context, { entrances, destinations, hasConsoleSignIn });
  }, platform);
  const named = (kind: CustomResource['kind'], name: string) =>
    objects.find((one) => one.kind === kind && one.metadata.name === name);
  return { stack, objects, named };
}

/** What Envoy does with a path: the first route that matches. https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute */
function answerAt(object: CustomResource | undefined, path: string): string {
  if (object?.kind !== 'VirtualService') return 'no route';
  for (const { match, directResponse, route } of object.spec.http ?? []) {
    const fits =
      match === undefined || match.some(({ uri }) => path.startsWith(JSON.parse(JSON.stringify(uri)).prefix));
    if (fits) return directResponse === undefined ? `${route?.[0]?.destination.host}` : String(directResponse.status);
  }
  return '404';
}

describe('the route of a host (TRF-EXT)', () => {
  const { named, objects, stack } = routed([TEST_WEB, TEST_OPERATORS], { Auth: [KEYCLOAK], KeycloakAdmin: [KEYCLOAK] });

  test('leads from the gateway of its load balancer, and from no other', () => {
    expect(named('VirtualService', 'auth')).toMatchObject({
      metadata: { namespace: 'istio-ingress' },
      spec: { hosts: ['auth.smile.example'], gateways: ['istio-ingress/gateway-web'] },
    });
    expect(named('VirtualService', 'keycloak-admin')).toMatchObject({
      spec: { hosts: ['auth-admin.smile.example'], gateways: ['istio-ingress/gateway-platform'] },
    });
  });

  // https://www.keycloak.org/server/reverseproxy#_exposed_path_recommendations
  test.each([
    ['/realms/smile/protocol/openid-connect/auth', 'keycloak.auth.svc.cluster.local'],
    ['/resources/abc/login/style.css', 'keycloak.auth.svc.cluster.local'],
    ['/.well-known/openid-configuration', 'keycloak.auth.svc.cluster.local'],
    ['/admin/master/console/', '404'],
    ['/metrics', '404'],
    ['/health', '404'],
    ['/', '404'],
  ])('of sign-in: %s is answered by %s', (path, answer) => {
    expect(answerAt(named('VirtualService', 'auth'), path)).toBe(answer);
  });

  test("Keycloak's administration is behind the host of operators alone", () => {
    expect(answerAt(named('VirtualService', 'keycloak-admin'), '/admin/master/console/')).toBe(
      'keycloak.auth.svc.cluster.local',
    );
    expect(answerAt(named('VirtualService', 'keycloak-admin'), '/metrics')).toBe('404');
  });

  test('whoever calls past the route is refused by path in the mesh as well', () => {
    expect(named('AuthorizationPolicy', 'keycloak-from-gateway-web')).toMatchObject({
      metadata: { namespace: 'auth' },
      spec: {
        action: 'ALLOW',
        selector: { matchLabels: { 'app.kubernetes.io/name': 'keycloakx' } },
        rules: [
          {
            from: [{ source: { principals: ['cluster.local/ns/istio-ingress/sa/gateway-web'] } }],
            to: [{ operation: { ports: ['8080'], paths: ['/realms/*', '/resources/*', '/.well-known/*'] } }],
          },
        ],
      },
    });
  });

  test('opens the network at both ends, at the port of the container', () => {
    for (const [name, namespace] of [
      ['keycloak-from-gateway-web', 'auth'],
      ['gateway-web-to-keycloak', 'istio-ingress'],
    ]) {
      expect(stack).toHaveResource(NetworkPolicyV1, { metadata: { name, namespace } });
    }
  });

  test('without a destination says so with 503, at every path', () => {
    expect(answerAt(named('VirtualService', 'grafana'), '/')).toBe('503');
    expect(answerAt(named('VirtualService', 'app'), '/anything')).toBe('503');
    expect(JSON.stringify(named('VirtualService', 'grafana'))).toContain('Grafana is not deployed here yet.');
  });

  // kubernetes-models, from the CRDs of Istio 1.29
  test('writes objects that their kinds take', () => {
    const { objects: all } = routed([TEST_OPERATORS], { Jaeger: [JAEGER], KeycloakAdmin: [KEYCLOAK] });
    const checks = { VirtualService, AuthorizationPolicy, DestinationRule };
    expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(Object.keys(checks)));
    for (const object of [...all, ...objects]) {
      const Model = checks[object.kind as keyof typeof checks];
      expect(() => new Model(object as never).validate()).not.toThrow();
    }
  });
});

test("a host shares out its paths, and what nobody serves isn't found", () => {
  const service = (name: string, paths: readonly string[]): Destination => ({
    ...KEYCLOAK,
    namespace: 'smile',
    service: name,
    serviceAccount: name,
    podLabels: { 'app.kubernetes.io/name': name },
    paths,
  });
  const { named } = routed([TEST_WEB], {
    Api: [service('core', ['/core/']), service('main', ['/stock/', '/orders/'])],
  });
  const api = named('VirtualService', 'api');
  expect(answerAt(api, '/core/items')).toBe('core.smile.svc.cluster.local');
  expect(answerAt(api, '/orders/1')).toBe('main.smile.svc.cluster.local');
  expect(answerAt(api, '/metrics')).toBe('404');
  expect(answerAt(api, '/elsewhere')).toBe('404');
});

describe('a console without a login of its own', () => {
  test('is opened only to whom oauth2-proxy lets in, without an answer to nobody', () => {
    const { named } = routed([TEST_OPERATORS], { Jaeger: [JAEGER] });
    expect(named('AuthorizationPolicy', 'gateway-platform-console-sign-in')).toMatchObject({
      metadata: { namespace: 'istio-ingress' },
      spec: {
        action: 'CUSTOM',
        provider: { name: 'console-sign-in' },
        selector: { matchLabels: { istio: 'gateway-platform' } },
        rules: [{ to: [{ operation: { hosts: ['jaeger.smile.example', 'jaeger.smile.example:*'] } }] }],
      },
    });
    expect(named('AuthorizationPolicy', 'oauth2-proxy-from-gateway-platform')).toMatchObject({
      metadata: { namespace: 'auth' },
    });
  });

  test('is refused where there is no oauth2-proxy', () => {
    expect(() => routed([TEST_OPERATORS], { Jaeger: [JAEGER] }, { hasConsoleSignIn: false })).toFailWith(
      'indonesia-staging-app-platform/Network: edge.loadBalancers.platform.hosts.Jaeger: Jaeger asks nobody who they are, and no add-on provides console-sign-in; install oauth2-proxy, or leave Jaeger without a destination',
    );
  });

  // https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
  test('outside the mesh is called under TLS, with its name and the authority checked', () => {
    const { named } = routed([TEST_OPERATORS], { Jaeger: [JAEGER] });
    expect(named('DestinationRule', 'jaeger-of-gateway-platform')).toMatchObject({
      metadata: { namespace: 'istio-ingress' },
      spec: {
        host: 'jaeger.monitoring.svc.cluster.local',
        trafficPolicy: {
          tls: {
            mode: 'SIMPLE',
            credentialName: 'gateway-platform',
            sni: 'jaeger.monitoring.svc.cluster.local',
            subjectAltNames: ['jaeger.monitoring.svc.cluster.local'],
          },
        },
      },
    });
  });
});

describe('refuses', () => {
  const at = 'indonesia-staging-app-platform/Network: edge.loadBalancers.web.hosts';

  test('a host that nothing in a cluster answers for', () => {
    const hosts = { ...TEST_WEB.hosts, Git: 'git.smile.example' };
    expect(() => routed([{ ...TEST_WEB, hosts }], {})).toFailWith(
      `${at}.Git: nothing in a cluster answers for git.smile.example; add Git to the table of hosts (packages/cluster-platform/src/routes/host-table.ts), or serve it from another load balancer`,
    );
  });

  test("a host of the data cluster on a load balancer of the application's", () => {
    const hosts = { ClickHouse: 'clickhouse.smile.example' };
    expect(() => routed([{ ...TEST_WEB, hosts }], {})).toFailWith(
      `${at}.ClickHouse: ClickHouse runs in the data cluster, but the load balancer serves the application cluster; put it on one that serves the data cluster`,
    );
  });

  test('pods of the mesh whose identity is not said', () => {
    const { serviceAccount, ...nobody } = KEYCLOAK;
    expect(serviceAccount).toBe('keycloak');
    expect(() => routed([TEST_WEB], { Auth: [nobody] })).toFailWith(
      `${at}.Auth: Sign-in is in the mesh, but the service account of keycloak is not said; add serviceAccount`,
    );
  });

  test('a path that the host keeps closed', () => {
    expect(() => routed([TEST_WEB], { Auth: [{ ...KEYCLOAK, paths: ['/admin/'] }] })).toFailWith(
      `${at}.Auth: keycloak serves /admin/, which the host does not let through; take it out, or correct the table of hosts`,
    );
  });

  // docs/adr/0045-consoles-of-the-data-cluster.md
  test('a console that is closed, and that somebody serves', () => {
    const data: Entrance = { ...TEST_OPERATORS, hosts: { RisingWave: 'risingwave.smile.example' } };
    const { named } = routed([data], {}, { role: 'data' });
    expect(named('VirtualService', 'rising-wave')).toMatchObject({
      spec: {
        http: [
          {
            directResponse: {
              status: 503,
              body: { string: 'The console of RisingWave has no TLS. smile connect risingwave shows the way in.\n' },
            },
          },
        ],
      },
    });
    expect(() => routed([data], { RisingWave: [JAEGER] }, { role: 'data' })).toFailWith(
      'indonesia-staging-app-platform/Network: edge.loadBalancers.platform.hosts.RisingWave: RisingWave is closed in the table of hosts, and an add-on serves it; open it there, or leave serves out',
    );
  });
});
