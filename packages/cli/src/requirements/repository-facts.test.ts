import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, temporaryFolders } from '../fixtures/run-smile.ts';
import { filesUnder, repositoryFacts } from './repository-facts.ts';

const folder = temporaryFolders();

describe('facts of the repository', () => {
  const facts = repositoryFacts(ROOT);

  test('hold the files of every environment', () => {
    expect(Object.keys(facts.environmentFiles)).toContain('indonesia/production');
    for (const files of Object.values(facts.environmentFiles)) {
      expect(files).toEqual(expect.arrayContaining(['src/addresses.txt', 'src/environment.ts', 'src/main.ts']));
    }
  });

  test('hold what an environment switches off by one value (APP-APIGW)', () => {
    expect(facts.switchedOff['indonesia/production']).toEqual(['apiGateway']);
  });

  test('hold what the values promise: the region, and when backups are made (REG-1, GOV-BACKUP)', () => {
    expect(facts.promises['indonesia/production']).toEqual({
      region: 'ap-southeast-3',
      timeZone: 'Asia/Jakarta',
      backupAt: '03:00',
    });
  });

  test('hold no place in the code of the estate that asks for a stage, or names a region or a country (CTY-1)', () => {
    expect([...facts.stageConditions, ...facts.placeLiterals]).toEqual([]);
  });

  test('hold the unit tests', () => {
    expect(facts.testFiles).toContain('packages/cli/src/requirements/repository-facts.test.ts');
  });
});

test('files of an environment are those of the code, whatever cdktf and pnpm left beside them', () => {
  const root = folder();
  for (const path of [
    'app/src/main.ts',
    'app/cdktf.out/manifest.json',
    'app/node_modules/x/package.json',
    'app/cdktf.json',
  ]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  expect(filesUnder(root, 'app')).toEqual(['app/cdktf.json', 'app/src/main.ts']);
});
