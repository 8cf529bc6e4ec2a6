import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findHelm, HELM_VERSION } from '../helm/find-helm.ts';
import { Helm } from '../helm/helm.ts';
import { unpackChart } from './chart-source.ts';
import { type Release, verifyRelease } from './verify-release.ts';

const root = mkdtempSync(join(tmpdir(), 'smile-verify-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const isBuiltForUs = process.platform === 'linux' && process.arch === 'x64';
const HOST = '111111111111.dkr.ecr.eu-central-1.amazonaws.com';

/** A chart of our own that stands for Tempo's, with what charts of others do. */
function chart(templates: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(root, 'chart-'));
  const files = {
    'Chart.yaml': 'apiVersion: v2\nname: tempo\nversion: 2.2.4\nappVersion: 2.10.8\n',
    'values.yaml': 'image: {repository: "", tag: ""}\nreplicas: 1\nmonitor: false\n',
    'values.schema.json': '{"properties": {"replicas": {"type": "integer"}}}',
    'templates/deployment.yaml': `
apiVersion: apps/v1
kind: Deployment
metadata: {name: {{ .Release.Name }}, namespace: {{ .Release.Namespace }}}
spec:
  replicas: {{ .Values.replicas }}
  template: {spec: {containers: [{name: tempo, image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"}]}}
`,
    'templates/monitor.yaml': `
{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1/ServiceMonitor" }}
{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: tempo, namespace: monitors}}
{{- end }}
`,
    ...templates,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const release = (values: object, props: Partial<Release> = {}): Release => ({
  chart: 'tempo',
  name: 'tempo',
  namespace: 'monitoring',
  kubernetesVersion: '1.35',
  values: [JSON.stringify({ image: { repository: `${HOST}/smile-prd/platform/tempo`, tag: '2.10.8' }, ...values })],
  registry: { accountId: '111111111111', region: 'eu-central-1', namePrefix: 'smile-prd' },
  ...props,
});

describe.runIf(isBuiltForUs)('a release, rendered by a real Helm', () => {
  const helm = new Helm(findHelm({ cache: join(root, 'helm'), platform: 'linux', architecture: 'x64' }));
  const verify = (one: Release, folder = chart()) => verifyRelease(one, folder, helm);

  test('is fine when the chart has its values and it makes what it may', async () => {
    expect(await verify(release({ replicas: 2 }), chart({ 'templates/monitor.yaml': '' }))).toMatchObject({
      objects: 1,
      problems: [],
      notes: [],
    });
  });

  test('has objects that charts render only where the cluster has their definition', async () => {
    expect(await verify(release({}))).toMatchObject({
      objects: 2,
      problems: [
        'ServiceMonitor tempo lies in namespace monitors, the release in monitoring; set its namespace by values',
      ],
    });
  });

  test('names every key that the chart does not have, in all values', async () => {
    const values = [JSON.stringify({ replica: 2 }), JSON.stringify({ image: { repository: 'a/b', tagg: '1' } })];
    const { problems } = await verify(release({}, { values }), chart({ 'templates/monitor.yaml': '' }));
    expect(problems.slice(0, 2)).toEqual([
      'the chart has no value replica; correct the key, or drop it',
      'the chart has no value image.tagg; correct the key, or drop it',
    ]);
  });

  test('passes on what Helm refuses: a value that the schema forbids', async () => {
    const { problems, objects } = await verify(release({ replicas: 'many' }));
    expect(objects).toBe(0);
    expect(problems).toEqual([
      expect.stringMatching(
        /^Helm refused: values don't meet the specifications of the schema\(s\).*replicas: Invalid type/s,
      ),
    ]);
  });

  test('passes on what Helm refuses: a template that fails', async () => {
    const folder = chart({ 'templates/fails.yaml': '{{ fail "set a bucket" }}' });
    expect((await verify(release({}), folder)).problems).toEqual([
      expect.stringMatching(/^Helm refused: .*set a bucket$/s),
    ]);
  });

  test('is rendered for the version of Kubernetes that the cluster has', async () => {
    const folder = chart({
      'Chart.yaml': 'apiVersion: v2\nname: tempo\nversion: 2.2.4\nkubeVersion: ">=1.40.0-0"\n',
    });
    expect((await verify(release({}), folder)).problems).toEqual([
      expect.stringMatching(/chart requires kubeVersion: >=1\.40\.0-0 which is incompatible with Kubernetes v1\.35\.0/),
    ]);
  });

  test('is rendered from a source that lacks a chart inside it, if the values switch that off', async () => {
    const dependency = '{name: minio, version: 1.0.0, repository: "https://example.com", condition: "minio.enabled"}';
    const folder = chart({
      'Chart.yaml': `apiVersion: v2\nname: tempo\nversion: 2.2.4\ndependencies: [${dependency}]\n`,
      'values.yaml': 'image: {}\nreplicas: 1\nminio: {enabled: true}\n',
      'templates/monitor.yaml': '',
    });
    expect(await verify(release({ minio: { enabled: false } }), folder)).toMatchObject({ objects: 1, problems: [] });
    expect((await verify(release({}), folder)).problems).toEqual([
      expect.stringMatching(/^Helm refused: .*missing in charts\/ directory: minio$/s),
    ]);
  });

  test('is refused when it makes nothing, since nothing was judged then', async () => {
    const folder = chart({ 'templates/deployment.yaml': '', 'templates/monitor.yaml': '' });
    expect(await verify(release({}), folder)).toMatchObject({
      objects: 0,
      problems: ['it renders no object; correct what its values switch off'],
    });
  });

  test('says when the chart is another version', async () => {
    const folder = chart({
      'Chart.yaml': 'apiVersion: v2\nname: tempo\nversion: 0.0.1\n',
      'templates/monitor.yaml': '',
    });
    expect(await verify(release({}), folder)).toMatchObject({
      problems: [],
      notes: ['the chart is version 0.0.1, the catalogue has 2.2.4'],
    });
  });

  test('takes a packed chart, too', async () => {
    const archive = join(root, 'tempo.tgz');
    writeFileSync(archive, await helm.pack(chart({ 'templates/monitor.yaml': '' })));
    expect(await verify(release({}), await unpackChart(archive, join(root, 'unpacked')))).toMatchObject({
      objects: 1,
      problems: [],
    });
  });

  test('is rendered by the version that is told', async () => {
    const broken = join(root, 'broken.tgz');
    writeFileSync(broken, 'no archive');
    await expect(unpackChart(broken, join(root, 'broken'))).rejects.toThrow(
      /^.*broken\.tgz is no archive of a chart \(.*\); pull it again$/,
    );
    expect(readFileSync(join(root, 'helm', `helm-${HELM_VERSION}`)).length).toBeGreaterThan(10_000_000);
  });
});

describe('Helm', () => {
  test('comes along for Linux on x86-64 alone', () => {
    expect(() => findHelm({ cache: root, platform: 'darwin', architecture: 'arm64' })).toThrow(
      'the Helm that comes along is for Linux on x86-64, this is darwin on arm64; install Helm 3 and name it with --helm',
    );
  });

  test('may be another one, which must be there', () => {
    const cache = root;
    expect(findHelm({ cache, platform: 'darwin', architecture: 'arm64', program: process.execPath })).toBe(
      process.execPath,
    );
    expect(() => findHelm({ cache, platform: 'linux', architecture: 'x64', program: '/no/helm' })).toThrow(
      'no program /no/helm; name a Helm 3, as in --helm /usr/local/bin/helm',
    );
  });
});
