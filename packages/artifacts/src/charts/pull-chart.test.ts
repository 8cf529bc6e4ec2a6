import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHARTS, type ChartLock, chartArchive } from '@smile/catalogue';
import { afterEach, describe, expect, test } from 'vitest';
import { openChartFolder } from './chart-folder.ts';
import { type PullChartProps, pullChart } from './pull-chart.ts';

const ARCHIVE = 'what an archive would be';
const SHA256 = createHash('sha256').update(ARCHIVE).digest('hex');
const FILE = chartArchive('loki');
const reviewed = (sha256 = SHA256): ChartLock => ({ loki: { version: CHARTS.loki.version, sha256 } });

const tidy: string[] = [];
afterEach(() => {
  for (const path of tidy.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A new folder with some files. */
function folder(files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'smile-pull-'));
  tidy.push(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

/** Pulls Loki out of a folder with its archive. */
function pull(props: Partial<PullChartProps> & { readonly from?: string }) {
  const { from = folder({ [FILE]: ARCHIVE }), cache = folder(), lock = reviewed(), ...rest } = props;
  return { cache, from, done: pullChart('loki', { cache, lock, folder: openChartFolder(from), ...rest }) };
}

describe('an archive', () => {
  test('gets into the cache when it is the one that was reviewed', async () => {
    const { cache, done } = pull({});
    expect(await done).toEqual({ name: 'loki', state: 'pulled', sha256: SHA256, isNew: false });
    expect(readFileSync(join(cache, FILE), 'utf8')).toBe(ARCHIVE);
  });

  test('stays there, without asking anybody', async () => {
    const cache = folder({ [FILE]: ARCHIVE });
    const from = folder({ 'istio/Chart.yaml': 'name: base' });
    expect(await pull({ cache, from }).done).toMatchObject({ state: 'there', sha256: SHA256 });
  });

  test('takes the place of one that is not what was reviewed', async () => {
    const cache = folder({ [FILE]: 'half of it' });
    expect(await pull({ cache }).done).toMatchObject({ state: 'pulled' });
    expect(readFileSync(join(cache, FILE), 'utf8')).toBe(ARCHIVE);
  });

  test('that was published anew is refused, with --accept too; the cache stays as it was', async () => {
    const other = 'b'.repeat(64);
    for (const accept of [false, true]) {
      const cache = folder({ [FILE]: 'former' });
      await expect(pull({ cache, accept, lock: reviewed(other) }).done).rejects.toThrow(
        `${FILE} has SHA-256 ${SHA256}, reviewed was ${other}: it was published anew; ask why before its line in charts.lock.json is removed`,
      );
      expect(readdirSync(cache)).toEqual([FILE]);
      expect(readFileSync(join(cache, FILE), 'utf8')).toBe('former');
    }
  });

  test('that nobody has reviewed is refused, in the cache too', async () => {
    const refusal = `nobody has reviewed ${FILE} (SHA-256 ${SHA256}); look into it, then record it with --accept`;
    for (const cache of [folder(), folder({ [FILE]: ARCHIVE })]) {
      await expect(pull({ cache, lock: {} }).done).rejects.toThrow(refusal);
    }
    const { cache, done } = pull({ lock: { loki: { version: '18.10.0', sha256: SHA256 } } });
    await expect(done).rejects.toThrow(refusal);
    expect(existsSync(join(cache, FILE))).toBe(false);
  });

  test('that nobody has reviewed is taken with --accept, to be recorded', async () => {
    expect(await pull({ lock: {}, accept: true }).done).toMatchObject({ state: 'pulled', sha256: SHA256, isNew: true });
  });
});

describe('the source of a chart', () => {
  const source = () => folder({ 'helm-charts/charts/loki/Chart.yaml': 'name: loki\nversion: 18.11.0\n' });
  const pack = async () => Buffer.from('packed');

  test('is packed where nobody has reviewed the archive, and is nothing to record', async () => {
    const { cache, done } = pull({ from: source(), lock: {}, accept: true, pack });
    expect(await done).toMatchObject({ state: 'packed', isNew: false });
    expect(readFileSync(join(cache, FILE), 'utf8')).toBe('packed');
  });

  test('is refused where the archive was reviewed, which it can never be', async () => {
    const from = source();
    await expect(pull({ from, pack }).done).rejects.toThrow(
      `${join(from, 'helm-charts/charts/loki')} is the source of loki, and what it packs to is never the archive that was reviewed; pull ${FILE} instead`,
    );
  });
});

describe('a folder of charts', () => {
  test('says what is not in it', async () => {
    const from = folder({ 'base/Chart.yaml': 'name: base' });
    await expect(pull({ from }).done).rejects.toThrow(
      `neither ${FILE} nor its source is in ${from}; put it there, or leave out --charts`,
    );
  });

  test('must be there', () => {
    expect(() => openChartFolder('/no/such/folder')).toThrow(
      'no folder /no/such/folder; name one that holds archives of charts, or their sources',
    );
  });

  test('must hold charts', () => {
    const path = folder({ 'notes.txt': '' });
    expect(() => openChartFolder(path)).toThrow(
      `${path} holds neither archives of charts nor a Chart.yaml; fill it, or name another folder`,
    );
  });

  test('finds sources by the name in their Chart.yaml, as Istio has gateway below another name', () => {
    const path = folder({
      'manifests/charts/gateways/Chart.yaml': 'name: gateway',
      'manifests/charts/istio-control/istio-discovery/Chart.yaml': 'name: istiod',
      'broken/Chart.yaml': '{{ .Values.name }}: [',
    });
    expect([...openChartFolder(path).sources]).toEqual([
      ['istiod', join(path, 'manifests/charts/istio-control/istio-discovery')],
      ['istio-gateway', join(path, 'manifests/charts/gateways')],
    ]);
  });
});
