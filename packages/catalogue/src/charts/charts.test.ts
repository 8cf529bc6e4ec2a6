import { describe, expect, test } from 'vitest';
import { IMAGES } from '../images/images.ts';
import { chartArchive } from './chart-archive.ts';
import { CHART_NAMES, CHARTS } from './charts.ts';

const charts = CHART_NAMES.map((name) => ({ id: name, ...CHARTS[name] }));
const idsOf = (wrong: readonly { readonly id: string }[]) => wrong.map(({ id }) => id);
const minor = (version: string) => Number(/^1\.(\d+)$/.exec(version)?.[1]);

describe('the catalogue of charts', () => {
  test('knows the components that the clusters run', () => {
    // design: one catalogue of charts for both clusters.
    expect([...CHART_NAMES].sort()).toEqual([
      'altinity-clickhouse-operator',
      'aws-load-balancer-controller',
      'cert-manager',
      'cluster-autoscaler',
      'external-secrets',
      'grafana',
      'istio-base',
      'istio-cni',
      'istio-gateway',
      'istiod',
      'jaeger',
      'jenkins',
      'keycloakx',
      'kube-prometheus-stack',
      'local-static-provisioner',
      'loki',
      'metrics-server',
      'oauth2-proxy',
      'opentelemetry-collector',
      'prometheus-operator-crds',
      'risingwave',
      'strimzi-drain-cleaner',
      'strimzi-kafka-operator',
      'tempo',
    ]);
  });

  test('says where each row was read, and from where the chart comes', () => {
    expect(idsOf(charts.filter(({ source }) => !source.startsWith('https://')))).toEqual([]);
    expect(idsOf(charts.filter(({ repository }) => !/^(https|oci):\/\/\S+$/.test(repository)))).toEqual([]);
  });

  test('has dates that exist, and no support that ends before a release', () => {
    const isDate = (text: string) => new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;
    for (const { id, released, endOfSupport } of charts) {
      expect(isDate(released), id).toBe(true);
      if (endOfSupport === undefined) continue;
      expect(isDate(endOfSupport), id).toBe(true);
      expect(Date.parse(endOfSupport), id).toBeGreaterThan(Date.parse(released));
    }
  });

  test('pins exact versions, which are valid names of archives', () => {
    expect(idsOf(charts.filter(({ version }) => !/^v?\d+\.\d+\.\d+$/.test(version)))).toEqual([]);
  });

  test('gives Kubernetes versions from the older to the newer', () => {
    const wrong = charts.filter(({ kubernetes }) => !(minor(kubernetes.from) <= minor(kubernetes.to)));
    expect(idsOf(wrong)).toEqual([]);
  });

  test('names images that exist, each once', () => {
    const wrong = charts.flatMap(({ id, images }) =>
      images.filter((image) => !(image in IMAGES)).map((image) => `${id}: ${image}`),
    );
    expect(wrong).toEqual([]);
    expect(idsOf(charts.filter(({ images }) => new Set(images).size !== images.length))).toEqual([]);
  });

  test('lists the definitions of every chart that has some, each definition in one chart', () => {
    expect(idsOf(charts.filter(({ crds, crdKinds }) => (crds === 'none') !== (crdKinds === undefined)))).toEqual([]);
    const kinds = charts.flatMap(({ crdKinds }) => crdKinds ?? []);
    expect(kinds.filter((kind) => !/^[a-z0-9.-]+\.[a-z]+\/[A-Z][A-Za-z0-9]+$/.test(kind))).toEqual([]);
    expect(kinds.filter((kind, index) => kinds.indexOf(kind) !== index)).toEqual([]);
  });

  // https://helm.sh/docs/chart_best_practices/custom_resource_definitions/: Helm upgrades none that are in a folder `crds`.
  test('says of every chart with definitions how they come to its version, and leaves none in a folder to Helm', () => {
    expect(idsOf(charts.filter(({ crds, crdUpgrade }) => (crds === 'none') !== (crdUpgrade === undefined)))).toEqual(
      [],
    );
    const wrong = charts.filter(({ crds, crdUpgrade }) => (crds === 'crds-folder') !== (crdUpgrade?.by !== 'release'));
    expect(idsOf(wrong.filter(({ crds }) => crds !== 'none'))).toEqual([]);
  });

  test('has no two rows for one chart of one repository', () => {
    const addresses = charts.map(({ repository, name }) => `${repository}/${name}`);
    expect(addresses.filter((one, index) => addresses.indexOf(one) !== index)).toEqual([]);
  });
});

test('an archive is called as helm package calls it', () => {
  // https://helm.sh/docs/helm/helm_package/: the archive's name is the chart's name and version, the v included.
  expect(chartArchive('loki')).toBe('loki-18.11.0.tgz');
  expect(chartArchive('cert-manager')).toBe('cert-manager-v1.21.1.tgz');
  expect(chartArchive('istio-gateway')).toMatch(/^gateway-1\.30\.\d+\.tgz$/);
});
