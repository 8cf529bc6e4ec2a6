import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Inventory } from '@smile/inventory';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { GENERATED_PAGES } from './generated-pages.ts';

let estate: Inventory;

beforeAll(async () => {
  const { signal } = new AbortController();
  estate = await inTemporaryFolder(
    'docs',
    async (out) => (await synthesize({ root: ROOT, out, ids: [], signal })).inventory,
  );
});

describe('generated pages', () => {
  test.each(GENERATED_PAGES)('$path is as the estate is now; pnpm docs writes it anew', async ({ path, render }) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(await render(estate));
  });

  test('have a path of their own each', () => {
    const paths = GENERATED_PAGES.map(({ path }) => path);
    expect([...new Set(paths)]).toEqual(paths);
  });
});
