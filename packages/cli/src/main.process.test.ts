import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { BIN, ROOT, runSmile, temporaryFolders } from './fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile', () => {
  test('lists its commands, exit codes and examples', async () => {
    const { exitCode, stdout } = await smile('--help');
    expect(exitCode).toBe(0);
    for (const word of [
      'synth',
      'rehearse',
      'offline',
      'inventory',
      'requirements',
      'doctor',
      'Exit codes:',
      'Examples:',
    ]) {
      expect(stdout).toContain(word);
    }
  });

  test.each(['synth', 'rehearse', 'offline', 'inventory', 'requirements', 'doctor'])(
    '%s --help has examples and exit codes',
    async (name) => {
      const { exitCode, stdout } = await smile(name, '--help');
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`Examples:\n  smile ${name}`);
      expect(stdout).toContain('  130  interrupted');
    },
  );

  test('prints its version', async () => {
    expect(await smile('--version')).toEqual({ exitCode: 0, stdout: '0.0.0\n', stderr: '' });
  });

  test('suggests the nearest command', async () => {
    expect(await smile('rehears')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: "error: unknown command 'rehears'\n(Did you mean rehearse?)\n(smile --help lists commands and options)\n",
    });
  });

  test.each([{ CI: 'true' }, { CI: '' }])('prints no colours off a terminal, with %j', async (ci) => {
    const { stderr } = await runSmile(['synth', 'nowhere'], { env: { ...env, ...ci } });
    expect(stderr).toMatch(/^error: no environment "nowhere"/);
  });

  test('works inside its repository only', async () => {
    const cwd = folder();
    const { exitCode, stderr } = await runSmile(['synth'], { cwd, env });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `error: smile works inside its repository, but neither ${cwd} nor a folder above it has cdktf.json and apps/main.ts; change to the repository\n`,
    );
  });
});

test('output that cannot be written is one error', () => {
  // https://man7.org/linux/man-pages/man4/full.4.html
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', 'exec "$0" "$1" completion bash > /dev/full', process.execPath, BIN],
    {
      cwd: ROOT,
      encoding: 'utf8',
    },
  );
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'error: cannot print: ENOSPC: no space left on device, write: the disk is full; free some space\n',
  });
});
