import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { ROOT, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';
import { readRunbook } from './read-runbook.ts';

const folder = temporaryFolders();

// A rehearsal of six stacks, and a plan of one: minutes on a busy machine.
test('the plan that replaces the Git server says what the runbook says', { timeout: 600_000 }, async () => {
  const env = { TMPDIR: folder() };
  const kept = join(folder(), 'kept');
  const rehearsal = await runSmile(['rehearse', 'shared', '--stack', '*-git', '--keep', kept], { env });
  expect(rehearsal.exitCode).toBe(0);
  const page = readRunbook('', readFileSync(join(ROOT, 'docs/runbooks/git-server-restore.md'), 'utf8'));
  const block = page.blocks.find((one) => one.includes('-replace=')) ?? '';
  // The commands of the page as they are, in the rehearsed stack instead of the real one.
  const commands = block.replace(/^\.\/smile synth .*\n/m, '').replace(/^cd .*$/m, `cd '${kept}/indonesia-shared-git'`);
  expect(commands).not.toBe(block);
  // The rehearsal's own data folder knows the backend. A new one would take the state for one on disk that moves, and empty it.
  const prepared = `export TF_DATA_DIR=.terraform\n${commands}`;
  const plan = await runSmile(['offline', 'shared', '--', 'bash', '-euo', 'pipefail', '-c', prepared], { env });
  const said = /The plan must say `([^`]+)`/.exec(page.text)?.[1];
  expect(said).toBeDefined();
  expect(stripVTControlCharacters(plan.stdout)).toContain(`Plan: ${said}.`);
  expect(plan.stdout).not.toMatch(/aws_ebs_volume\.\S+ (will|must) be/);
});
