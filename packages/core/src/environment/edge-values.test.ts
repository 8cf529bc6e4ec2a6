import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { TEST_EDGE, TEST_GIT_SERVER, testEnvironment } from '../fixtures.ts';
import type { EdgeValues, LoadBalancerValues } from './edge-values.ts';
import { HOST_WORDS } from './host-words.ts';

const withEdge = (values: object) => () => {
  testEnvironment({ edge: { ...TEST_EDGE, ...values } as EdgeValues });
};
const withWeb = (values: object) => withEdge({ loadBalancers: { web: { ...web, ...values } } });

const web: LoadBalancerValues = { admits: 'cloudflare', serves: 'application', hosts: { App: 'app.smile.example' } };
const { zone: _, ...cloudflare } = TEST_EDGE.cloudflare;

test('an environment needs no edge, and takes one as it is', () => {
  expect(testEnvironment().edge).toBeUndefined();
  expect(testEnvironment({ edge: TEST_EDGE }).edge).toEqual(TEST_EDGE);
});

describe('refuses', () => {
  test.each<[string, () => void]>([
    [
      'edge.cloudflare.zoneId: expected 32 hexadecimal digits, got "smile.example"; copy them from the zone\'s overview page at Cloudflare',
      withEdge({ cloudflare: { ...TEST_EDGE.cloudflare, zoneId: 'smile.example' } }),
    ],
    [
      'edge.cloudflare.zone: expected values, got nothing; the owner of the zone says how it serves all hosts',
      withEdge({ cloudflare }),
    ],
    [
      'edge.cloudflare.zone: only the owner of the zone has it; remove it, or set ownsZone',
      withEdge({ cloudflare: { ...TEST_EDGE.cloudflare, ownsZone: false } }),
    ],
    [
      'edge.originDomain: expected a domain below smile.example, got "origin.other.example"; smile.example delegates it, as in origin-prd.smile.example',
      withEdge({ originDomain: 'origin.other.example' }),
    ],
    [
      'edge.originPull.certificateId: expected the id of an uploaded certificate, got "ours"; upload it as docs/runbooks/origin-pull-certificate.md says',
      withEdge({ originPull: { ...TEST_EDGE.originPull, certificateId: 'ours' } }),
    ],
    [
      'edge.loadBalancers.web.admits: expected one of cloudflare, operators, got "everybody"; nobody else is let in',
      withWeb({ admits: 'everybody' }),
    ],
    [
      'edge.loadBalancers.web.hosts: expected 1 to 10 hosts, got 0; a certificate holds no more',
      withWeb({ hosts: {} }),
    ],
    [
      'edge.loadBalancers.web.hosts: expected words in PascalCase, got "app"; they are part of Terraform addresses, as in App',
      withWeb({ hosts: { app: 'app.smile.example' } }),
    ],
    [
      'edge.loadBalancers.web.hosts.App: expected a name one level below smile.example, got "app.uat.smile.example"; Cloudflare\'s certificate covers no deeper one, so write app.smile.example',
      withWeb({ hosts: { App: 'app.uat.smile.example' } }),
    ],
    [
      'edge.loadBalancers.wms.hosts.App: app.smile.example is already at edge.loadBalancers.web.hosts.App; give each name to one',
      withEdge({ loadBalancers: { web, wms: web } }),
    ],
    [
      'edge.loadBalancers.git: serves git, but there is no gitServer; remove one or add the other',
      withEdge({ loadBalancers: { git: { ...web, serves: 'git' } } }),
    ],
    [
      "edge.apiGateway: needs a load balancer web that admits cloudflare; add it, or switch it 'off'",
      withEdge({
        loadBalancers: { wms: web },
        apiGateway: { host: 'gateway.smile.example', requestsPerSecond: 10, burst: 20 },
      }),
    ],
    [
      'edge.webAcls.visitors.requestsPerClient: expected at least 10, got 5; WAF counts over five minutes',
      withEdge({ webAcls: { ...TEST_EDGE.webAcls, visitors: { requestsPerClient: 5 } } }),
    ],
    [
      'edge.webAcls.visitors.countries[0]: expected a country code of two capitals, got "Indonesia"; write FR for France',
      withEdge({
        webAcls: { ...TEST_EDGE.webAcls, visitors: { requestsPerClient: 2000, countries: ['Indonesia'] } },
      }),
    ],
    [
      'edge.webAcls.operators: expected values, got nothing; consoles have limits of their own',
      withEdge({ webAcls: { visitors: { requestsPerClient: 2000 } } }),
    ],
    [
      'edge.webAcls.visitors.signInsPerClient: expected a number, got nothing; passwords are tried where Auth is',
      withWeb({ hosts: { Auth: 'auth.smile.example' } }),
    ],
    [
      'edge.cloudflare.plan: expected one of free, pro, business, enterprise, got "team"; the overview page of the zone shows its plan',
      withEdge({ cloudflare: { ...TEST_EDGE.cloudflare, plan: 'team' } }),
    ],
    [
      'edge.cloudflare.zone.frontendHosts[0]: expected a name below smile.example, got "app.other.example"; rules of a zone see its own hosts only',
      withEdge({ cloudflare: { ...TEST_EDGE.cloudflare, zone: { frontendHosts: ['app.other.example'] } } }),
    ],
    [
      'edge.codeHosts: app.smile.example shares its web ACL with api.smile.example, which would lose their inspection; serve it from an environment of its own',
      withEdge({ codeHosts: [{ host: 'app.smile.example', because: 'a test' }] }),
    ],
  ])('%s', (message, make) => {
    expect(make).toFailWith(`indonesia/staging: ${message}`);
  });

  test('a name that leads to no load balancer of ours, which would be a new one', () => {
    expect(withEdge({ loadBalancers: { intranet: web } })).toFailWith(
      'indonesia/staging: edge.loadBalancers.intranet: unknown setting; remove it or correct its spelling',
    );
  });

  test('a private key, without repeating it', () => {
    const authorities = `${TEST_EDGE.originPull.authorities}-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n`;
    expect(withEdge({ originPull: { ...TEST_EDGE.originPull, authorities } })).toFailWith(
      'indonesia/staging: edge.originPull.authorities: expected certificates as PEM and nothing else; paste the authority, never a key',
    );
  });

  test('a load balancer of the Git server without its names, and asks for the registry only where there is one', () => {
    const loadBalancers = { git: { ...web, serves: 'git', hosts: { Git: TEST_GIT_SERVER.host } } } as const;
    const make = () => {
      testEnvironment({ gitServer: TEST_GIT_SERVER, edge: { ...TEST_EDGE, loadBalancers } });
    };
    const { registryHost: _registry, ...gitServer } = TEST_GIT_SERVER;
    expect(() => testEnvironment({ gitServer, edge: { ...TEST_EDGE, loadBalancers } })).not.toThrow();
    expect(make).toFailWith(
      'indonesia/staging: edge.loadBalancers.git.hosts: registry.smile.example of gitServer is missing; add it, or nobody reaches it',
    );
  });
});

describe('a host is for whom the list of hosts says (APP-ALB)', () => {
  const at = 'indonesia/staging: edge.loadBalancers.web.hosts';

  test.each(['Jenkins', 'Grafana', 'Jaeger', 'KeycloakAdmin', 'ClickHouse', 'RisingWave', 'Pentaho'] as const)(
    '%s is for operators',
    (word) => {
      const name = `${HOST_WORDS[word].label}.smile.example`;
      expect(withWeb({ hosts: { [word]: name } })).toFailWith(
        `${at}.${word}: ${word} is for operators, but cloudflare is let in; put it on a load balancer that admits operators`,
      );
    },
  );

  test('the sign-in of people is for visitors', () => {
    const platform = { admits: 'operators', serves: 'application', hosts: { Auth: 'auth.smile.example' } } as const;
    const webAcls = { ...TEST_EDGE.webAcls, visitors: { requestsPerClient: 2000, signInsPerClient: 100 } };
    expect(withEdge({ loadBalancers: { web, platform }, webAcls })).toFailWith(
      'indonesia/staging: edge.loadBalancers.platform.hosts.Auth: Auth is for visitors, but only operators are let in; put it on a load balancer that admits cloudflare',
    );
  });

  test('a word that nobody knows has no audience', () => {
    expect(withWeb({ hosts: { Prometheus: 'prometheus.smile.example' } })).toFailWith(
      `${at}.Prometheus: nobody knows whom "Prometheus" is for; add it with its audience to host-words.ts`,
    );
  });

  test('a console under the name of something public is still a console to every rule that sees names only', () => {
    expect(withWeb({ hosts: { App: 'jenkins.smile.example' } })).toFailWith(
      `${at}.App: expected a name that begins with app., got "jenkins.smile.example"; rules know it by that`,
    );
  });
});

describe('the issuer of tokens that the API gateway reads over the internet', () => {
  // API Gateway fetches the discovery document while CreateAuthorizer runs: github.com/haandol/cognito-kakao-example/issues/1
  const withIssuer = (issuer: string, hosts: object = { App: 'app.smile.example' }) =>
    withEdge({
      loadBalancers: {
        web: { ...web, hosts },
        platform: { admits: 'operators', serves: 'application', hosts: { KeycloakAdmin: 'auth-admin.smile.example' } },
      },
      webAcls: { ...TEST_EDGE.webAcls, visitors: { requestsPerClient: 2000, signInsPerClient: 100 } },
      apiGateway: {
        host: 'gateway.smile.example',
        requestsPerSecond: 10,
        burst: 20,
        jwt: { issuer, audiences: ['smile-api'] },
      },
    });

  test('is a host of visitors, or of somebody else', () => {
    expect(withIssuer('https://auth.smile.example/realms/smile', { Auth: 'auth.smile.example' })).not.toThrow();
    expect(withIssuer('https://login.ministry.example/realms/smile')).not.toThrow();
  });

  test.each([
    ['auth-admin.smile.example', 'edge.loadBalancers.platform.hosts.KeycloakAdmin lets in operators only'],
    ['auth.smile.example', 'no load balancer serves it'],
  ])('is not %s, since %s', (host, why) => {
    expect(withIssuer(`https://${host}/realms/smile`)).toFailWith(
      `indonesia/staging: edge.apiGateway.jwt.issuer: API Gateway must read ${host} over the internet, but ${why}; name a host of a load balancer that admits cloudflare`,
    );
  });
});
