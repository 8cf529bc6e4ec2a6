import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { rehearse, reword } from '@smile/rehearsal';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../repository-root.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

const TIMEOUT = 600_000;

// Between them these have every type of the estate: production all of what staging and dev have, shared the Git server.
test.each(['indonesia/production', 'indonesia/shared'])(
  'other words replace nothing in %s, planned by Terraform',
  { timeout: TIMEOUT },
  async (id) => {
    await inTemporaryFolder('reword', async (folder) => {
      const out = join(folder, 'synth');
      mkdirSync(out);
      const { inventory } = await synthesize({
        root: repositoryRoot(process.cwd()),
        out,
        ids: [id],
        signal: new AbortController().signal,
      });
      const applied = join(folder, 'applied');
      const report = await rehearse({ synthesized: inventory, env: process.env, folder: applied, destroy: false });
      expect(report.status).toBe('passed');
      expect(existsSync(applied)).toBe(true);
      const reports = await reword({ synthesized: inventory, folder: applied, env: process.env });
      const harmed = reports.flatMap((one) => one.harmed.map((what) => `${one.stack}: ${what}`));
      expect(harmed).toEqual([]);
      for (const { stack, reworded, updated } of reports) {
        expect([stack, reworded > 0, updated.length > 0]).toEqual([stack, true, true]);
      }
    });
  },
);
