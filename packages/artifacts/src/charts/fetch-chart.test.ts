import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CHARTS, type Chart } from '@smile/catalogue';
import { afterEach, describe, expect, test } from 'vitest';
import { RegistryDouble } from '../fixtures/registry-double.ts';
import { fetchChart } from './fetch-chart.ts';

const ARCHIVE = Buffer.from('what an archive would be');
const SHA256 = createHash('sha256').update(ARCHIVE).digest('hex');

const tidy: (() => void)[] = [];
afterEach(() => {
  for (const one of tidy.splice(0)) one();
});

/** A web server with some files; what it does not have is not found. */
async function serve(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    const file = files[url];
    response.writeHead(file === undefined ? 404 : 200).end(file);
  }).listen(0, '127.0.0.1');
  tidy.push(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const loki = (repository: string): Chart => ({ ...CHARTS.loki, repository, version: '18.11.0' });
const fetched = (repository: string) => fetchChart(loki(repository), { firstWaitMilliseconds: 1 });

/** As `helm repo index` writes it: https://helm.sh/docs/topics/chart_repository/#the-index-file. */
const index = (url: string, digest = SHA256) => `apiVersion: v1
entries:
  alloy:
  - apiVersion: v2
    name: alloy
    version: 18.11.0
    urls:
    - https://example.com/alloy-18.11.0.tgz
  loki:
  - annotations:
      artifacthub.io/changes: |
        - entries:
          loki: a text that looks like an entry
    apiVersion: v2
    created: "2026-08-20T00:00:00Z"
    digest: ${digest}
    name: loki
    urls:
    - ${url}
    version: 18.11.0
  - apiVersion: v2
    digest: 0000
    name: loki
    urls:
    - loki-18.10.0.tgz
    version: 18.10.0
  loki-stack:
  - name: loki-stack
    version: 18.11.0
generated: "2026-08-20T00:00:00Z"
`;

describe('a chart of a repository with an index', () => {
  test('is fetched from where the index says, beside it', async () => {
    const url = await serve({ '/charts/index.yaml': index('loki-18.11.0.tgz'), '/charts/loki-18.11.0.tgz': ARCHIVE });
    for (const repository of [`${url}/charts`, `${url}/charts/`]) {
      expect(Buffer.from(await fetched(repository))).toEqual(ARCHIVE);
    }
  });

  test('is fetched from another server, where the index says so', async () => {
    const other = await serve({ '/releases/loki.tgz': ARCHIVE });
    const url = await serve({ '/index.yaml': index(`${other}/releases/loki.tgz`) });
    expect(Buffer.from(await fetched(url))).toEqual(ARCHIVE);
  });

  test('is thrown away when it is not what the index promises', async () => {
    const promised = '1'.repeat(64);
    const url = await serve({ '/index.yaml': index('loki.tgz', promised), '/loki.tgz': ARCHIVE });
    await expect(fetched(url)).rejects.toThrow(
      `${url}/index.yaml promises an archive with SHA-256 ${promised}, and sent one with ${SHA256}; it was thrown away`,
    );
  });

  test('says which versions there are when that one is not', async () => {
    const url = await serve({ '/index.yaml': index('loki.tgz').replaceAll('18.11.0', '19.0.0') });
    await expect(fetched(url)).rejects.toThrow(
      `${url}/index.yaml lists no loki 18.11.0, it has 19.0.0, 18.10.0, …; correct version or repository`,
    );
  });

  test('says that there is no chart of that name', async () => {
    const url = await serve({ '/index.yaml': 'apiVersion: v1\nentries:\n  loki-stack:\n  - version: 18.11.0\n' });
    await expect(fetched(url)).rejects.toThrow(
      `${url}/index.yaml lists no loki 18.11.0, it has no version of it; correct version or repository`,
    );
  });

  test('says that there is no index', async () => {
    const url = await serve({ '/index.yaml': '<html>moved</html>' });
    await expect(fetched(url)).rejects.toThrow(`${url}/index.yaml is no index of charts`);
    await expect(fetched(`${url}/gone`)).rejects.toThrow(
      `${url}/gone/index.yaml answered with HTTP 404; correct version or repository`,
    );
  });
});

describe('a chart of an OCI registry', () => {
  const LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
  const manifest = (double: RegistryDouble, mediaType = LAYER) => ({
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: double.addBlob('charts/loki', '{}', 'application/vnd.cncf.helm.config.v1+json'),
    layers: [double.addBlob('charts/loki', ARCHIVE, mediaType)],
  });

  async function registry(): Promise<RegistryDouble> {
    const double = await RegistryDouble.start({ signIn: { scheme: 'bearer' } });
    tidy.push(() => double.stop());
    return double;
  }

  test('is the layer that Helm puts there, under the version as tag', async () => {
    const double = await registry();
    double.addManifest('charts/loki', manifest(double), '18.11.0');
    expect(Buffer.from(await fetched(`oci://${double.host}/charts`))).toEqual(ARCHIVE);
  });

  test('is refused when it is an image', async () => {
    const double = await registry();
    double.addManifest('charts/loki', manifest(double, 'application/vnd.oci.image.layer.v1.tar+gzip'), '18.11.0');
    await expect(fetched(`oci://${double.host}/charts`)).rejects.toThrow(
      `${double.host}/charts/loki:18.11.0 is no Helm chart`,
    );
  });

  test('is thrown away when its bytes are not those of its digest', async () => {
    const double = await registry();
    const json = manifest(double);
    double.addManifest('charts/loki', json, '18.11.0');
    double.repository('charts/loki').blobs.set(json.layers[0]?.digest ?? '', Buffer.from('forged'));
    await expect(fetched(`oci://${double.host}/charts`)).rejects.toThrow(
      new RegExp(
        `^${double.host} promises an archive with SHA-256 ${SHA256}, and sent one with [0-9a-f]{64}; it was thrown away$`,
      ),
    );
  });
});

test('a server that fails for a while is asked again', async () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    if (asked < 3) response.writeHead(503).end();
    else response.end(index('loki.tgz'));
  }).listen(0, '127.0.0.1');
  tidy.push(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await expect(fetched(url)).rejects.toThrow(`${url}/index.yaml promises`);
  expect(asked).toBe(4);
});
