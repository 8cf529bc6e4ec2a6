import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { TEST_EDGE, TEST_GIT_SERVER, testEnvironment } from '../fixtures.ts';
import type { EdgeValues, LoadBalancerValues } from './edge-values.ts';

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
      'edge.loadBalancers.web.hosts: expected 1 to 5 hosts, got 0; a listener rule takes no more',
      withWeb({ hosts: {} }),
    ],
    [
      'edge.loadBalancers.web.hosts: expected words in PascalCase, got "app"; they are part of Terraform addresses, as in App',
      withWeb({ hosts: { app: 'app.smile.example' } }),
    ],
    [
      'edge.loadBalancers.web.hosts.App: expected a name one level below smile.example, got "app.uat.smile.example"; Cloudflare\'s certificate covers no deeper one, so write app-uat.smile.example',
      withWeb({ hosts: { App: 'app.uat.smile.example' } }),
    ],
    [
      'edge.loadBalancers.web.hosts.Api: app.smile.example is already at edge.loadBalancers.web.hosts.App; give each name to one',
      withWeb({ hosts: { App: 'app.smile.example', Api: 'app.smile.example' } }),
    ],
    [
      'edge.loadBalancers.git: serves git, but there is no gitServer; remove one or add the other',
      withEdge({ loadBalancers: { git: { ...web, serves: 'git' } } }),
    ],
    [
      "edge.apiGateway: needs a load balancer web that admits cloudflare; add it, or switch it 'off'",
      withEdge({
        loadBalancers: { web: { ...web, admits: 'operators' } },
        apiGateway: { host: 'gateway.smile.example', requestsPerSecond: 10, burst: 20 },
      }),
    ],
    [
      'edge.webAcl.requestsPerClient: expected at least 10, got 5; WAF counts over five minutes',
      withEdge({ webAcl: { requestsPerClient: 5 } }),
    ],
    [
      'edge.webAcl.countries[0]: expected a country code of two capitals, got "Indonesia"; write FR for France',
      withEdge({ webAcl: { requestsPerClient: 2000, countries: ['Indonesia'] } }),
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

  test('a load balancer of the Git server without its names', () => {
    const loadBalancers = { git: { ...web, serves: 'git', hosts: { Git: TEST_GIT_SERVER.host } } } as const;
    const make = () => {
      testEnvironment({ gitServer: TEST_GIT_SERVER, edge: { ...TEST_EDGE, loadBalancers } });
    };
    expect(make).toFailWith(
      'indonesia/staging: edge.loadBalancers.git.hosts: registry.smile.example of gitServer is missing; add it, or nobody reaches it',
    );
  });
});
