import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { RegistryDouble, type RegistryDoubleProps } from '../fixtures/registry-double.ts';
import { type Credentials, RegistryClient } from '../registry/registry-client.ts';
import { repositoryAddress } from '../registry/repository-address.ts';
import { type CopyImageProps, copyImage } from './copy-image.ts';

const INDEX = 'application/vnd.oci.image.index.v1+json';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';

const tidy: (() => void)[] = [];
afterEach(() => {
  for (const one of tidy.splice(0)) one();
});

async function registry(props: RegistryDoubleProps = {}): Promise<RegistryDouble> {
  const double = await RegistryDouble.start(props);
  tidy.push(() => double.stop());
  return double;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'smile-copy-'));
  tidy.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

const client = ({ host }: Pick<RegistryDouble, 'host'>, name: string, credentials?: Credentials) =>
  new RegistryClient({ repository: repositoryAddress(`${host}/${name}`), credentials, firstWaitMilliseconds: 1 });

/** An image of two platforms that share a layer, and the attestation that builders add. */
function addImage(double: RegistryDouble, name: string) {
  const shared = double.addBlob(name, 'shared layer');
  const platform = (architecture: string) => {
    const config = double.addBlob(name, `{"architecture":"${architecture}"}`, CONFIG);
    const own = double.addBlob(name, `layer of ${architecture}`);
    const manifest = { schemaVersion: 2, mediaType: MANIFEST, config, layers: [shared, own] };
    return { ...double.addManifest(name, manifest), platform: { os: 'linux', architecture } };
  };
  const attested = double.addManifest(name, {
    schemaVersion: 2,
    mediaType: MANIFEST,
    config: double.addBlob(name, '{}', CONFIG),
    layers: [double.addBlob(name, '{"predicate":1}', 'application/vnd.in-toto+json')],
  });
  const attestation = { ...attested, platform: { os: 'unknown', architecture: 'unknown' } };
  const manifests = [platform('amd64'), platform('arm64'), attestation];
  const { digest } = double.addManifest(name, { schemaVersion: 2, mediaType: INDEX, manifests }, '1.0');
  return { digest, shared, manifests };
}

interface Copy extends Partial<CopyImageProps> {
  readonly digest: string;
}

const copy = (source: RegistryDouble, target: RegistryDouble, props: Copy) =>
  copyImage({
    from: client(source, 'grafana/loki'),
    to: client(target, 'smile/platform/loki'),
    tag: '1.0',
    folder: folder(),
    holders: new Map(),
    ...props,
  });

describe('a copy of an image', () => {
  test('brings all platforms, byte for byte, and the tag', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    const outcome = await copy(source, target, { digest });
    expect(outcome).toMatchObject({ state: 'copied', platforms: ['linux/amd64', 'linux/arm64'] });
    const [from, to] = [source.repository('grafana/loki'), target.repository('smile/platform/loki')];
    expect(to.blobs).toEqual(from.blobs);
    expect(to.manifests).toEqual(from.manifests);
    expect(to.tags).toEqual(new Map([['1.0', digest]]));
  });

  test('sends what platforms share once', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest, shared } = addImage(source, 'grafana/loki');
    await copy(source, target, { digest });
    expect(source.requests.filter((one) => one === `GET /v2/grafana/loki/blobs/${shared.digest}`)).toHaveLength(1);
  });

  test('leaves nothing behind on this machine', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    const between = folder();
    await copy(source, target, { digest, folder: between });
    expect(readdirSync(between)).toEqual([]);
  });

  test('does nothing when the tag is there with that digest', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    await copy(source, target, { digest });
    target.requests.length = 0;
    expect(await copy(source, target, { digest })).toMatchObject({ state: 'there', bytes: 0 });
    expect(target.requests).toEqual(['HEAD /v2/smile/platform/loki/manifests/1.0']);
  });

  test('takes layers over from another repository of the registry, without fetching them', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    const holders = new Map<string, string>();
    await copy(source, target, { digest, holders });
    source.requests.length = 0;
    const again = { digest, holders, to: client(target, 'smile/platform/loki-again') };
    expect(await copy(source, target, again)).toMatchObject({ state: 'copied', bytes: 0 });
    expect(source.requests.filter((one) => one.includes('/blobs/'))).toEqual([]);
    expect(target.repository('smile/platform/loki-again').blobs).toEqual(source.repository('grafana/loki').blobs);
  });

  test('uploads them where the registry takes nothing over', async () => {
    const [source, target] = [await registry(), await registry({ mounts: false })];
    const { digest } = addImage(source, 'grafana/loki');
    const holders = new Map<string, string>();
    await copy(source, target, { digest, holders });
    await copy(source, target, { digest, holders, to: client(target, 'smile/platform/loki-again') });
    expect(target.repository('smile/platform/loki-again').blobs).toEqual(source.repository('grafana/loki').blobs);
  });

  test('also brings an image of one platform', async () => {
    const [source, target] = [await registry(), await registry()];
    const config = source.addBlob('grafana/loki', '{"architecture":"amd64"}', CONFIG);
    const layers = [source.addBlob('grafana/loki', 'layer')];
    const { digest } = source.addManifest('grafana/loki', { schemaVersion: 2, mediaType: MANIFEST, config, layers });
    expect(await copy(source, target, { digest })).toMatchObject({ state: 'copied', platforms: [] });
    expect(target.repository('smile/platform/loki').tags.get('1.0')).toBe(digest);
  });
});

describe('signing in', () => {
  test('gets a token where the source asks for one', async () => {
    const [source, target] = [await registry({ signIn: { scheme: 'bearer' } }), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    expect(await copy(source, target, { digest })).toMatchObject({ state: 'copied' });
    expect(source.requests.filter((one) => one === 'GET /token')).toHaveLength(1);
  });

  test('sends name and password where the target asks for them', async () => {
    const signIn = { scheme: 'basic', user: 'AWS', password: 'secret' } as const;
    const [source, target] = [await registry(), await registry({ signIn })];
    const { digest } = addImage(source, 'grafana/loki');
    const to = client(target, 'smile/platform/loki', { user: 'AWS', password: 'secret' });
    expect(await copy(source, target, { digest, to })).toMatchObject({ state: 'copied' });
  });

  test('is refused with a message that holds no password', async () => {
    const signIn = { scheme: 'basic', user: 'AWS', password: 'secret' } as const;
    const [source, target] = [await registry(), await registry({ signIn })];
    const { digest } = addImage(source, 'grafana/loki');
    const to = client(target, 'smile/platform/loki', { user: 'AWS', password: 'guessed' });
    await expect(copy(source, target, { digest, to })).rejects.toThrow(
      `${target.host} refused HEAD manifests/1.0 of smile/platform/loki (HTTP 401)`,
    );
  });

  test('says that there are no credentials', async () => {
    const [source, target] = [await registry(), await registry({ signIn: { scheme: 'basic' } })];
    const { digest } = addImage(source, 'grafana/loki');
    await expect(copy(source, target, { digest })).rejects.toThrow(
      `${target.host} asks for a name and a password, and we have none for it`,
    );
  });
});

describe('what is not what was reviewed', () => {
  test('is refused: a list of other bytes', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    const repository = source.repository('grafana/loki');
    const forged = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: INDEX, manifests: [] }));
    repository.manifests.set(digest, { mediaType: INDEX, bytes: forged });
    await expect(copy(source, target, { digest })).rejects.toThrow(
      new RegExp(
        `^${source.host} sent a manifest of grafana/loki that is sha256:[0-9a-f]{64}, expected ${digest}; it was thrown away$`,
      ),
    );
    expect(target.repository('smile/platform/loki').tags).toEqual(new Map());
  });

  test('is refused: a layer of other bytes, and it does not stay on the disk', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest, shared } = addImage(source, 'grafana/loki');
    source.repository('grafana/loki').blobs.set(shared.digest, Buffer.from('forged layer'));
    const between = folder();
    await expect(copy(source, target, { digest, folder: between })).rejects.toThrow(
      new RegExp(
        `^${source.host} sent a blob of grafana/loki that is sha256:[0-9a-f]{64}, expected ${shared.digest}; it was thrown away$`,
      ),
    );
    expect(readdirSync(between).filter((name) => name.startsWith(shared.digest.replace(':', '-')))).toEqual([]);
    expect(target.repository('smile/platform/loki').tags).toEqual(new Map());
  });

  test('is refused: a digest that the source does not have', async () => {
    const [source, target] = [await registry(), await registry()];
    const digest = `sha256:${'0'.repeat(64)}`;
    await expect(copy(source, target, { digest })).rejects.toThrow(
      `${source.host} refused GET manifests/${digest} of grafana/loki (HTTP 404): MANIFEST_UNKNOWN double: MANIFEST_UNKNOWN`,
    );
  });

  test('does not move a tag that is taken', async () => {
    const [source, target] = [await registry(), await registry()];
    const { digest } = addImage(source, 'grafana/loki');
    const other = target.addManifest('smile/platform/loki', { mediaType: INDEX }, '1.0');
    await expect(copy(source, target, { digest })).rejects.toThrow(
      `smile/platform/loki:1.0 is ${other.digest} already, expected ${digest}; tags never move, so raise the tag in the catalogue`,
    );
  });
});

describe('what breaks off', () => {
  test('is taken up again where it ended', async () => {
    const content = 'x'.repeat(100_000);
    const layer = (double: RegistryDouble) => double.addBlob('grafana/loki', content);
    const breaksOff = new Map<string, number>();
    const [source, target] = [await registry({ breaksOff }), await registry()];
    const config = source.addBlob('grafana/loki', '{}', CONFIG);
    const blob = layer(source);
    breaksOff.set(blob.digest, 60_000);
    const { digest } = source.addManifest('grafana/loki', { mediaType: MANIFEST, config, layers: [blob] });
    expect(await copy(source, target, { digest })).toMatchObject({ state: 'copied' });
    expect(source.requests.filter((one) => one === `GET /v2/grafana/loki/blobs/${blob.digest}`)).toHaveLength(2);
    expect(target.repository('smile/platform/loki').blobs.get(blob.digest)?.toString()).toBe(content);
  });

  test('on the way in is begun anew', async () => {
    const [source, target] = [await registry(), await registry({ breaksUploads: 2 })];
    const { digest } = addImage(source, 'grafana/loki');
    expect(await copy(source, target, { digest })).toMatchObject({ state: 'copied' });
    expect(target.repository('smile/platform/loki').blobs).toEqual(source.repository('grafana/loki').blobs);
  });

  test('on the way in again and again is told, with the host', async () => {
    const [source, target] = [await registry(), await registry({ breaksUploads: 99 })];
    const { digest } = addImage(source, 'grafana/loki');
    await expect(copy(source, target, { digest })).rejects.toThrow(
      new RegExp(`^cannot reach ${target.host} \\(.+\\); check the network, or take it from elsewhere$`),
    );
    expect(target.repository('smile/platform/loki').tags).toEqual(new Map());
  });

  test('leaves no tag, and the next run sends only what is missing', async () => {
    const signIn = { scheme: 'basic', user: 'AWS', password: 'secret' } as const;
    const [source, target] = [await registry(), await registry({ signIn })];
    const { digest, manifests } = addImage(source, 'grafana/loki');
    const kept = source.repository('grafana/loki').manifests.get(manifests[1]?.digest ?? '');
    source.repository('grafana/loki').manifests.delete(manifests[1]?.digest ?? '');
    const to = () => client(target, 'smile/platform/loki', { user: 'AWS', password: 'secret' });
    await expect(copy(source, target, { digest, to: to() })).rejects.toThrow('MANIFEST_UNKNOWN');
    expect(target.repository('smile/platform/loki').tags).toEqual(new Map());
    const sent = target.repository('smile/platform/loki').blobs.size;
    expect(sent).toBeGreaterThan(0);

    if (kept !== undefined) source.repository('grafana/loki').manifests.set(manifests[1]?.digest ?? '', kept);
    source.requests.length = 0;
    expect(await copy(source, target, { digest, to: to() })).toMatchObject({ state: 'copied' });
    const all = source.repository('grafana/loki').blobs.size;
    expect(source.requests.filter((one) => one.startsWith('GET') && one.includes('/blobs/'))).toHaveLength(all - sent);
  });
});

test('a host that does not answer is named, with what the system says', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => taken.once('listening', resolve));
  const { port } = taken.address() as { readonly port: number };
  await new Promise((resolve) => taken.close(resolve));
  const target = await registry();
  const from = client({ host: `127.0.0.1:${port}` }, 'grafana/loki');
  await expect(copy(target, target, { digest: `sha256:${'0'.repeat(64)}`, from })).rejects.toThrow(
    `cannot reach 127.0.0.1:${port} (ECONNREFUSED); check the network, or take it from elsewhere`,
  );
});
