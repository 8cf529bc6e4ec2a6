import { VirtualService } from '@kubernetes-models/istio/networking.istio.io/v1/VirtualService';
import { type Environment, PREVIEW_SLOTS, type ServiceValues } from '@smile/core';
import { TEST_EDGE, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { Service } from 'kubernetes-models/v1/Service';
import { describe, expect, test } from 'vitest';
import { TEST_PLATFORM } from '../fixtures.ts';
import { type Preview, type PreviewGround, previewProblems, previewUrls } from './preview.ts';
import { previewUsdPerDay } from './preview-cost.ts';
import { previewRequests } from './preview-requests.ts';
import { previewRoutes, previewServiceObjects } from './preview-services.ts';
import { previewSettings } from './preview-settings.ts';
import { previewStores } from './preview-stores.ts';

const DIGEST = `sha256:${'0'.repeat(64)}`;
const service = (port: number, more: Partial<ServiceValues> = {}): ServiceValues => ({
  image: `1.0.0@${DIGEST}`,
  port,
  health: { ready: '/ready', live: '/live' },
  copies: { least: 2, most: 6 },
  cpu: '500m',
  memory: '1Gi',
  ...more,
});
const SERVICES = {
  'frontend-web': service(3000),
  'backend-core': service(8080, { apiPaths: ['/core/'] }),
  'wms-bff': service(8082),
};
const NODES = {
  kind: 'scaling',
  instanceType: 'm6g.xlarge',
  nodes: { min: 0, start: 0, max: 6 },
  volume: '100 GiB',
  podsPerNode: 58,
  openTo: 'own-pods',
  spread: { acrossZonesBecause: 'a preview keeps nothing' },
  securityGroup: 'own-in-the-mesh',
} as const;
const PREVIEWS = {
  slot: { cpu: '4', memory: '8Gi', pods: 20 },
  lasts: '7 days',
  longest: '30 days',
  seeds: { 'backend-core': ['npm', 'run', 'seed'] },
} as const;

/** The ground of previews, whatever the test's environment is called. */
function ground(services: Readonly<Record<string, ServiceValues>> = SERVICES): PreviewGround {
  const base = testEnvironment({ edge: TEST_EDGE });
  const environment = {
    ...base,
    platform: { ...TEST_PLATFORM, services, previews: PREVIEWS },
    clusters: { layout: 'shared', shared: { groups: { preview: NODES }, components: { previews: 'preview' } } },
  } as unknown as Environment;
  return { environment, values: PREVIEWS, domain: 'smile-dev.example', services };
}

const PREVIEW: Preview = {
  slot: 'preview-2',
  project: 'smile/backend-core',
  branch: 'cold-chain',
  commit: 'a'.repeat(40),
  owner: 'ani@smile.example',
  images: { 'backend-core': `1.1.0@sha256:${'1'.repeat(64)}` },
  created: '2026-12-01T08:00:00.000Z',
  expires: '2026-12-08T08:00:00.000Z',
};

const objects = [
  ...previewStores(ground(), PREVIEW),
  ...previewServiceObjects(ground(), PREVIEW),
  ...previewRoutes(ground(), PREVIEW),
];
/** Objects as a chart gets them, as far as tests look at them. */
interface Rendered {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: {
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly automountServiceAccountToken: boolean;
        readonly nodeSelector: object;
        readonly tolerations: readonly object[];
        readonly securityContext: object;
        readonly volumes: readonly object[];
        readonly initContainers?: readonly Container[];
        readonly containers: readonly Container[];
      };
    };
    readonly hosts: readonly string[];
    readonly gateways: readonly string[];
    readonly exportTo: readonly string[];
  };
}
interface Container {
  readonly name: string;
  readonly image: string;
  readonly command?: readonly string[];
  readonly envFrom?: readonly object[];
  readonly env?: readonly object[];
  readonly securityContext: object;
  readonly resources: { readonly requests: object };
}
const rendered = JSON.parse(JSON.stringify(objects)) as readonly Rendered[];
const withPods = rendered.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
const named = (kind: string, name: string) =>
  rendered.find((one) => one.kind === kind && one.metadata.name.startsWith(name));

describe('everything of a preview', () => {
  test('is in its slot, and of kinds as Kubernetes and Istio have them', () => {
    const checks = { Deployment, Service, Job, VirtualService };
    expect(new Set(objects.map(({ kind }) => kind))).toEqual(new Set(Object.keys(checks)));
    for (const object of objects) {
      expect(object.metadata.namespace).toBe('preview-2');
      const Model = checks[object.kind as keyof typeof checks];
      expect(() => new Model(object as never).validate()).not.toThrow();
    }
  });

  // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
  test('runs restricted, without a token, on nodes of previews, and keeps nothing', () => {
    expect(withPods.length).toBe(7);
    for (const { spec } of withPods) {
      const { template } = spec;
      expect(template.metadata.labels).toMatchObject({ 'smile/part-of': 'preview' });
      expect(template.spec).toMatchObject({
        serviceAccountName: 'preview',
        automountServiceAccountToken: false,
        nodeSelector: { 'smile/role': 'preview' },
        tolerations: [{ key: 'smile/role', value: 'preview' }],
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      for (const volume of template.spec.volumes) expect(Object.keys(volume).sort()).toEqual(['emptyDir', 'name']);
      for (const container of [...(template.spec.initContainers ?? []), ...template.spec.containers]) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources.requests).toHaveProperty('memory');
      }
    }
  });

  test('has no secret in its text, and reads only those that the slot makes up', () => {
    const text = JSON.stringify(rendered);
    const read = [...text.matchAll(/"secretKeyRef":\{"name":"([^"]+)"|"secretRef":\{"name":"([^"]+)"/g)];
    expect(new Set(read.map(([, one, other]) => one ?? other))).toEqual(new Set(['mysql', 'rabbitmq', 'redis']));
    expect(text).not.toMatch(/"stringData"|"kind":"Secret"/);
  });
});

describe('services', () => {
  test('run the image of the branch, or that of the environment, from its registry', () => {
    const image = (name: string) => named('Deployment', name)?.spec.template.spec.containers[0]?.image;
    expect(image('backend-core')).toMatch(/\/smile-uat-backend-core:1\.1\.0@sha256:1{64}$/);
    expect(image('frontend-web')).toMatch(/\/smile-uat-frontend-web:1\.0\.0@sha256:0{64}$/);
  });

  test('are routed by a host for each word, from the gateway of visitors, and seen by no other', () => {
    const routes = rendered
      .filter(({ kind }) => kind === 'VirtualService')
      .map(({ metadata, spec }) => [metadata.name, spec.hosts, spec.exportTo, spec.gateways]);
    expect(routes.map(([name, hosts]) => [name, String(hosts).replace(/-[0-9a-f]{6}\./, '-######.')])).toEqual([
      ['app', 'app-cold-chain-######.smile-dev.example'],
      ['api', 'api-cold-chain-######.smile-dev.example'],
      ['wms-api', 'wms-api-cold-chain-######.smile-dev.example'],
    ]);
    for (const [, , exportTo, gateways] of routes)
      expect([exportTo, gateways]).toEqual([['istio-ingress'], ['istio-ingress/gateway-web']]);
  });
});

describe('the seed', () => {
  const job = (more: Partial<Preview> = {}) =>
    JSON.parse(
      JSON.stringify(previewStores(ground(), { ...PREVIEW, ...more }).find(({ kind }) => kind === 'Job')),
    ) as Rendered;

  test('makes the schemas, then runs what the service has, with the image of the branch', () => {
    const { initContainers = [], containers } = job().spec.template.spec;
    expect(initContainers.map(({ name }) => name)).toEqual(['schemas']);
    expect(containers).toMatchObject([
      {
        name: 'seed-backend-core',
        command: ['npm', 'run', 'seed'],
        image: expect.stringContaining('backend-core:1.1.0@'),
      },
    ]);
  });

  test('runs again for a new image of that service, and for nothing else', () => {
    const image = (letter: string) => `2@sha256:${letter.repeat(64)}`;
    const name = job().metadata.name;
    expect(job({ images: { 'backend-core': image('2') } }).metadata.name).not.toBe(name);
    expect(job({ images: { ...PREVIEW.images, 'wms-bff': image('2') } }).metadata.name).toBe(name);
    expect(job({ commit: 'b'.repeat(40), expires: '2027-01-01T00:00:00.000Z' }).metadata.name).toBe(name);
  });
});

describe('settings', () => {
  const changed = (settings: Record<string, string>) => previewSettings(ground(), PREVIEW, 'backend-core', settings);
  const { environment } = ground();
  const domain = environment.network.privateDomain;
  const app = TEST_EDGE.loadBalancers.web?.hosts.App ?? '';

  test('lead to the preview where they led to the environment', () => {
    const result = changed({
      APP: `https://${app}/a`,
      CALLS: 'http://backend-main.smile.svc.cluster.local:8081',
      SIGN_IN: 'https://auth.example/realms/smile/protocol',
      MYSQL: `mysql.${domain}:3306`,
      REDIS: `redis.${domain}`,
    });
    expect(result.APP).toMatch(/^https:\/\/app-cold-chain-[0-9a-f]{6}\.smile-dev\.example\/a$/);
    expect(result).toMatchObject({
      CALLS: 'http://backend-main.preview-2.svc.cluster.local:8081',
      SIGN_IN: 'https://auth.example/realms/preview/protocol',
      MYSQL: 'mysql:3306',
      REDIS: 'redis',
    });
  });

  test.each([
    ['a host whose end is the same', `https://my.${app}`],
    ['a host that goes on', `https://${app}.org`],
    ['a realm that only begins alike', 'https://auth.example/realms/smile-staff'],
    ['words', 'smile'],
  ])('leave %s alone', (_, value) => {
    expect(changed({ SETTING: value })).toEqual({ SETTING: value });
  });

  test('are refused where they name a store of the environment by its address in AWS', () => {
    const names = [
      'smile-dev-mysql-main.abc123.ap-southeast-3.rds.amazonaws.com',
      'master.smile-dev.abc123.apse3.cache.amazonaws.com',
      'b-1234.mq.ap-southeast-3.on.aws',
      'b-1234.mq.ap-southeast-3.amazonaws.com',
    ];
    for (const host of names) {
      expect(() => changed({ HOST: `mysql://${host}:3306` })).toFailWith(
        `indonesia/staging preview-2: platform.services.backend-core.settings.HOST names a store of the environment, which no preview reaches; name it by its name in ${domain}, which becomes the preview's own`,
      );
    }
  });
});

describe('a wish', () => {
  test('that is right has no problem', () => {
    expect(previewProblems(ground(), PREVIEW)).toEqual([]);
  });

  test('that is wrong is told everything at once', () => {
    const wish = {
      ...PREVIEW,
      commit: 'abc',
      owner: 'ani',
      images: { 'backend-cor': `1@${DIGEST}`, 'wms-bff': '1.0' },
    };
    expect(previewProblems(ground(), wish)).toEqual([
      'image of backend-cor: indonesia/staging does not run this service, expected one of: frontend-web, backend-core, wms-bff; give it values there first (docs/runbooks/add-a-service.md)',
      'image of wms-bff: expected a tag with a digest, got "1.0"; write it as 1.4.2@sha256:…',
      'commit: expected 40 hexadecimal digits, got "abc"; git rev-parse prints them',
      'owner: expected an e-mail address, got "ani"; name who asks for the preview',
    ]);
  });

  test('for more than a slot holds is told how much', () => {
    const many = Object.fromEntries(
      PREVIEW_SLOTS.flatMap((slot) => ['a', 'b', 'c', 'd'].map((one) => [`${slot}-${one}`, service(8080)])),
    );
    const { cpuMillis, memoryMebibytes, pods } = previewRequests(many);
    expect(previewProblems(ground(many), { ...PREVIEW, images: {} })).toEqual([
      `a preview asks for ${cpuMillis}m of 4 CPUs and ${memoryMebibytes}Mi of 8Gi and ${pods} of 20 pods of its slot; raise platform.previews.slot, which the nodes must have room for five times`,
    ]);
  });
});

test('all eleven services and the stores fit into the quota that dev has', () => {
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`s${index}`, service(8080)]));
  // 11 × (100m + 100m of the proxy) and 450m; 11 × (384 + 128) Mi and 1344 Mi.
  expect(previewRequests(eleven)).toEqual({ cpuMillis: 2650, memoryMebibytes: 6976, pods: 15 });
});

test('addresses begin with that of the application', () => {
  expect(previewUrls(ground(), PREVIEW)[0]).toMatch(/^https:\/\/app-cold-chain-[0-9a-f]{6}\.smile-dev\.example$/);
  expect(previewUrls(ground({ 'wms-bff': service(8082) }), PREVIEW)).toHaveLength(1);
});

test('a slot costs its share of a node, by the scarcer of CPU and memory', () => {
  // One m6g.xlarge has 4 CPUs, of which pods get less: a slot of 4 is more than one node.
  const whole = previewUsdPerDay(ground()) ?? 0;
  const half =
    previewUsdPerDay({ ...ground(), values: { ...PREVIEWS, slot: { cpu: '2', memory: '4Gi', pods: 20 } } }) ?? 0;
  expect(half * 2).toBeCloseTo(whole, 1);
  expect(whole).toBeGreaterThan(0);
});
