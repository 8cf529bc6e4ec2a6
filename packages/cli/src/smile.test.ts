import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { ROOT, runSmile } from './fixtures/run-smile.ts';

// Each test starts processes, some of them Terraform.
vi.setConfig({ testTimeout: 60_000 });

/** Temporary folders of the processes that a test starts, so that what they leave behind can be told from others'. */
const temporary = mkdtempSync(join(tmpdir(), 'smile-cli-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const folder = () => mkdtempSync(join(temporary, 'folder-'));
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

const ALL = 'indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging';

describe('smile', () => {
  test('lists its commands, exit codes and examples', async () => {
    const { exitCode, stdout } = await smile('--help');
    expect(exitCode).toBe(0);
    for (const word of ['synth', 'rehearse', 'offline', 'inventory', 'doctor', 'Exit codes:', 'Examples:']) {
      expect(stdout).toContain(word);
    }
  });

  test.each(['synth', 'rehearse', 'offline', 'inventory', 'doctor'])(
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

  test('works inside its repository only', async () => {
    const cwd = folder();
    const { exitCode, stderr } = await runSmile(['synth'], { cwd, env });
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      `error: smile works inside its repository, but neither ${cwd} nor a folder above it has cdktf.json and apps/main.ts; change to the repository\n`,
    );
  });
});

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
    expect(stderr).toBe('error: SMILE_STATE: expected one of s3, local, got "nowhere"; leave it unset to deploy\n');
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

describe('smile rehearse', () => {
  test('rehearses what it is asked for, with JSON alone on stdout and a JUnit file', async () => {
    const junit = join(folder(), 'rehearsal.xml');
    const args = ['rehearse', 'shared', '--stack', '*-bootstrap', '--json', '--junit', junit];
    const { exitCode, stdout, stderr } = await smile(...args);
    expect(stderr.split('\n')[0]).toBe('indonesia-shared-bootstrap: init');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'passed',
      stacks: [{ stack: 'indonesia-shared-bootstrap', status: 'passed', pending: [] }],
    });
    expect(readFileSync(junit, 'utf8')).toContain(
      '<testsuite name="indonesia-shared-bootstrap" tests="5" failures="0"',
    );
    expect(leftIn(env.TMPDIR)).toEqual([]);
  });

  test('keeps configurations and states when asked, and they can be listed', async () => {
    const keep = join(folder(), 'kept');
    const rehearsal = await smile('rehearse', 'shared', '--stack', '*-bootstrap', '--keep', keep);
    expect(rehearsal.exitCode).toBe(0);
    expect(rehearsal.stdout).toContain(`configurations and states are in ${keep}\n`);
    const state = join(keep, 'indonesia-shared-bootstrap', 'terraform.tfstate');
    const args = ['inventory', 'shared', '--from', 'state', '--file', state, '--type', 'aws_kms_key', '--json'];
    const { stdout } = await smile(...args);
    expect(JSON.parse(stdout).resources).toEqual([
      expect.objectContaining({
        stack: 'indonesia-shared-bootstrap',
        type: 'aws_kms_key',
        constructPath: expect.stringMatching(/^indonesia-shared-bootstrap\//),
      }),
    ]);
    expect(await smile('rehearse', 'shared', '--keep', keep)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `error: the folder ${keep} must be empty, found indonesia-shared-bootstrap in it; empty it or name another with --keep\n`,
    });
  });

  test('names a pattern that matches no stack', async () => {
    const { exitCode, stderr } = await smile('rehearse', 'dev', '--stack', 'netwrk');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: no stack matches --stack "netwrk", expected a name or a pattern such as '\*-network'; there are indonesia-dev-.*\n$/,
    );
  });

  test('says that Terraform is missing, and how to get it', async () => {
    const { exitCode, stderr } = await runSmile(['rehearse', 'dev'], { env: { ...env, PATH: folder() } });
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      'error: a rehearsal needs Terraform, found none on PATH; install Terraform 1.11.0 or newer from https://developer.hashicorp.com/terraform/install and put it on PATH\n',
    );
  });

  test('refuses a number of processes below one', async () => {
    const { exitCode, stderr } = await smile('rehearse', '--at-once', '0');
    expect(exitCode).toBe(2);
    expect(stderr.split('\n')[0]).toBe(
      "error: option '--at-once <number>' argument '0' is invalid. expected a whole number of at least 1",
    );
  });

  test.each(['init', 'apply'])('tidies up when it is interrupted during %s', async (step) => {
    const TMPDIR = folder();
    let interrupted = false;
    const { exitCode, stderr } = await runSmile(['rehearse', 'dev'], {
      env: { TMPDIR },
      onOutput: (printed, child) => {
        if (interrupted || !printed.includes(`: ${step}\n`)) return;
        interrupted = true;
        child.kill('SIGINT');
      },
    });
    expect(stderr).toContain('stopping and tidying up; press Ctrl-C again to stop at once\n');
    expect(stderr).toMatch(/error: interrupted\n$/);
    expect(exitCode).toBe(130);
    expect(leftIn(TMPDIR)).toEqual([]);
    expect(processesIn(TMPDIR)).toEqual([]);
  });
});

describe('smile offline', () => {
  test('attaches stand-ins, keeps credentials away, and ends as the command does', async () => {
    const script = 'echo "$SMILE_ENV $SMILE_STATE [$AWS_PROFILE]"; echo "$TF_REATTACH_PROVIDERS"; exit 7';
    const { exitCode, stdout } = await runSmile(['offline', 'dev', '--', 'bash', '-c', script], {
      env: { ...env, AWS_PROFILE: 'real' },
    });
    const [first, reattach = ''] = stdout.split('\n');
    expect(first).toBe('indonesia/dev local []');
    expect(Object.keys(JSON.parse(reattach))).toContain('hashicorp/aws');
    expect(exitCode).toBe(7);
    expect(leftIn(env.TMPDIR)).toEqual([]);
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

describe('smile inventory', () => {
  test('lists what matches, with counts', async () => {
    const { exitCode, stdout } = await smile('inventory', 'dev', '--type', 'aws_vpc');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^stack +type +address +construct\nindonesia-dev-network +aws_vpc +aws_vpc\.\S+ +indonesia-dev-network\/\S+\n/,
    );
    expect(stdout).toMatch(/1 resources from synth\n$/);
  });

  test('names a file that it cannot read', async () => {
    expect(await smile('inventory', 'dev', '--from', 'plan', '--file', '/no/such/plan.json')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error: cannot read the plan /no/such/plan.json (ENOENT); pass a file that terraform show -json wrote\n',
    });
  });

  test('needs a file for a plan, and takes none for the code', async () => {
    expect((await smile('inventory', '--from', 'plan')).stderr).toBe(
      'error: --from plan needs --file; write a file with terraform show -json, and name it\n',
    );
    expect((await smile('inventory', '--file', 'plan.json')).stderr).toBe(
      'error: --file goes with --from plan or --from state; name one of these\n',
    );
  });
});

describe('smile doctor', () => {
  test('checks machine, installation and values, and says what to replace', async () => {
    const { stdout } = await smile('doctor', '--json');
    const { checks } = JSON.parse(stdout);
    expect(checks).toContainEqual({ name: 'constructs', status: 'ok', found: 'one copy, 10.4.2' });
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'values of indonesia/production',
        status: 'warn',
        remedy: expect.stringContaining('account.id = 111111111111: the id of the AWS account'),
      }),
    );
  });

  test('fails when something is missing', async () => {
    const { exitCode, stdout } = await runSmile(['doctor'], { env: { ...env, PATH: folder() } });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /^fail {2}Terraform +a rehearsal needs Terraform, found none on PATH\n +install Terraform 1\.11\.0 or newer/m,
    );
  });
});

/** What `smile` left in a folder; tsx's cache of compiled files stays there on purpose. */
function leftIn(path: string): string[] {
  return readdirSync(path).filter((name) => !name.startsWith('tsx-'));
}

/** Commands of running processes that were started with a folder for temporary files. */
function processesIn(path: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const [environ, command] = ['environ', 'cmdline'].map((file) => readFileSync(join('/proc', pid, file), 'latin1'));
      return environ?.includes(`TMPDIR=${path}\0`) ? [command ?? ''] : [];
    } catch {
      // It ended while we looked.
      return [];
    }
  });
}
