import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leftIn, ROOT, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

/** Every file and folder below one, without what `node_modules` caches. */
function snapshot(path: string): string[] {
  return existsSync(path) ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [];
}

describe('smile offline', () => {
  test('attaches stand-ins, keeps credentials away, and ends as the command does', async () => {
    const TMPDIR = folder();
    const script = 'echo "$SMILE_ENV $SMILE_STATE [$AWS_PROFILE]"; echo "$TF_REATTACH_PROVIDERS"; exit 7';
    const { exitCode, stdout } = await runSmile(['offline', 'dev', '--', 'bash', '-c', script], {
      env: { TMPDIR, AWS_PROFILE: 'real' },
    });
    const [first, reattach = ''] = stdout.split('\n');
    expect(first).toBe('indonesia/dev offline []');
    expect(Object.keys(JSON.parse(reattach))).toContain('hashicorp/aws');
    expect(exitCode).toBe(7);
    expect(leftIn(TMPDIR)).toEqual([]);
  });

  // README's own example, and then what the bootstrap runbook does: nothing of the first may reach the second.
  test('keeps everything apart from where real commands work', async () => {
    const before = snapshot(join(ROOT, 'cdktf.out'));
    const args = ['cdktf', 'apply', 'indonesia-dev-bootstrap', '--auto-approve', '--skip-provider-lock'];
    const { exitCode, stdout } = await smile('offline', 'dev', '--', ...args);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Apply complete!') });
    expect(snapshot(join(ROOT, 'cdktf.out'))).toEqual(before);
    const state = join(ROOT, '.smile', 'offline', '.state', 'indonesia', 'dev', 'bootstrap.tfstate');
    expect(JSON.parse(readFileSync(state, 'utf8')).lineage).toBe('pretend-indonesia-dev-bootstrap');
    const check = await smile('state', 'check', state);
    expect(check.stderr).toContain('its lineage is pretend-indonesia-dev-bootstrap');
    expect(check.exitCode).toBe(1);
  });

  test('hands on nothing that would change what Terraform does', async () => {
    const set = { TF_CLI_ARGS_plan: '-destroy', TF_WORKSPACE: 'x', TF_VAR_a: 'b', CLOUDFLARE_API_TOKEN: 'secret' };
    const { stdout } = await runSmile(['offline', 'dev', '--', 'env'], { env: { ...env, ...set } });
    const names = stdout.split('\n').map((line) => line.split('=')[0] ?? '');
    expect(names.filter((name) => /^(TF_CLI_ARGS|TF_WORKSPACE|TF_VAR_|CLOUDFLARE_)/.test(name))).toEqual([]);
  });

  test('finds the cdktf of the repository', async () => {
    const { exitCode, stdout } = await smile('offline', 'dev', '--', 'which', 'cdktf');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: `${join(ROOT, 'node_modules', '.bin', 'cdktf')}\n` });
  });

  test('passes an interruption on, and waits for the command', async () => {
    const script = 'trap "echo tidied; exit 3" INT TERM; echo ready; while :; do sleep 0.1; done';
    let interrupted = false;
    const { exitCode, stdout } = await runSmile(['offline', 'dev', '--', 'bash', '-c', script], {
      env,
      onOutput: (printed, child) => {
        if (interrupted || !printed.includes('ready')) return;
        interrupted = true;
        child.kill('SIGINT');
      },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 130, stdout: 'ready\ntidied\n' });
  });

  test('asks for a command', async () => {
    expect(await smile('offline', 'dev')).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'error: no command to run; write it after --, as in smile offline -- cdktf list\n',
    });
  });

  test('names a command that does not exist', async () => {
    const { exitCode, stderr } = await smile('offline', 'dev', '--', 'no-such-command');
    expect(exitCode).toBe(127);
    expect(stderr).toContain(
      'error: no command "no-such-command" on PATH; write it as you would in a shell, after --\n',
    );
  });
});
