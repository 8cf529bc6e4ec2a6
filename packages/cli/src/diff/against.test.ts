import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolders } from '../fixtures/run-smile.ts';
import { whatAgainst } from './against.ts';

const temporaryFolder = temporaryFolders();

describe('what a word after --against means', () => {
  test('is what smile offline applied, once it applied something', () => {
    const root = temporaryFolder();
    const folder = join(root, '.smile', 'offline');
    expect(() => whatAgainst(root, 'state')).toThrow(
      `--against state: nothing was applied in ${folder} yet; run smile plan and smile apply with --offline first, or compare with a commit`,
    );
    mkdirSync(join(folder, '.state'), { recursive: true });
    expect(whatAgainst(root, 'state')).toEqual({ kind: 'states', folder, name: 'the states of smile offline' });
  });

  test('is a synthesis where a folder has stacks, and states where it has those', () => {
    const root = temporaryFolder();
    const [synthesis, states] = [join(root, 'synthesis'), join(root, 'states')];
    mkdirSync(join(synthesis, 'stacks'), { recursive: true });
    mkdirSync(join(states, '.state'), { recursive: true });
    expect(whatAgainst(root, synthesis)).toEqual({ kind: 'synthesis', folder: synthesis, name: synthesis });
    expect(whatAgainst(root, states)).toEqual({ kind: 'states', folder: states, name: states });
  });
});
