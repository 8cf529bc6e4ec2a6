import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile report', () => {
  test('writes a page as of a day', async () => {
    const file = join(folder(), 'page.html');
    const { exitCode, stdout } = await smile('report', 'dev', '--at', '2026-11-25', '--out', file);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/page\.html\n$/);
    expect(readFileSync(file, 'utf8')).toContain('<title>indonesia/dev on 2026-11-25</title>');
  });

  test('prints what the page shows as JSON', async () => {
    const { stdout } = await smile('report', 'dev', '--at', '2026-11-25', '--json');
    const [page] = JSON.parse(stdout);
    expect(page.environment.id).toBe('indonesia/dev');
    expect(page.inventory.rows.length).toBeGreaterThan(100);
    expect(page.requirements).toContainEqual(expect.objectContaining({ id: 'NET-1', status: 'met' }));
    expect(page.guardrails.rules).toBeGreaterThan(60);
    expect(
      page.guardrails.findings.filter(({ stack }: { readonly stack: string }) => !stack.startsWith('indonesia-dev-')),
    ).toEqual([]);
    expect(page.costs.lines).toContainEqual(expect.objectContaining({ what: 't3.small, on demand', quantity: 730 }));
  });
});
