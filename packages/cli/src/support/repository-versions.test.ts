import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { repositoryVersions } from './repository-versions.ts';

const versions = repositoryVersions(ROOT);

test('versions are those that are installed', () => {
  const installed = (name: string, from: string) => {
    const require = createRequire(join(ROOT, from, 'package.json'));
    return JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version;
  };
  expect(versions.tools.cdktf).toBe(installed('cdktf', 'packages/core'));
  expect(versions.tools.providers.aws).toBe(installed('@cdktf/provider-aws', 'packages/core'));
  expect(Object.keys(versions.tools.providers)).toEqual(['aws', 'kubernetes', 'helm', 'cloudflare']);
});

test('pins and data are read from their files', () => {
  expect(versions.tools.node).toMatch(/^\d+\.\d+\.\d+$/);
  expect(versions.tools.terraform).toMatch(/^\d+\.\d+\.\d+$/);
  expect(versions.data.map(({ what, readOn }) => [what, /^\d{4}-\d\d-\d\d$/.test(readOn)])).toEqual([
    ['ranges of Cloudflare', true],
  ]);
});
