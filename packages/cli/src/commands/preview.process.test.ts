import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const COMMIT = 'a'.repeat(40);
const WISH = [
  '--project',
  'smile/web',
  '--branch',
  'menu',
  '--commit',
  COMMIT,
  '--owner',
  'ani@smile.example',
  '--run',
  '1',
];

describe('smile preview', () => {
  test('brings a branch up, lists it, lets it stay, and takes it down', async () => {
    const states = folder();
    const preview = (...args: readonly string[]) => runSmile(['preview', ...args, '--offline', '--states', states]);
    const up = await preview('up', 'dev', ...WISH, '--markdown');
    expect(up.exitCode, up.stderr).toBe(0);
    expect(up.stdout).toMatch(
      /^\*\*Preview of `aaaaaaaaaaaa` is up:\*\* https:\/\/app-menu-[0-9a-f]{6}\.smile-dev\.example\n/,
    );
    const list = JSON.parse((await preview('list', 'dev', '--json')).stdout);
    expect(list.map(({ slot, phase }: Record<string, string>) => `${slot} ${phase}`)).toEqual([
      'preview-1 up',
      'preview-2 free',
      'preview-3 free',
      'preview-4 free',
      'preview-5 free',
    ]);
    const extended = await preview('extend', 'dev', 'menu', '14');
    expect(extended.stdout).toMatch(/^preview-1: menu stays until \d{4}-\d\d-\d\d \d\d:\d\d UTC\n$/);
    const lost = await preview('down', 'dev', 'meny');
    expect(lost).toMatchObject({
      exitCode: 2,
      stderr: 'error: no preview "meny", there are: preview-1 menu; name a slot, a branch or a label\n',
    });
    expect(await preview('down', 'dev', 'menu')).toMatchObject({
      exitCode: 0,
      stdout: 'preview-1: smile/web menu is gone\n',
    });
  }, 120_000);

  test('says everything that is wrong with a wish at once, and takes no slot', async () => {
    const states = folder();
    const end = await runSmile([
      'preview',
      'up',
      'dev',
      '--project',
      'smile/web',
      '--branch',
      'a b',
      '--commit',
      'HEAD',
      '--owner',
      'ani',
      '--run',
      '1',
      '--days',
      '99',
      '--image',
      'backend-core=1.0',
      '--offline',
      '--states',
      states,
    ]);
    expect(end.exitCode).toBe(1);
    expect(end.stderr).toBe(`error: 6 problems
  - image of backend-core: indonesia/dev does not run this service, expected one of: none yet; give it values there first (docs/runbooks/add-a-service.md)
  - image of backend-core: expected a tag with a digest, got "1.0"; write it as 1.4.2@sha256:…
  - commit: expected 40 hexadecimal digits, got "HEAD"; git rev-parse prints them
  - owner: expected an e-mail address, got "ani"; name who asks for the preview
  - expected at most 30 days, got 99; extend it later if it is still needed
  - branch: expected a name without spaces, got "a b"; write it as GitLab has it
`);
  }, 60_000);

  test('is refused where an environment has no previews', async () => {
    expect(await runSmile(['preview', 'list', 'production', '--offline', '--states', folder()])).toMatchObject({
      exitCode: 1,
      stderr:
        'error: indonesia/production: the environment has no previews; name one that has platform.previews in its values\n',
    });
  }, 60_000);
});
