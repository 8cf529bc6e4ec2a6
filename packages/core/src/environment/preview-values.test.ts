import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { TEST_CLUSTER, TEST_EDGE } from '../fixtures.ts';
import { previewProblems, previewSchema } from './preview-values.ts';

type Surroundings = Parameters<typeof previewProblems>[0];

const PREVIEWS = { slot: { cpu: '4', memory: '8Gi', pods: 20 }, lasts: '7 days', longest: '30 days' } as const;
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
const JENKINS = {
  repository: 'https://git.smile.example/smile/infrastructure',
  home: '50 GiB',
  mergeRequests: 'checked',
  images: 'built',
  deploys: 'at once',
} as const;
const WEB = { admits: 'cloudflare', serves: 'application', hosts: { Preview: '*.smile-dev.example' } } as const;

/** An environment in which previews have all that they need. */
const SOUND: Surroundings = {
  stage: 'dev',
  clusters: {
    layout: 'shared',
    shared: {
      ...TEST_CLUSTER,
      groups: { ...TEST_CLUSTER.groups, preview: NODES },
      components: { ...TEST_CLUSTER.components, previews: 'preview' },
    },
  } as NonNullable<Surroundings['clusters']>,
  edge: {
    ...TEST_EDGE,
    cloudflare: { ...TEST_EDGE.cloudflare, domain: 'smile-dev.example' },
    loadBalancers: { web: WEB },
  },
  platform: { previews: PREVIEWS, jenkins: JENKINS, services: { 'backend-core': {} } },
};

const withNodes = (nodes: object): Surroundings => {
  if (SOUND.clusters?.layout !== 'shared') throw new Error('the layout of the fixture is shared');
  const { shared } = SOUND.clusters;
  const groups = { ...shared.groups, preview: { ...NODES, ...nodes } };
  return { ...SOUND, clusters: { layout: 'shared', shared: { ...shared, groups } } as typeof SOUND.clusters };
};
const withPlatform = (platform: object): Surroundings => ({
  ...SOUND,
  platform: { services: {}, ...SOUND.platform, ...platform },
});

describe('previews', () => {
  test('are accepted where all that they need is there', () => {
    expect(previewProblems(SOUND)).toEqual([]);
    expect(previewProblems({ stage: 'production' })).toEqual([]);
  });

  test.each<[string, Surroundings, string]>([
    [
      'in staging, where only code of the main branch runs',
      { ...SOUND, stage: 'staging' },
      'platform.previews: expected none in staging, where only code of the main branch runs; have them in dev',
    ],
    [
      'that last longer than they may',
      withPlatform({ previews: { ...PREVIEWS, lasts: '30 days', longest: '7 days' } }),
      'platform.previews.lasts: expected at most longest, got lasts=30 days longest=7 days; lower one or raise the other',
    ],
    [
      'without Jenkins',
      withPlatform({ jenkins: undefined }),
      'platform.previews: Jenkins brings previews up and down, and there is none; add platform.jenkins',
    ],
    [
      'without names',
      { ...SOUND, edge: { ...TEST_EDGE, loadBalancers: {} } },
      `platform.previews: previews have names below a wildcard, and there is none; add Preview: '*.${TEST_EDGE.cloudflare.domain}' to edge.loadBalancers.web.hosts`,
    ],
    [
      'on nodes that stores let in',
      withNodes({ securityGroup: 'of-the-cluster' }),
      "platform.previews: expected nodes of group preview with securityGroup 'own-in-the-mesh' and openTo 'own-pods', which no store lets in; previews run code that nobody has read",
    ],
    [
      'on nodes that every pod may use',
      withNodes({ openTo: 'every-pod' }),
      "platform.previews: expected nodes of group preview with securityGroup 'own-in-the-mesh' and openTo 'own-pods', which no store lets in; previews run code that nobody has read",
    ],
    [
      'that are filled by a service that is not there',
      withPlatform({ previews: { ...PREVIEWS, seeds: { 'backend-main': ['seed'] } } }),
      'platform.previews.seeds.backend-main: the service has no values here; add platform.services.backend-main first',
    ],
    [
      'only by name',
      withPlatform({ previews: undefined }),
      'edge.loadBalancers.web.hosts.Preview: there are no previews here, so nothing answers; add platform.previews, or remove it',
    ],
  ])('are refused %s', (_, surroundings, problem) => {
    expect(previewProblems(surroundings)).toEqual([problem]);
  });

  test('are refused on nodes that nobody named', () => {
    const clusters = { layout: 'shared', shared: TEST_CLUSTER } as NonNullable<Surroundings['clusters']>;
    expect(previewProblems({ ...SOUND, clusters })).toEqual([
      'platform.previews: nodes for previews are not named; add components.previews, a group whose nodes no store lets in',
    ]);
  });
});

test.each([
  [
    { ...PREVIEWS, lasts: '31 days' },
    'expected a duration from 1 to 30 days, as in \'30 days\', got "31 days"; a week is usual',
  ],
  [
    { ...PREVIEWS, longest: '1 year' },
    'expected a duration from 1 to 90 days, as in \'30 days\', got "1 year"; what stays longer is no preview',
  ],
  [
    { ...PREVIEWS, slot: { ...PREVIEWS.slot, cpu: '4.5' } },
    'expected CPUs, as in 16 or 500m, got "4.5"; Kubernetes counts whole or thousandths of CPUs',
  ],
])('%j is refused', (values, message) => {
  expect(z.safeParse(previewSchema, values).error?.issues.map((issue) => issue.message)).toEqual([message]);
});
