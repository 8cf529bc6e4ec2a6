import { describe, expect, it } from 'vitest';
import { UNKNOWN } from '../protocol/value.ts';
import { manifestsRelease, RehearsedCluster } from './fixtures/rehearsed-cluster.ts';
import { unknownValues } from './helm-admission.ts';
import { releaseProblems } from './helm-rules.ts';

const ISSUER = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'own' } };
const secret = (namespace?: string, apiVersion = 'external-secrets.io/v1') => ({
  apiVersion,
  kind: 'ExternalSecret',
  metadata: { name: 'database', ...(namespace === undefined ? {} : { namespace }) },
});
const summaries = (release: Parameters<typeof releaseProblems>[0]) =>
  releaseProblems(release).map(({ summary }) => summary);

// Words: provider 3.1.1, helm/resource_helm_release.go; Helm 3.18, pkg/action/install.go
describe('a release by itself is refused', () => {
  it('with a name of more than 53 characters', () => {
    expect(summaries({ name: 'a'.repeat(54) })).toEqual([
      'Invalid Attribute Value Length: Attribute name string length must be between 1 and 53, got: 54',
    ]);
  });

  it.each(['Istiod', 'istio_d', '-istiod', 'istiod-'])('with the name %s', (name) => {
    expect(summaries({ name })).toEqual([
      'installation failed: invalid release name, must match regex ^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$ and the length must not be longer than 53',
    ]);
  });

  it('with another version than that of its archive, but for the v', () => {
    expect(releaseProblems({ chart: '../../.charts/istiod-1.30.3.tgz', version: '1.30.4' })).toEqual([
      {
        summary: 'Planned version is different from configured version',
        detail:
          'The version in the configuration is "1.30.4" but the planned version is "1.30.3", that of ../../.charts/istiod-1.30.3.tgz. You should update the version in your configuration to "1.30.3", or remove the version attribute from your configuration.',
        path: ['version'],
      },
    ]);
    expect(releaseProblems({ chart: '../../.charts/cert-manager-v1.21.1.tgz', version: '1.21.1' })).toEqual([]);
  });

  it('with an archive whose name says no version', () => {
    expect(summaries({ chart: '../../.charts/istiod.tgz', version: '1.30.3' })).toEqual([
      'Error locating chart: Unable to locate chart ../../.charts/istiod.tgz: path "../../.charts/istiod.tgz" not found',
    ]);
  });

  it.each([
    ['a list', '["a"]', 'array'],
    ['a text', 'just words', 'string'],
    ['a number', '5', 'number'],
  ])('with values that are %s', (_, text, kind) => {
    expect(summaries({ values: [text] })).toEqual([
      `Error unmarshaling values: ---> error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${kind} into Go value of type map[string]interface {}`,
    ]);
  });

  it('with values that are no YAML', () => {
    expect(summaries({ values: ['a: b: c'] })[0]).toMatch(/^Error unmarshaling values: ---> /);
  });

  it.each(['{"a":{"b":1}}', 'a:\n  b: 1', '', '{a: 1}'])('but not with %j', (text) => {
    expect(summaries({ values: [text] })).toEqual([]);
  });

  it('with names and labels that the API server refuses, each by its place', () => {
    const broken = { ...ISSUER, metadata: { name: 'Own', labels: { 'smile/role': 'a b' } } };
    expect(
      releaseProblems(manifestsRelease('issuers', [ISSUER, broken])).map(({ summary, detail }) => [summary, detail]),
    ).toEqual([
      [
        "installation failed: ClusterIssuer.cert-manager.io \"Own\" is invalid: metadata.name: Invalid value: \"Own\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        'manifests[1] of release issuers',
      ],
      [
        "installation failed: ClusterIssuer.cert-manager.io \"Own\" is invalid: metadata.labels: Invalid value: \"a b\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')",
        'manifests[1] of release issuers',
      ],
    ]);
  });

  it('not for what is known only later, which a plan warns of', () => {
    expect(releaseProblems({ name: UNKNOWN, chart: UNKNOWN, values: UNKNOWN })).toEqual([]);
    expect(unknownValues({ name: 'web', values: [UNKNOWN] })).toMatchObject([
      { summary: 'the values of release web are not known at plan', severity: 'warning' },
    ]);
    expect(unknownValues({ name: 'web', values: ['{}'] })).toEqual([]);
  });
});

describe('a release beside others is refused', () => {
  const noMatch = (kind: string, version: string, name: string, namespace: string) =>
    `installation failed: unable to build kubernetes objects from release manifest: resource mapping not found for name: "${name}" namespace: "${namespace}" from "": no matches for kind "${kind}" in version "${version}" ensure CRDs are installed first`;

  it('before the chart that brings its kinds', () => {
    const cluster = new RehearsedCluster();
    expect(cluster.refusal('helm_release', manifestsRelease('issuers', [ISSUER]))).toMatchObject({
      summary: noMatch('ClusterIssuer', 'cert-manager.io/v1', 'own', ''),
      detail: 'release kube-system/issuers: let this release depend on the one whose chart brings the kind',
    });
    cluster.chart('cert-manager');
    expect(cluster.refusal('helm_release', manifestsRelease('issuers', [ISSUER]))).toBeUndefined();
  });

  // https://cert-manager.io/docs/installation/helm/#crd-installation: off by default
  it.each(['cert-manager', 'kube-prometheus-stack'])('where %s was told to bring none', (chart) => {
    const cluster = new RehearsedCluster();
    cluster.chart(chart, chart === 'cert-manager' ? {} : { crds: { enabled: false } });
    const rule = { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'a' } };
    const objects = chart === 'cert-manager' ? [ISSUER] : [rule];
    expect(cluster.refusal('helm_release', manifestsRelease('a', objects))?.summary).toContain('no matches for kind');
  });

  it('in another cluster than that chart', () => {
    const app = new RehearsedCluster();
    app.chart('cert-manager');
    expect(app.beside('https://data').refusal('helm_release', manifestsRelease('issuers', [ISSUER]))?.summary).toBe(
      noMatch('ClusterIssuer', 'cert-manager.io/v1', 'own', ''),
    );
  });

  // https://external-secrets.io/latest/introduction/deprecation-policy/
  it('for a version that the chart does not serve, or a kind that it does not have', () => {
    const cluster = new RehearsedCluster();
    cluster.chart('external-secrets');
    const old = manifestsRelease('secrets', [secret(undefined, 'external-secrets.io/v1beta1')]);
    expect(cluster.refusal('helm_release', old)?.summary).toBe(
      noMatch('ExternalSecret', 'external-secrets.io/v1beta1', 'database', 'kube-system'),
    );
    const misspelt = manifestsRelease('secrets', [{ ...secret(), kind: 'ExternalSecrets' }]);
    expect(cluster.refusal('helm_release', misspelt)?.summary).toContain('no matches for kind "ExternalSecrets"');
  });

  it('for a group that no chart brings, unless a chart that nobody knows may', () => {
    const cluster = new RehearsedCluster();
    const odd = manifestsRelease('odd', [{ apiVersion: 'cert-manger.io/v1', kind: 'Issuer', metadata: { name: 'a' } }]);
    cluster.chart('cert-manager');
    expect(cluster.refusal('helm_release', odd)?.summary).toContain(
      'no matches for kind "Issuer" in version "cert-manger.io/v1"',
    );
    cluster.chart('some-operator');
    expect(cluster.refusal('helm_release', odd)).toBeUndefined();
  });

  it('for a definition that it brings itself: Helm looks kinds up before it makes the first object', () => {
    const cluster = new RehearsedCluster();
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'things.smile.example' },
    };
    const thing = { apiVersion: 'smile.example/v1', kind: 'Thing', metadata: { name: 'a' } };
    expect(cluster.refusal('helm_release', manifestsRelease('both', [definition, thing]))?.summary).toContain(
      'no matches for kind "Thing"',
    );
    cluster.make('helm_release', manifestsRelease('definitions', [definition]));
    expect(cluster.refusal('helm_release', manifestsRelease('things', [thing]))).toBeUndefined();
  });

  it('in a namespace that is not there: its own, or that of an object', () => {
    const cluster = new RehearsedCluster();
    cluster.chart('external-secrets');
    expect(cluster.refusal('helm_release', manifestsRelease('secrets', [], { namespace: 'smile' }))?.summary).toBe(
      'installation failed: create: failed to create: namespaces "smile" not found',
    );
    expect(cluster.refusal('helm_release', manifestsRelease('secrets', [secret('smile')]))).toMatchObject({
      summary: 'installation failed: namespaces "smile" not found',
      detail: 'release kube-system/secrets: ExternalSecret database is made in it',
    });
    cluster.namespace('smile');
    expect(cluster.refusal('helm_release', manifestsRelease('secrets', [secret('smile')]))).toBeUndefined();
  });

  it('when another release, or a resource, owns an object of its', () => {
    const cluster = new RehearsedCluster();
    cluster.chart('cert-manager');
    cluster.make('helm_release', manifestsRelease('issuers', [ISSUER]));
    expect(cluster.refusal('helm_release', manifestsRelease('more', [ISSUER]))).toMatchObject({
      summary:
        'installation failed: Unable to continue with install: ClusterIssuer "own" in namespace "" exists and cannot be imported into the current release: invalid ownership metadata',
      detail: 'kube-system/issuers owns it already, release kube-system/more would as well; leave it to one of them',
    });
    cluster.make('kubernetes_config_map_v1', { metadata: [{ name: 'a', namespace: 'default' }] });
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } };
    expect(cluster.refusal('helm_release', manifestsRelease('maps', [map]))?.summary).toContain(
      'ConfigMap "a" in namespace "default" exists',
    );
    expect(cluster.refusal('helm_release', manifestsRelease('maps', [map], { take_ownership: true }))).toBeUndefined();
  });

  it('when it makes one object twice', () => {
    const cluster = new RehearsedCluster();
    cluster.chart('cert-manager');
    expect(cluster.refusal('helm_release', manifestsRelease('issuers', [ISSUER, ISSUER]))?.summary).toBe(
      'installation failed: ClusterIssuer "own" already exists',
    );
  });

  it('under a name that is in use in its namespace', () => {
    const cluster = new RehearsedCluster();
    cluster.make('helm_release', manifestsRelease('issuers', []));
    expect(cluster.refusal('helm_release', manifestsRelease('issuers', []))?.summary).toBe(
      'installation failed: cannot re-use a name that is still in use: kube-system/issuers',
    );
    cluster.namespace('smile');
    expect(cluster.refusal('helm_release', manifestsRelease('issuers', [], { namespace: 'smile' }))).toBeUndefined();
  });

  it('when an upgrade would add what a first install could not', () => {
    const cluster = new RehearsedCluster();
    const release = cluster.make('helm_release', manifestsRelease('issuers', []));
    expect(cluster.changeRefusal(release, manifestsRelease('issuers', [ISSUER]))?.summary).toMatch(
      /^Error upgrading chart: Upgrade failed: unable to build kubernetes objects from release manifest/,
    );
  });
});
