import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEmbeddedSource } from './embedded-source.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'embedded-source-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function compiledWith(map: object): string {
  const file = join(folder, 'index.js');
  const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
  writeFileSync(file, `exports.a = 1;\n//# sourceMappingURL=data:application/json;base64,${encoded}`);
  return file;
}

test('reads the source that a module was compiled from', () => {
  const file = compiledWith({ sourcesContent: ['export const a = 1; // “one”'] });
  expect(readEmbeddedSource(file, 'lib/a')).toEqual({ label: 'lib/a', text: 'export const a = 1; // “one”' });
});

test('refuses a module without a source map', () => {
  const file = join(folder, 'index.js');
  writeFileSync(file, 'exports.a = 1;\n');
  expect(() => readEmbeddedSource(file, 'lib/a')).toThrow(
    new Error('lib/a has no embedded source map; reinstall the bindings with pnpm install'),
  );
});

test('refuses a source map that embeds no source', () => {
  const file = compiledWith({ sources: ['a.ts'] });
  expect(() => readEmbeddedSource(file, 'lib/a')).toThrow(
    new Error('the source map of lib/a must embed exactly one source, got 0'),
  );
});
