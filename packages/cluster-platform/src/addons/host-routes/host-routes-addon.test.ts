import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { platformStackFor, TEST_PLACE, TEST_PLATFORM, type TestPlatform } from '../../fixtures.ts';
import type { Destination } from '../../routes/destination.ts';
import type { Addon } from '../addon.ts';
import { TEST_OPERATORS, TEST_WEB } from '../gateway/fixtures.ts';
import { hostRoutesAddon } from './host-routes-addon.ts';

const DASHBOARDS: Destination = {
  namespace: 'monitoring',
  service: 'grafana',
  port: 3000,
  podLabels: { 'app.kubernetes.io/name': 'grafana' },
  serviceAccount: 'grafana',
  transport: 'mesh',
};
const GRAFANA: Addon = {
  id: 'Grafana',
  namespace: 'monitoring',
  provides: ['dashboards'],
  runsOn: [TEST_PLACE],
  serves: { Grafana: [DASHBOARDS] },
};

function made(addons: readonly Addon[], platform: TestPlatform = {}): Addon {
  const found: Addon[] = [];
  platformStackFor((_, context) => {
    found.push(hostRoutesAddon(context, [TEST_WEB, TEST_OPERATORS], addons));
  }, platform);
  const [addon] = found;
  if (addon === undefined) throw new Error('no add-on was made');
  return addon;
}

const routeOf = (addon: Addon, name: string) =>
  JSON.stringify(addon.objects?.objects.find((one) => one.kind === 'VirtualService' && one.metadata.name === name));

test('a host leads to the add-on that serves it, once that is there', () => {
  const addon = made([GRAFANA]);
  expect(routeOf(addon, 'grafana')).toContain('grafana.monitoring.svc.cluster.local');
  expect(addon.requires).toEqual(['gateways', 'dashboards']);
  expect(routeOf(made([]), 'grafana')).toContain('"status":503');
});

const SERVICE = {
  image: `1.0.0@sha256:${'0'.repeat(64)}`,
  port: 8080,
  health: { ready: '/ready', live: '/live' },
  copies: { least: 1, most: 1 },
  cpu: '100m',
  memory: '128Mi',
};

test('hosts of SMILE lead to services that have values, the API by the paths of each', () => {
  const services = {
    'frontend-web': SERVICE,
    'backend-core': { ...SERVICE, apiPaths: ['/core/'] },
    'backend-main': SERVICE,
  };
  const addon = made([], { values: { ...TEST_PLATFORM, services } });
  expect(routeOf(addon, 'app')).toContain('frontend-web.smile.svc.cluster.local');
  expect(routeOf(addon, 'api')).toContain('backend-core.smile.svc.cluster.local');
  expect(routeOf(addon, 'api')).not.toContain('backend-main.smile.svc.cluster.local');
});

test('a host that two add-ons serve is refused', () => {
  expect(() => made([GRAFANA, { ...GRAFANA, id: 'OtherGrafana' }])).toFailWith(
    'indonesia-staging-app-platform/Network: add-on OtherGrafana: Grafana serves Grafana already; let one of them serve it',
  );
});
