import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

const ALL = 'indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging';

describe('smile synth', () => {
  test('writes the environments that short names mean, and counts their resources', async () => {
    const out = folder();
    const { exitCode, stdout } = await smile('synth', 'dev', '--out', out, '--json');
    expect(exitCode).toBe(0);
    const { stacks } = JSON.parse(stdout);
    expect(stacks.map(({ environment, stack }: Record<string, string>) => [environment, stack])).toContainEqual([
      'indonesia/dev',
      'indonesia-dev-network',
    ]);
    expect(stacks.every(({ resources }: { resources: number }) => resources > 0)).toBe(true);
    expect(readdirSync(join(out, 'stacks')).every((stack) => stack.startsWith('indonesia-dev-'))).toBe(true);
  });

  test('lists every word that means no environment', async () => {
    expect(await smile('synth', 'prodution', 'dev', 'x')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: [
        'error: 2 problems',
        `  - no environment "prodution", expected some of ${ALL}; did you mean indonesia/production?`,
        `  - no environment "x", expected some of ${ALL}; write one of these`,
        '',
      ].join('\n'),
    });
  });

  test("passes the app's own message on, without a stack trace", async () => {
    const { exitCode, stderr } = await runSmile(['synth', '--out', folder()], {
      env: { ...env, SMILE_STATE: 'nowhere' },
    });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: SMILE_STATE: expected one of s3, local, offline, got "nowhere"; leave it unset to deploy\n',
    );
  });

  test('names a folder that it cannot write to', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(await smile('synth', '--out', join(file, 'out'))).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: cannot write to the folder ${file}/out (ENOTDIR); name another with --out\n`,
    });
  });
});
