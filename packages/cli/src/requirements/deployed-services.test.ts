import type { Environment, ServiceValues } from '@smile/core';
import { changedInventory, type Synthesized, synthesizedStacks } from '@smile/estate/fixtures';
import { SECOND_COUNTRY } from '@smile/estate/second-country';
import { checkRequirements } from '@smile/requirements';
import { expect, test } from 'vitest';

const SERVICE: ServiceValues = {
  image: `1.4.2@sha256:${'0123456789abcdef'.repeat(4)}`,
  port: 8080,
  health: { ready: '/health/ready', live: '/health/live' },
  copies: { least: 2, most: 4 },
  cpu: '250m',
  memory: '512Mi',
};
const [environment] = SECOND_COUNTRY.environments;
const texts = synthesizedStacks(
  withServices({ 'frontend-web': SERVICE, 'backend-core': { ...SERVICE, apiPaths: ['/core/'] }, 'wms-bff': SERVICE }),
);

function withServices(services: Readonly<Record<string, ServiceValues>>): Environment {
  const { platform } = environment;
  if (platform === undefined) throw new Error('the second country has a platform');
  return { ...environment, platform: { ...platform, services } };
}

function judged(change: (stacks: Synthesized) => void) {
  const inventory = changedInventory(texts, change);
  return checkRequirements(inventory, { environments: [environment], ids: ['K8S-ISTIO', 'TRF-EXT', 'TRF-INT'] });
}

// The requirements' own words: Cloudflare → Route 53 → load balancer → EKS (through Istio), and mutual TLS between services.
test('a service that is deployed is reached from its public host, hop by hop, down to its pods', () => {
  const found = judged(() => undefined);
  expect(found.flatMap(({ problems }) => problems)).toEqual([]);
  expect(found.map(({ id, status }) => [id, status])).toEqual([
    ['K8S-ISTIO', 'met'],
    ['TRF-EXT', 'met'],
    ['TRF-INT', 'met'],
  ]);
  const evidence = found.flatMap((one) => one.evidence.map(({ expected, found: seen }) => `${expected}: ${seen}`));
  expect(evidence).toContain('a Service smile/backend-core: backend-core');
  expect(evidence).toContain('pods behind frontend-web: frontend-web');
  expect(evidence).toContain('a safe way from the gateway to wms/wms-bff: there');
  expect(evidence).toContain('a secure path from istio-ingress to smile at 8080: mutual TLS');
  expect(evidence).toContain('an answer for wms.atlantis.example: 503: not deployed');
});

/** Changes the text of the routes' release. */
const inRoutes = (find: string | RegExp, write: string) => (stacks: Synthesized) => {
  for (const [name, body] of stacks.resources('helm_release')) {
    if (!name.includes('HostRoutes')) continue;
    const [text = ''] = body.values as string[];
    body.values = [text.replaceAll(find, write)];
  }
};

test.each<[string, (stacks: Synthesized) => void, string]>([
  [
    'the Service of a host',
    (stacks) => stacks.remove('kubernetes_service_v1', idOf(stacks, 'kubernetes_service_v1', 'BackendCore')),
    'a Service smile/backend-core',
  ],
  [
    'the pods of a Service',
    (stacks) => stacks.remove('kubernetes_deployment_v1', idOf(stacks, 'kubernetes_deployment_v1', 'FrontendWeb')),
    'pods behind frontend-web',
  ],
  [
    'the identity of the gateway',
    inRoutes('cluster.local/ns/istio-ingress/sa/gateway-web', 'cluster.local/ns/istio-ingress/sa/gateway-wms'),
    'a safe way from the gateway to smile/frontend-web',
  ],
  ['a port of the Service', inRoutes('"number":8080', '"number":80'), 'port 80, which is that of the container'],
])('without %s it is not met', (_, change, expected) => {
  expect(
    judged(change)
      .flatMap(({ problems }) => problems)
      .join('\n'),
  ).toContain(`expected ${expected}`);
});

function idOf(stacks: Synthesized, type: string, word: string): string {
  const found = stacks.resources(type).find(([name]) => name.includes(word));
  if (found === undefined) throw new Error(`there is no ${type} of ${word}`);
  return found[0];
}
