import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { SECRET_FIELDS, SECRET_NAMES } from '@smile/databases/secrets';
import { describe, expect, test } from 'vitest';
import {
  EMPTY,
  type FakeOptions,
  type FakeSecret,
  FakeSecretsManager,
  held,
} from '../fixtures/fake-secrets-manager.ts';
import { type Ended, leftIn, ROOT, type RunSmileOptions, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

const TEN = [
  'mysql-main',
  'mysql-wms',
  'redis',
  'rabbitmq',
  'clickhouse',
  'debezium',
  'grafana-admin',
  'keycloak-admin',
  'gitlab',
  'jenkins-admin',
];

/** Secrets of dev as Terraform leaves them, but for those that are given. */
function devWith(secrets: Readonly<Record<string, FakeSecret>> = {}, more: Omit<FakeOptions, 'secrets'> = {}) {
  const all = Object.fromEntries(TEN.map((name) => [`smile-dev/${name}`, secrets[name] ?? EMPTY]));
  return new FakeSecretsManager(folder(), { secrets: all, ...more });
}

const run = (fake: FakeSecretsManager, args: readonly string[], options: RunSmileOptions = {}) =>
  runSmile(['secrets', ...args], { ...options, env: { ...fake.env, TMPDIR: folder(), ...options.env } });

const init = (fake: FakeSecretsManager, ...args: string[]) => run(fake, ['init', 'dev', ...args]);

/** Runs `smile secrets set` with a text on standard input. */
async function set(fake: FakeSecretsManager, args: readonly string[], input: string): Promise<Ended> {
  const child = spawn(process.execPath, [join(ROOT, 'packages/cli/bin/smile.cjs'), 'secrets', 'set', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...fake.env, TMPDIR: folder() },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    stderr += chunk;
  });
  child.stdin.end(input);
  const [exitCode] = (await once(child, 'close')) as [number];
  return { exitCode, stdout, stderr };
}

/** Every value that is in the double, in any version. */
const valuesIn = (fake: FakeSecretsManager) =>
  TEN.flatMap((name) =>
    Object.values(fake.secret(`smile-dev/${name}`).versions).flatMap((text) => Object.values<string>(JSON.parse(text))),
  );

describe('smile secrets init (APP-SECRETS)', () => {
  test('makes what is random, starts names, and leaves to people what only they can bring', async () => {
    const fake = devWith();
    const { exitCode, stdout, stderr } = await init(fake);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(fake.current('smile-dev/redis')).toEqual({ token: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(fake.current('smile-dev/debezium')).toMatchObject({
      username: 'debezium_a',
      password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    expect(fake.current('smile-dev/clickhouse')).toMatchObject({
      'risingwave-secret-store-key': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(Object.keys(fake.current('smile-dev/gitlab') ?? {})).toEqual(['checkout-username', 'webhook-token']);
    expect(stdout).toMatch(/^gitlab +api-token +missing +person$/m);
    expect(stdout).toContain(
      [
        '  jenkins-admin cloudflare-token: Cloudflare, My Profile > API Tokens, as docs/adr/0020 says',
        '    read -rs VALUE && printf %s "$VALUE" | ./smile secrets set indonesia/dev jenkins-admin cloudflare-token; unset VALUE',
      ].join('\n'),
    );
  });

  test('prints no value, gives none as an argument, and leaves no file', async () => {
    const fake = devWith();
    const TMPDIR = folder();
    const { stdout, stderr } = await run(fake, ['init', 'dev'], { env: { TMPDIR } });
    const json = await init(devWith(), '--json');
    const secret = valuesIn(fake).filter((value) => value.length >= 24);
    expect(secret.length).toBeGreaterThan(20);
    for (const value of secret) expect(`${stdout}${stderr}${fake.calls().join()}`).not.toContain(value);
    expect(json.stdout).not.toMatch(/[A-Za-z0-9]{32}/);
    expect(leftIn(TMPDIR)).toEqual([]);
  });

  test('keeps every field that has a value, and fills an empty one', async () => {
    const before = {
      username: 'smile_b',
      password: 'chosen by hand',
      'keycloak-password': '',
      extra: 'of another program',
    };
    const fake = devWith({ 'mysql-main': held(before) });
    const { stdout } = await init(fake);
    expect(fake.current('smile-dev/mysql-main')).toMatchObject({
      username: 'smile_b',
      password: 'chosen by hand',
      extra: 'of another program',
      'keycloak-password': expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    expect(stdout).toMatch(/^mysql-main +extra +unknown +not in the catalogue$/m);
    expect(stdout).toMatch(/^mysql-main +password +present +random$/m);
    expect(stdout).toMatch(/^mysql-main +keycloak-password +made +random$/m);
  });

  test('changes nothing the second time', async () => {
    const fake = devWith();
    await init(fake);
    const first = TEN.map((name) => fake.secret(`smile-dev/${name}`));
    const { exitCode, stdout } = await init(fake, '--json');
    expect(exitCode).toBe(0);
    expect(TEN.map((name) => fake.secret(`smile-dev/${name}`))).toEqual(first);
    const statuses = (JSON.parse(stdout).fields as { status: string }[]).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['present', 'missing']));
  });

  test('by two people at once makes each value once, and loses none', async () => {
    const fake = devWith({ 'grafana-admin': held({ username: 'root' }) });
    const runs = await Promise.all([init(fake, '--json'), init(fake, '--json')]);
    expect(runs.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual([
      { exitCode: 0, stderr: '' },
      { exitCode: 0, stderr: '' },
    ]);
    const made = runs.flatMap(({ stdout }) =>
      (JSON.parse(stdout).fields as { secret: string; field: string; status: string }[])
        .filter(({ status }) => status === 'made')
        .map(({ secret, field }) => `${secret} ${field}`),
    );
    const expected = SECRET_FIELDS.filter(({ field }) => field.madeBy.by !== 'person')
      .map(({ secret, name }) => `${secret} ${name}`)
      .filter((one) => one !== 'grafana-admin username');
    expect([...made].sort()).toEqual([...expected].sort());
    expect(fake.current('smile-dev/grafana-admin')?.username).toBe('root');
  });

  test('takes over what somebody else put between its reading and its writing', async () => {
    // Another tool, which knows nothing of drafts, moves AWSCURRENT while ours is on its way.
    const before = `if (operation === 'update-secret-version-stage' && name === 'smile-dev/redis' && !secret.versions.rotated) {
      secret.versions.rotated = JSON.stringify({ token: 'put by a rotation' });
      secret.stages.AWSCURRENT = 'rotated';
    }`;
    const fake = devWith({ redis: held({ other: 'x' }) }, { before });
    expect((await init(fake)).exitCode).toBe(0);
    expect(fake.current('smile-dev/redis')).toEqual({ token: 'put by a rotation' });
  });

  test('gives up, and writes nothing, where the secret changes at every try', async () => {
    const before = `if (operation === 'update-secret-version-stage' && name === 'smile-dev/redis') {
      const id = 'rotated-' + Object.keys(secret.versions).length;
      secret.versions[id] = JSON.stringify({ other: id });
      secret.stages.AWSCURRENT = id;
    }`;
    const fake = devWith({ redis: held({ other: 'x' }) }, { before });
    const { exitCode, stderr } = await init(fake);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: nothing was written to smile-dev\/redis: it changed at each of 4 tries, and AWS said last: .*; run it again when nobody else writes\n$/,
    );
    expect(fake.current('smile-dev/redis')).not.toHaveProperty('token');
  });

  test('ends between two secrets at Ctrl-C, says what was written, and makes the rest when it is run again', async () => {
    const before = `if (operation === 'put-secret-value') { process.stderr.write(''); sleep(400); }`;
    const fake = devWith({}, { before });
    const TMPDIR = folder();
    let interrupted = false;
    const watch = setInterval(() => {
      if (fake.calls().some((call) => call.includes('put-secret-value'))) {
        clearInterval(watch);
        interrupted = true;
        child?.kill('SIGINT');
      }
    }, 20);
    let child: ReturnType<typeof spawn> | undefined;
    child = spawn(process.execPath, [join(ROOT, 'packages/cli/bin/smile.cjs'), 'secrets', 'init', 'dev'], {
      cwd: ROOT,
      env: { ...process.env, ...fake.env, TMPDIR },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk) => {
      stderr += chunk;
    });
    const [exitCode] = (await once(child, 'close')) as [number];
    clearInterval(watch);
    expect({ interrupted, exitCode }).toEqual({ interrupted: true, exitCode: 130 });
    expect(stderr).toMatch(
      /error: interrupted; written so far: smile-dev\/mysql-main\. Run it again to make the rest\n$/,
    );
    expect(Object.keys(fake.current('smile-dev/mysql-main') ?? {})).toContain('keycloak-password');
    expect(fake.current('smile-dev/jenkins-admin')).toBeUndefined();
    expect(leftIn(TMPDIR)).toEqual([]);
    const once1 = fake.current('smile-dev/mysql-main');
    expect((await init(fake)).exitCode).toBe(0);
    expect(fake.current('smile-dev/mysql-main')).toEqual(once1);
    expect(fake.current('smile-dev/jenkins-admin')).toHaveProperty('password');
  });

  test('names every secret that it cannot use, and writes none', async () => {
    const fake = devWith({
      redis: { ...EMPTY, deletedDate: '2026-11-27T08:00:00+07:00' },
      gitlab: held('glpat-a-bare-token'),
      rabbitmq: held('["a"]'),
      debezium: held({ username: 'd', password: 12345678901234567890n.toString(), port: 3306 }),
      clickhouse: { ...held('x'), isBinary: true },
    });
    const { exitCode, stdout, stderr } = await init(fake);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    const anew = 'look at it, and write it anew as a JSON object of texts';
    expect(stderr).toBe(
      [
        'error: 5 problems',
        '  - smile-dev/redis is scheduled for deletion; keep it with aws secretsmanager restore-secret --secret-id smile-dev/redis, or wait until it is gone and apply the databases stack',
        `  - smile-dev/rabbitmq is no JSON object; ${anew}`,
        `  - smile-dev/clickhouse is binary; ${anew}`,
        `  - smile-dev/debezium has fields that are no text: port; ${anew}`,
        `  - smile-dev/gitlab is not JSON; ${anew}`,
        '',
      ].join('\n'),
    );
    expect(fake.calls().filter((call) => call.includes('put-secret-value'))).toEqual([]);
  });

  test('says that a secret is not there yet', async () => {
    const secrets = Object.fromEntries(TEN.slice(1).map((name) => [`smile-dev/${name}`, EMPTY]));
    const { exitCode, stderr } = await init(new FakeSecretsManager(folder(), { secrets }));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: there is no secret smile-dev/mysql-main; apply the databases stack of indonesia/dev\n',
    });
  });

  test('is refused with the credentials of another account, before it reads anything', async () => {
    const fake = devWith({}, { account: '111111111111' });
    const { exitCode, stderr } = await init(fake);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: indonesia/dev is account 333333333333, got credentials of account 111111111111; sign in to smile-dev-break-glass, and name its profile in AWS_PROFILE\n',
    });
    expect(fake.calls()).toEqual(['sts get-caller-identity --output json']);
  });

  test('says once that AWS denies it', async () => {
    const denied = 'User: arn:aws:sts::333333333333:assumed-role/smile-dev-secret-writer/ann is not authorized';
    const before = `if (operation === 'get-secret-value') fail('AccessDeniedException', '${denied}');`;
    const { exitCode, stderr } = await init(devWith({}, { before }));
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error: AWS refused reading smile-dev\/[a-z-]+: AccessDeniedException: User: .* is not authorized; sign in to smile-dev-break-glass, and name its profile in AWS_PROFILE\n$/,
    );
  });

  test('says that there are no credentials, as the AWS command line does', async () => {
    const before = `unlock(); process.stderr.write('Unable to locate credentials. You can configure credentials by running "aws configure".'); process.exit(253);`;
    const { exitCode, stderr } = await init(devWith({}, { before }));
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: AWS refused telling who you are: Unable to locate credentials. You can configure credentials by running "aws configure".; sign in to smile-dev-break-glass, and name its profile in AWS_PROFILE\n',
    });
  });

  test('says that the AWS command line is missing', async () => {
    const { exitCode, stderr } = await runSmile(['secrets', 'init', 'dev'], { env: { PATH: folder() } });
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
    expect(await run(devWith(), args)).toMatchObject({ exitCode, stderr });
  });
});

describe('smile secrets status', () => {
  test('says of each field whether it is there and who brings it, fails while one is missing, and writes nothing', async () => {
    const fake = devWith({ gitlab: held({ 'api-token': 'glpat-very-secret' }) });
    const { exitCode, stdout } = await run(fake, ['status', 'dev']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^gitlab +api-token +present +person$/m);
    expect(stdout).toMatch(/^gitlab +checkout-token +missing +person$/m);
    expect(stdout).toMatch(/^redis +token +missing +random$/m);
    expect(stdout).toMatch(/^made up by: \.\/smile secrets init indonesia\/dev$/m);
    expect(stdout).not.toContain('glpat');
    expect(fake.calls().filter((call) => /put-|update-/.test(call))).toEqual([]);
  });

  test('is done when nothing is missing', async () => {
    const full = (secret: string) =>
      held(Object.fromEntries(SECRET_FIELDS.filter((one) => one.secret === secret).map(({ name }) => [name, 'x'])));
    const fake = devWith(Object.fromEntries(SECRET_NAMES.map((name) => [name, full(name)])));
    const { exitCode, stdout } = await run(fake, ['status', 'dev', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ environment: 'indonesia/dev' });
    expect(JSON.parse(stdout).fields).toContainEqual({
      secret: 'redis',
      field: 'token',
      status: 'present',
      madeBy: 'random',
    });
  });
});

describe('smile secrets set', () => {
  test('puts one field beside the others, without the end of its line', async () => {
    const fake = devWith({ gitlab: held({ 'webhook-token': 'kept' }) });
    const { exitCode, stderr } = await set(fake, ['dev', 'gitlab', 'api-token'], 'glpat-new\n');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: 'wrote api-token of smile-dev/gitlab\n' });
    expect(fake.current('smile-dev/gitlab')).toEqual({ 'webhook-token': 'kept', 'api-token': 'glpat-new' });
    expect(fake.calls().join()).not.toContain('glpat-new');
  });

  test('puts several fields at once, as for two users in turn', async () => {
    const fake = devWith({ 'mysql-main': held({ username: 'smile_a', password: 'old', 'keycloak-password': 'kept' }) });
    const next = JSON.stringify({ username: 'smile_b', password: 'new' });
    expect(await set(fake, ['dev', 'mysql-main'], next)).toMatchObject({
      exitCode: 1,
      stderr:
        'error: username, password of smile-dev/mysql-main has a value, and nothing was written; programs use it, so change it by docs/runbooks/rotate-credentials.md, or add --replace\n',
    });
    expect((await set(fake, ['dev', 'mysql-main', '--replace'], next)).exitCode).toBe(0);
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
    [['dev', 'redis'], '{}', 'error: standard input has no field; give an object with at least one\n'],
  ])('%j with %j is wrong, and asks nothing of AWS', async (args, input, stderr) => {
    const fake = devWith();
    expect(await set(fake, args, input)).toMatchObject({ exitCode: 2, stdout: '', stderr });
    expect(fake.calls()).toEqual([]);
  });
});
