import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

describe('smile charts list', () => {
  test('lists every chart with its version, and says what nobody has reviewed', async () => {
    const { exitCode, stdout } = await runSmile(['charts', 'list']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^loki +18\.11\.0 +3\.7\.6 +2026-08-20 +not published +1\.33–1\.35 /m);
    expect(stdout).toMatch(/\n\n23 charts, \d+ whose archive nobody has reviewed\n$/);
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
    const { exitCode, stdout, stderr } = await runSmile(['charts', 'pull', 'istiod', 'jaeger', '--charts', charts]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '0 pulled, 0 there already, 2 failed: .charts\n' });
    expect(stderr.trim().split('\n').sort()).toEqual([
      `istiod 1.30.4: failed: neither istiod-1.30.4.tgz nor its source is in ${charts}; put it there, or leave out --charts`,
      `jaeger 4.11.1: failed: neither jaeger-4.11.1.tgz nor its source is in ${charts}; put it there, or leave out --charts`,
    ]);
    expect(existsSync(join(ROOT, '.charts', 'jaeger-4.11.1.tgz.draft'))).toBe(false);
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
});
