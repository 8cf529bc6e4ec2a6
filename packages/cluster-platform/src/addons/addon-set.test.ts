import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { Release } from '@cdktf/provider-helm/lib/release';
import { CHARTS, type ChartName, IMAGES } from '@smile/catalogue';
import type { NodePlace } from '@smile/eks';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ClusterLoad } from '../capacity/cluster-load.ts';
import { platformStackFor, TEST_PLACE } from '../fixtures.ts';
import type { HelmValues } from '../releases/helm-values.ts';
import type { Addon } from './addon.ts';
import { addonProblems } from './addon-problems.ts';
import { AddonSet } from './addon-set.ts';

const kinds: Addon = {
  id: 'Kinds',
  namespace: 'cert-manager',
  provides: ['certificates'],
  runsOn: [TEST_PLACE],
  release: {
    chart: 'cert-manager',
    name: 'cert-manager',
    values: { replicaCount: 2, crds: { keep: true } },
    keeps: 'every certificate',
  },
};
const authority: Addon = {
  id: 'Authority',
  namespace: 'cert-manager',
  requires: ['certificates'],
  runsOn: [TEST_PLACE],
  objects: {
    name: 'authority',
    objects: [
      { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'self' }, spec: { selfSigned: {} } },
    ],
  },
};

const setOf = (addons: readonly Addon[], version = '1.35') =>
  platformStackFor((stack) => {
    new AddonSet(stack, 'Addons', {
      cluster: { clusterName: 'smile-uat-app', clusterReference: 'smile-uat-app', version },
      namespaceReady: () => [],
      load: new ClusterLoad([], 'the loss of a zone'),
      addons,
    });
  });

describe('a release', () => {
  const stack = setOf([authority, kinds]);

  test('names the reviewed archive, in the version of the catalogue', () => {
    expect(stack).toHaveResource(Release, {
      name: 'cert-manager',
      namespace: 'cert-manager',
      chart: `../../.charts/cert-manager-${CHARTS['cert-manager'].version}.tgz`,
      version: CHARTS['cert-manager'].version,
      values: ['{"replicaCount":2,"crds":{"keep":true}}'],
      wait: true,
      atomic: false,
      max_history: 5,
    });
  });

  test('that keeps something is protected, and has half an hour to become ready', () => {
    expect(stack).toHaveResource(Release, {
      name: 'cert-manager',
      timeout: 1800,
      lifecycle: { prevent_destroy: true },
    });
    expect(stack).toHaveResource(Release, { name: 'authority', timeout: 600, lifecycle: { prevent_destroy: false } });
  });

  test('comes after the add-on whose capability it requires', () => {
    expect(stack).toHaveResource(Release, {
      name: 'authority',
      depends_on: [expect.stringMatching(/^helm_release\.Addons_Kinds_Release_/)],
    });
  });
});

test('pods start after their identity', () => {
  const stack = setOf([
    {
      ...kinds,
      identity: {
        serviceAccount: 'cert-manager',
        description: 'cert-manager',
        statements: [{ actions: ['route53:GetChange'], resources: ['*'] }],
      },
    },
  ]);
  expect(stack).toHaveResource(EksPodIdentityAssociation, {
    namespace: 'cert-manager',
    service_account: 'cert-manager',
  });
  expect(stack).toReference(Release, 'depends_on', EksPodIdentityAssociation);
});

describe('is refused', () => {
  const amd64: NodePlace = { group: 'olap', labels: {}, architectures: ['amd64'] };

  test('everything that is wrong, at once', () => {
    const wrong: Addon = {
      ...authority,
      requires: [],
      runsOn: [amd64],
    };
    expect(() => setOf([wrong, kinds], '1.37')).toFailWith(
      [
        'indonesia-staging-app-platform/Addons: 2 problems',
        '  - add-on Authority: nothing that it requires installs the kind cert-manager.io/ClusterIssuer; require the capability that does',
        '  - add-on Kinds: cert-manager v1.21.1 supports Kubernetes 1.33 to 1.36, the cluster runs 1.37; take a version of the chart that supports it into the catalogue first',
      ].join('\n'),
    );
  });

  test('an image without the processor of nodes on which it may land', () => {
    const images = { ...IMAGES, 'cert-manager-webhook': { architectures: ['amd64'] } } as const;
    expect(addonProblems([kinds, { ...kinds, id: 'Elsewhere', runsOn: [amd64] }], '1.35', images)).toEqual([
      'add-on Kinds: image cert-manager-webhook exists for amd64, the nodes of group app are arm64; let it run on another group, or build the image for them',
    ]);
  });

  // https://helm.sh/docs/chart_best_practices/custom_resource_definitions/#install-a-crd-declaration-before-using-the-resource
  test('definitions that would go with the release, or that nothing upgrades', () => {
    const brings = (chart: ChartName, values: HelmValues, keeps?: string): Addon => ({
      ...kinds,
      id: 'Kinds',
      release: { chart, name: chart, values, ...(keeps === undefined ? {} : { keeps }) },
    });
    const problems = (addon: Addon) => addonProblems([addon], '1.35');
    expect(problems(brings('cert-manager', {}))).toEqual([
      'add-on Kinds: cert-manager brings 6 custom resource definitions, and the release does not say what would be lost with them; say it in keeps',
      'add-on Kinds: cert-manager brings 6 custom resource definitions, which an uninstall deletes with every object; set crds.keep to true in its values',
    ]);
    expect(problems(brings('external-secrets', { crds: { annotations: {} } }, 'secrets'))).toEqual([
      expect.stringMatching(
        /^add-on Kinds: external-secrets brings \d+ custom resource definitions, which an uninstall deletes with every object; set crds\.annotations\."helm\.sh\/resource-policy" to "keep" in its values$/,
      ),
    ]);
    expect(problems(brings('altinity-clickhouse-operator', { crdHook: { enabled: false } }, 'tables'))).toEqual([
      'add-on Kinds: altinity-clickhouse-operator brings 4 custom resource definitions, which an upgrade leaves as they are; set crdHook.enabled to true in its values',
    ]);
    expect(problems(brings('strimzi-kafka-operator', {}, 'topics'))).toEqual([]);
    expect(problems(brings('loki', {}))).toEqual([]);
  });
});
