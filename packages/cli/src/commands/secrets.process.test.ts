import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { SECRET_NAMES } from '@smile/databases/secrets';
import { afterAll, describe, expect, test } from 'vitest';
import {
  awsOnPath,
  empty,
  type FakeOptions,
  type FakeSecret,
  FakeSecretsManager,
  held,
} from '../fixtures/fake-secrets-manager.ts';
import { type Ended, leftIn, ROOT, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** Secrets of dev as Terraform leaves them, but for those that are given, behind an `aws` on PATH. */
async function devWith(secrets: Readonly<Record<string, FakeSecret>> = {}, more: Omit<FakeOptions, 'secrets'> = {}) {
  const all = Object.fromEntries(SECRET_NAMES.map((name) => [`smile-dev/${name}`, secrets[name] ?? empty()]));
  const fake = new FakeSecretsManager({ secrets: all, ...more });
  const { PATH, server } = await awsOnPath(fake, folder());
  servers.push(server);
  return { fake, env: { PATH, TMPDIR: folder() } };
}

/** Runs `smile secrets` with a text on standard input. */
async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { input = '', started }: { readonly input?: string; readonly started?: (child: ChildProcess) => void } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'packages/cli/bin/smile.cjs'), 'secrets', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  started?.(child);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}

describe('smile secrets init (APP-SECRETS)', () => {
  test('writes through the AWS command line, prints no value, gives none as an argument, and leaves no file', async () => {
    const { fake, env } = await devWith({ gitlab: held({ 'api-token': 'glpat-very-secret' }) });
    const { exitCode, stdout, stderr } = await run(['init', 'dev'], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(fake.current('smile-dev/redis')).toEqual({ token: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(fake.current('smile-dev/gitlab')).toMatchObject({ 'api-token': 'glpat-very-secret' });
    expect(stdout).toMatch(/^redis +token +made +random$/m);
    const values = fake.values().filter((value) => value.length > 16);
    expect(values.length).toBeGreaterThan(20);
    for (const value of values) expect(`${stdout}${fake.calls.join()}`).not.toContain(value);
    expect(leftIn(env.TMPDIR)).toEqual([]);
  });

  test('at Ctrl-C finishes the secret that it writes, says what was written, and leaves no file', async () => {
    let child: ChildProcess | undefined;
    const { fake, env } = await devWith(
      {},
      {
        before: async ({ operation, name }) => {
          if (operation !== 'put-secret-value' || name !== 'smile-dev/mysql-wms') return;
          child?.kill('SIGINT');
          // Until smile has heard of it.
          if (child?.stderr) await once(child.stderr, 'data');
        },
      },
    );
    const { exitCode, stderr } = await run(['init', 'dev'], env, {
      started: (started) => {
        child = started;
      },
    });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 130,
      stderr: [
        'stopping and tidying up; press Ctrl-C again to stop at once',
        'error: interrupted; written so far: smile-dev/mysql-main, smile-dev/mysql-wms. Run it again to make the rest',
        '',
      ].join('\n'),
    });
    expect(fake.current('smile-dev/mysql-wms')).toHaveProperty('password');
    expect(fake.current('smile-dev/redis')).toBeUndefined();
    expect(leftIn(env.TMPDIR)).toEqual([]);
  });

  test('says that the AWS command line is missing', async () => {
    const { exitCode, stderr } = await run(['init', 'dev'], { PATH: folder() });
    expect({ exitCode, stderr }).toEqual({
      exitCode: 127,
      stderr:
        'error: secrets are read and written with the AWS command line, found no aws on PATH; install it from https://docs.aws.amazon.com/cli\n',
    });
  });

  test.each([
    [['init'], 2, "error: missing required argument 'environment'\n(smile --help lists commands and options)\n"],
    [
      ['init', 'shared'],
      1,
      'error: indonesia/shared has no data stores, and none of these secrets; choose an environment that has\n',
    ],
    [
      ['status', 'prodution'],
      2,
      'error: no environment "prodution", expected some of indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging; did you mean indonesia/production?\n',
    ],
  ])('%j ends with %i and says why', async (args, exitCode, stderr) => {
    expect(await runSmile(['secrets', ...args])).toMatchObject({ exitCode, stderr });
  });
});

test('smile secrets status fails while a field is missing, and writes nothing', async () => {
  const { fake, env } = await devWith({ gitlab: held({ 'api-token': 'glpat-very-secret' }) });
  const { exitCode, stdout } = await run(['status', 'dev', '--json'], env);
  expect(exitCode).toBe(1);
  const { environment, fields } = JSON.parse(stdout);
  expect(environment).toBe('indonesia/dev');
  expect(fields).toContainEqual({ secret: 'gitlab', field: 'api-token', status: 'present', madeBy: 'person' });
  expect(fields).toContainEqual({
    secret: 'redis',
    field: 'token',
    status: 'missing',
    madeBy: 'random',
    command: './smile secrets init indonesia/dev',
  });
  expect(stdout).not.toContain('glpat');
  expect(fake.calls.filter((call) => /put-|update-/.test(call))).toEqual([]);
});

describe('smile secrets set', () => {
  test('puts one field beside the others, without the end of its line', async () => {
    const { fake, env } = await devWith({ gitlab: held({ 'webhook-token': 'kept' }) });
    const { exitCode, stderr } = await run(['set', 'dev', 'gitlab', 'api-token'], env, { input: 'glpat-new\n' });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'wrote api-token of smile-dev/gitlab\n' });
    expect(fake.current('smile-dev/gitlab')).toEqual({ 'webhook-token': 'kept', 'api-token': 'glpat-new' });
    expect(fake.calls.join()).not.toContain('glpat-new');
  });

  test('puts several fields at once, as for two users in turn, over what is there only when asked', async () => {
    const { fake, env } = await devWith({
      'mysql-main': held({ username: 'smile_a', password: 'old', 'keycloak-password': 'kept' }),
    });
    const input = JSON.stringify({ username: 'smile_b', password: 'new' });
    expect(await run(['set', 'dev', 'mysql-main'], env, { input })).toMatchObject({
      exitCode: 1,
      stderr:
        'error: username, password of smile-dev/mysql-main already set, and nothing was written; programs use what is there, so change it by docs/runbooks/rotate-credentials.md, or add --replace\n',
    });
    expect((await run(['set', 'dev', 'mysql-main', '--replace'], env, { input })).exitCode).toBe(0);
    expect(fake.current('smile-dev/mysql-main')).toEqual({
      username: 'smile_b',
      password: 'new',
      'keycloak-password': 'kept',
    });
  });

  test.each([
    [
      ['dev', 'gitlb', 'api-token'],
      'x',
      'error: no secret "gitlb", expected one of mysql-main, mysql-wms, redis, rabbitmq, clickhouse, debezium, grafana-admin, keycloak-admin, gitlab, jenkins-admin; did you mean gitlab?\n',
    ],
    [
      ['dev', 'redis', 'tokn'],
      'two\nlines',
      [
        'error: 2 problems',
        '  - no field of redis "tokn", expected one of token; did you mean token?',
        '  - the value of tokn has more than one line; give one line',
        '',
      ].join('\n'),
    ],
    [['dev', 'redis', 'token'], '\n', 'error: the value of token is empty; give one through standard input\n'],
    [
      ['dev', 'redis'],
      'just a token',
      'error: standard input is not JSON; name the field whose value it is, or give an object such as {"username": "…", "password": "…"}\n',
    ],
  ])('%j with %j is wrong, and asks nothing of AWS', async (args, input, stderr) => {
    expect(await run(['set', ...args], { PATH: folder() }, { input })).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr,
    });
  });
});
