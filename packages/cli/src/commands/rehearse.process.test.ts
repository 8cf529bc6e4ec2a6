import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leftIn, processesIn, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

describe('smile rehearse', () => {
  test('rehearses what it is asked for, with JSON alone on stdout and a JUnit file', async () => {
    const TMPDIR = folder();
    const junit = join(folder(), 'rehearsal.xml');
    const args = ['rehearse', 'shared', '--stack', '*-bootstrap', '--json', '--junit', junit];
    const { exitCode, stdout, stderr } = await runSmile(args, { env: { TMPDIR } });
    expect(stderr.split('\n')[0]).toBe('indonesia-shared-bootstrap: init');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'passed',
      stacks: [{ stack: 'indonesia-shared-bootstrap', status: 'passed', pending: [] }],
    });
    expect(readFileSync(junit, 'utf8')).toContain(
      '<testsuite name="indonesia-shared-bootstrap" tests="5" failures="0"',
    );
    expect(leftIn(TMPDIR)).toEqual([]);
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

  test('is not emptied by variables that Terraform obeys', async () => {
    const args = ['rehearse', 'shared', '--stack', '*-bootstrap', '--json'];
    const { exitCode, stdout } = await runSmile(args, {
      env: { ...env, TF_CLI_ARGS_plan: '-destroy', TF_WORKSPACE: 'other' },
    });
    const { resources } = JSON.parse(stdout).stacks[0];
    expect({ exitCode, buckets: resources.aws_s3_bucket > 0 }).toEqual({ exitCode: 0, buckets: true });
  });

  test('names a pattern that matches no stack', async () => {
    const { exitCode, stderr } = await smile('rehearse', 'dev', '--stack', 'netwrk');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^error: no stack matches --stack "netwrk", expected a name or a pattern such as '\*-network'; there are indonesia-dev-.*\n$/,
    );
  });

  test('fails where there is no folder of real plugins, before anything is rehearsed', async () => {
    const TMPDIR = folder();
    const missing = join(folder(), 'nowhere');
    const args = ['rehearse', 'shared', '--stack', '*-bootstrap', '--providers', 'real'];
    expect(await runSmile(args, { env: { TMPDIR, SMILE_PLUGIN_DIR: missing } })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: no folder ${missing} with provider plugins; name one that terraform providers mirror has filled\n`,
    });
    expect(leftIn(TMPDIR)).toEqual([]);
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
