import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

/** A new folder with some files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const path = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** A repository whose code makes some releases in dev's application platform, whatever else it is. */
function repositoryWith(releases: object): string {
  const name = 'indonesia-dev-app-platform';
  const stacks = {
    [name]: {
      name,
      synthesizedStackPath: `stacks/${name}/cdk.tf.json`,
      workingDirectory: `stacks/${name}`,
      annotations: [],
      constructPath: name,
      dependencies: [],
    },
  };
  const path = folderWith({
    'cdktf.json': '{}',
    'apps/main.ts': `
import { mkdirSync, writeFileSync } from 'node:fs';
const out = process.env.CDKTF_OUTDIR + '/';
mkdirSync(out + 'stacks/${name}', { recursive: true });
writeFileSync(out + 'manifest.json', ${JSON.stringify(JSON.stringify({ version: '0.21.0', stacks }))});
writeFileSync(out + 'stacks/${name}/cdk.tf.json', ${JSON.stringify(JSON.stringify({ resource: { helm_release: releases } }))});
`,
  });
  symlinkSync(join(ROOT, 'node_modules'), join(path, 'node_modules'));
  return path;
}

/** A custom resource definition that knows one key. */
const definition = (kind: string) =>
  JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.toLowerCase()}s.example.io` },
    spec: {
      group: 'example.io',
      names: { kind },
      versions: [
        {
          name: 'v1',
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } } },
            },
          },
        },
      ],
    },
  });

describe('smile charts crds', () => {
  test('prints the definitions that Helm leaves as they are', async () => {
    const charts = folderWith({
      'strimzi/Chart.yaml': 'apiVersion: v2\nname: strimzi-kafka-operator\nversion: 1.2.0\n',
      'strimzi/crds/kafka.yaml': definition('Kafka'),
      'strimzi/crds/topic.yaml': definition('KafkaTopic'),
    });
    expect(await runSmile(['charts', 'crds', 'strimzi-kafka-operator', '--charts', charts])).toEqual({
      exitCode: 0,
      stdout: `---\n${definition('Kafka')}\n---\n${definition('KafkaTopic')}\n`,
      stderr: '',
    });
  });

  test('prints none of a chart that upgrades its own, and says so', async () => {
    expect(await runSmile(['charts', 'crds', 'cert-manager'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error: cert-manager v1.21.1: Helm upgrades its custom resource definitions with the release; upgrade it as it is\n',
    });
  });
});

describe('smile charts list', () => {
  test('lists every chart with its version, and says what nobody has reviewed', async () => {
    const { exitCode, stdout } = await runSmile(['charts', 'list']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^loki +18\.11\.0 +3\.7\.6 +2026-08-20 +not published +1\.33–1\.35 /m);
    expect(stdout).toMatch(/\n\n\d+ charts, \d+ whose archive nobody has reviewed\n$/);
  });

  test('prints JSON', async () => {
    const { stdout } = await runSmile(['charts', 'list', '--json']);
    const { charts } = JSON.parse(stdout) as { readonly charts: readonly Record<string, unknown>[] };
    expect(charts.find(({ id }) => id === 'istio-gateway')).toMatchObject({
      name: 'gateway',
      repository: 'https://istio-release.storage.googleapis.com/charts',
      images: ['istio-proxyv2'],
    });
  });
});

describe('smile charts pull', () => {
  test('names every chart that the catalogue does not have, before anything is pulled', async () => {
    expect(await runSmile(['charts', 'pull', 'lokki', 'zzz'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'error: 2 problems\n  - no chart "lokki" in the catalogue; did you mean loki?\n  - no chart "zzz" in the catalogue; smile charts list has them\n',
    });
  });

  test('wants a folder that is there and holds charts', async () => {
    const empty = folder();
    expect(await runSmile(['charts', 'pull', 'loki', '--charts', empty])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: ${empty} holds neither archives of charts nor a Chart.yaml; fill it, or name another folder\n`,
    });
  });

  test('says of each chart why it cannot be had, and writes nothing of it', async () => {
    const charts = folder();
    mkdirSync(join(charts, 'other'));
    writeFileSync(join(charts, 'other', 'Chart.yaml'), 'name: other\nversion: 1.0.0\n');
    const cwd = repositoryWith({});
    const { exitCode, stdout, stderr } = await runSmile(['charts', 'pull', 'istiod', 'jaeger', '--charts', charts], {
      cwd,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '0 pulled, 0 there already, 2 failed: .charts\n' });
    expect(stderr.trim().split('\n').sort()).toEqual([
      `istiod 1.30.4: failed: neither istiod-1.30.4.tgz nor its source is in ${charts}; put it there, or leave out --charts`,
      `jaeger 4.11.1: failed: neither jaeger-4.11.1.tgz nor its source is in ${charts}; put it there, or leave out --charts`,
    ]);
    expect(existsSync(join(cwd, '.charts'))).toBe(false);
  });
});

describe('smile charts verify', () => {
  test('wants a folder that is there', async () => {
    expect(await runSmile(['charts', 'verify', 'dev', '--charts', '/no/charts'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error: no folder /no/charts; name one that holds archives of charts, or their sources\n',
    });
  });

  test('says which environment there is not', async () => {
    const { exitCode, stderr } = await runSmile(['charts', 'verify', 'prodution']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: no environment "prodution", expected some of .*; did you mean indonesia\/production\?\n$/,
    );
  });

  test('judges the releases that the code has; none is no pass', async () => {
    const { exitCode, stdout } = await runSmile(['charts', 'verify', 'shared']);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 3,
      stdout: 'not judged: the code has no release of a chart of the catalogue\n',
    });
  });

  const isBuiltForUs = process.platform === 'linux' && process.arch === 'x64';

  test.runIf(isBuiltForUs)('says of each release what is wrong with it, and fails', async () => {
    const charts = folderWith({
      'loki/Chart.yaml': 'apiVersion: v2\nname: loki\nversion: 18.11.0\n',
      'loki/values.yaml': 'replicas: 1\n',
      'loki/templates/secret.yaml': '{apiVersion: v1, kind: Secret, metadata: {name: keys}, data: {a: Yg==}}',
      'loki/crds/shards.yaml': definition('Shard'),
    });
    const release = (values: object) => ({
      chart: '/repo/.charts/loki-18.11.0.tgz',
      name: 'loki',
      namespace: 'monitoring',
      values: [JSON.stringify(values)],
    });
    const cwd = repositoryWith({
      Loki: release({ replica: 2 }),
      Tempo: { ...release({}), chart: '.charts/tempo-2.2.4.tgz' },
      Own: {
        chart: './manifests',
        name: 'own',
        values: [
          JSON.stringify({
            manifests: ['Shard', 'Elsewhere'].map((kind) => ({
              apiVersion: 'example.io/v1',
              kind,
              metadata: { name: 'one' },
              spec: { sise: 1 },
            })),
          }),
        ],
      },
    });
    const { exitCode, stdout } = await runSmile(['charts', 'verify', 'dev', '--charts', charts], { cwd });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: `failed  indonesia-dev-app-platform helm_release.Loki  loki in monitoring, 1 objects, Kubernetes 1.35
  the chart has no value replica; correct the key, or drop it
  Secret keys holds a, which the release would keep readable; let External Secrets or cert-manager make it
failed  indonesia-dev-app-platform helm_release.Tempo  tempo in monitoring, 0 objects, Kubernetes 1.35
  no tempo-2.2.4.tgz in ${charts}; pull it with smile charts pull tempo, or name a folder with --charts
failed  indonesia-dev-app-platform helm_release.Own  2 objects of this repository
  Shard one .spec.sise: is not known
  note: nothing here has the definition of example.io/v1 Elsewhere, so it is not judged

failed: 3 releases, 3 failed
`,
    });
  });

  test.runIf(isBuiltForUs)('passes what is in order', async () => {
    const cwd = repositoryWith({ Loki: { chart: '.charts/loki-18.11.0.tgz', name: 'loki', namespace: 'monitoring' } });
    const charts = folderWith({
      'loki/Chart.yaml': 'apiVersion: v2\nname: loki\nversion: 18.11.0\n',
      'loki/templates/settings.yaml': '{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}',
    });
    expect(await runSmile(['charts', 'verify', 'dev', '--charts', charts], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: `passed  indonesia-dev-app-platform helm_release.Loki  loki in monitoring, 1 objects, Kubernetes 1.35

passed: 1 releases, 0 failed
`,
    });
  });
});
