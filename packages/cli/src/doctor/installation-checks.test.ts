import { describe, expect, test } from 'vitest';
import { checkInstallation } from './installation-checks.ts';
import { readCatalog } from './read-installation.ts';

const AWS = '@cdktf/provider-aws';
const check = (installed: Readonly<Record<string, readonly string[]>>) =>
  checkInstallation({ pinned: { [AWS]: '21.22.1', zod: '4.0.0' }, installed });

describe('an installation', () => {
  test('has constructs once, and bindings as the catalog pins them', () => {
    expect(check({ constructs: ['10.4.2'], [AWS]: ['21.22.1'] })).toEqual([
      { name: 'constructs', status: 'ok', found: 'one copy, 10.4.2' },
      { name: AWS, status: 'ok', found: '21.22.1' },
    ]);
  });

  test('fails with two copies of constructs, or another version of a binding', () => {
    expect(check({ constructs: ['10.4.2', '10.5.0'], [AWS]: ['21.0.0'] })).toEqual([
      {
        name: 'constructs',
        status: 'fail',
        found: '2 copies, 10.4.2 and 10.5.0',
        remedy: 'keep the override in pnpm-workspace.yaml, remove node_modules and run pnpm install',
      },
      { name: AWS, status: 'fail', found: '21.0.0', remedy: 'the catalog pins 21.22.1; run pnpm install' },
    ]);
  });

  test('fails when nothing is installed', () => {
    expect(check({})).toEqual([
      { name: 'constructs', status: 'fail', found: 'not installed', remedy: 'run pnpm install' },
      { name: AWS, status: 'fail', found: 'not installed', remedy: 'run pnpm install' },
    ]);
  });
});

test('reads the catalog between other settings', () => {
  const yaml =
    'packages:\n  - apps\n\n# why\ncatalog:\n  "@cdktf/provider-aws": 21.22.1\n  zod: 4.6.7\n\noverrides:\n  constructs: 10.4.2\n';
  expect(readCatalog(yaml)).toEqual({ [AWS]: '21.22.1', zod: '4.6.7' });
});
