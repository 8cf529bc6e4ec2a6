import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHART_LOCK, CHARTS, IMAGE_LOCK, IMAGES } from '@smile/catalogue';
import { afterAll, expect, test } from 'vitest';
import { recordCharts, recordImages } from './locks.ts';

const root = mkdtempSync(join(tmpdir(), 'smile-locks-'));
const data = join(root, 'packages', 'catalogue', 'data');
mkdirSync(data, { recursive: true });
afterAll(() => rmSync(root, { recursive: true, force: true }));

const written = (name: string) => readFileSync(join(data, name), 'utf8');

test('a checksum is recorded for the version of the catalogue, beside those that were there', () => {
  const sha256 = 'a'.repeat(64);
  const lock = recordCharts(
    root,
    new Map([
      ['tempo', sha256],
      ['jaeger', sha256],
    ]),
  );
  expect(lock).toEqual({
    ...CHART_LOCK,
    jaeger: { version: CHARTS.jaeger.version, sha256 },
    tempo: { version: CHARTS.tempo.version, sha256 },
  });
  expect(JSON.parse(written('charts.lock.json'))).toEqual(lock);
});

test('rows stand in the order of their names, so that a change shows alone', () => {
  const digest = `sha256:${'b'.repeat(64)}`;
  recordImages(
    root,
    new Map([
      ['tempo', digest],
      ['grafana', digest],
      ['loki', digest],
    ]),
  );
  const text = written('images.lock.json');
  expect(Object.keys(JSON.parse(text))).toEqual(
    [...new Set([...Object.keys(IMAGE_LOCK), 'grafana', 'loki', 'tempo'])].sort(),
  );
  expect(text).toContain(`"loki": {\n    "tag": "${IMAGES.loki.tag}",\n    "digest": "${digest}"\n  }`);
  expect(text.endsWith('}\n')).toBe(true);
});
