import { defineEnvironment } from '@smile/core';
import { TEST_VALUES } from '@smile/core/fixtures';
import { SECRET_FIELDS, SECRET_NAMES } from '@smile/databases/secrets';
import { describe, expect, test } from 'vitest';
import {
  empty,
  type FakeOptions,
  type FakeSecret,
  FakeSecretsManager,
  held,
} from '../fixtures/fake-secrets-manager.ts';
import { AwsRefusal } from './aws-cli.ts';
import { fieldReports, reportText } from './field-report.ts';
import { initSecrets, readSecrets } from './init-secrets.ts';
import { SecretStore } from './secret-store.ts';

const ENVIRONMENT = defineEnvironment(TEST_VALUES);
const ACCOUNT = '222222222222';

/** Secrets of staging as Terraform leaves them, but for those that are given. */
function stagingWith(secrets: Readonly<Record<string, FakeSecret>> = {}, more: Omit<FakeOptions, 'secrets'> = {}) {
  const all = Object.fromEntries(SECRET_NAMES.map((name) => [`smile-uat/${name}`, secrets[name] ?? empty()]));
  return new FakeSecretsManager({ secrets: all, account: ACCOUNT, ...more });
}

async function init(fake: FakeSecretsManager, signal = new AbortController().signal) {
  const store = new SecretStore(ENVIRONMENT, fake.aws);
  await store.checkAccount();
  return initSecrets(store, await readSecrets(store), signal);
}

const made = ({ made: fields }: Awaited<ReturnType<typeof init>>) =>
  [...fields].flatMap(([secret, names]) => names.map((name) => `${secret} ${name}`));

const ALL_BUT_BROUGHT = SECRET_FIELDS.filter(({ field }) => field.madeBy.by !== 'person').map(
  ({ secret, name }) => `${secret} ${name}`,
);

describe('making first values (APP-SECRETS)', () => {
  test('makes what is random, starts names, and leaves to people what only they can bring', async () => {
    const fake = stagingWith();
    expect(made(await init(fake)).sort()).toEqual([...ALL_BUT_BROUGHT].sort());
    expect(fake.current('smile-uat/redis')).toEqual({ token: expect.stringMatching(/^[A-Za-z0-9]{64}$/) });
    expect(fake.current('smile-uat/debezium')).toMatchObject({
      username: 'debezium_a',
      password: expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
    expect(fake.current('smile-uat/keycloak-admin')?.['telemetry-authority']).toMatch(
      /^-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\s+-----BEGIN PRIVATE KEY-----/,
    );
    expect(fake.current('smile-uat/clickhouse')).toMatchObject({
      'risingwave-secret-store-key': expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    // Every field of it is a person's.
    expect(fake.current('smile-uat/gitlab')).toBeUndefined();
  });

  test('keeps every field that has a value, and fills an empty one', async () => {
    const before = { username: 'smile_b', password: 'by hand', 'keycloak-password': '', extra: 'of another program' };
    const fake = stagingWith({ 'mysql-main': held(before) });
    expect(made(await init(fake))).toContain('mysql-main keycloak-password');
    expect(fake.current('smile-uat/mysql-main')).toMatchObject({
      username: 'smile_b',
      password: 'by hand',
      extra: 'of another program',
      'keycloak-password': expect.stringMatching(/^[A-Za-z0-9]{32}$/),
    });
  });

  test('changes nothing the second time', async () => {
    const fake = stagingWith();
    await init(fake);
    const first = structuredClone(fake.secrets);
    expect(made(await init(fake))).toEqual([]);
    expect(fake.secrets).toEqual(first);
  });

  test('by two people at once makes each value once, and loses none', async () => {
    const fake = stagingWith({ 'grafana-admin': held({ username: 'root' }), redis: held({ other: 'x' }) });
    const results = await Promise.all([init(fake), init(fake)]);
    const expected = ALL_BUT_BROUGHT.filter((one) => one !== 'grafana-admin username');
    expect(results.flatMap(made).sort()).toEqual([...expected].sort());
    expect(fake.current('smile-uat/grafana-admin')?.username).toBe('root');
    expect(fake.current('smile-uat/redis')?.other).toBe('x');
  });

  test('takes over what somebody else put between its reading and its writing, with whatever tool', async () => {
    const fake = stagingWith(
      { redis: held({ other: 'x' }) },
      {
        before: ({ operation, name, secret }) => {
          const isOurs = operation === 'update-secret-version-stage' && name === 'smile-uat/redis';
          if (!isOurs || secret.versions.rotated !== undefined) return;
          secret.versions.rotated = JSON.stringify({ token: 'put by a rotation' });
          secret.stages.AWSCURRENT = 'rotated';
        },
      },
    );
    await init(fake);
    expect(fake.current('smile-uat/redis')).toEqual({ token: 'put by a rotation' });
  });

  test('the same where the secret had no value yet', async () => {
    const fake = stagingWith(
      {},
      {
        before: ({ operation, name, secret }) => {
          if (operation !== 'put-secret-value' || name !== 'smile-uat/redis' || secret.versions.first !== undefined)
            return;
          secret.versions.first = JSON.stringify({ token: 'put by a person' });
          secret.stages.AWSCURRENT = 'first';
        },
      },
    );
    await init(fake);
    expect(fake.current('smile-uat/redis')).toEqual({ token: 'put by a person' });
  });

  test('gives up, and writes nothing, where the secret changes at every try', async () => {
    const fake = stagingWith(
      { redis: held({ other: 'x' }) },
      {
        before: ({ operation, name, secret }) => {
          if (operation !== 'update-secret-version-stage' || name !== 'smile-uat/redis') return;
          const id = `rotated-${Object.keys(secret.versions).length}`;
          secret.versions[id] = JSON.stringify({ other: id });
          secret.stages.AWSCURRENT = id;
        },
      },
    );
    await expect(init(fake)).rejects.toThrow(
      /^nothing was written to smile-uat\/redis: it changed at each of 4 tries, and AWS said last: Staging label AWSCURRENT .*; run it again when nobody else writes$/,
    );
    expect(fake.current('smile-uat/redis')).not.toHaveProperty('token');
  });

  test('ends between two secrets when it is interrupted, and makes the rest when it is run again', async () => {
    const controller = new AbortController();
    const fake = stagingWith(
      {},
      {
        before: ({ operation, name }) => {
          if (operation === 'put-secret-value' && name === 'smile-uat/mysql-wms') controller.abort();
        },
      },
    );
    await expect(init(fake, controller.signal)).rejects.toThrow(
      'interrupted; written so far: smile-uat/mysql-main, smile-uat/mysql-wms. Run it again to make the rest',
    );
    const first = fake.current('smile-uat/mysql-main');
    expect(fake.current('smile-uat/redis')).toBeUndefined();
    await init(fake);
    expect(fake.current('smile-uat/mysql-main')).toEqual(first);
    expect(fake.current('smile-uat/redis')).toHaveProperty('token');
  });
});

describe('secrets that cannot be used', () => {
  test('are all named, and none is written', async () => {
    const fake = stagingWith({
      redis: { ...empty(), deletedDate: '2026-11-27T08:00:00+07:00' },
      gitlab: held('glpat-a-bare-token'),
      rabbitmq: held('["a"]'),
      debezium: held('{"username": "d", "port": 12345678901234567890}'),
      clickhouse: { ...held('x'), isBinary: true },
    });
    const anew = 'look at it, and write it anew as a JSON object of texts';
    await expect(init(fake)).rejects.toThrow(
      [
        '5 problems',
        '  - smile-uat/redis is scheduled for deletion; keep it with aws secretsmanager restore-secret --secret-id smile-uat/redis, or wait until it is gone and apply the databases stack',
        `  - smile-uat/rabbitmq is no JSON object; ${anew}`,
        `  - smile-uat/clickhouse is binary; ${anew}`,
        `  - smile-uat/debezium has fields that are no text: port; ${anew}`,
        `  - smile-uat/gitlab is not JSON; ${anew}`,
      ].join('\n'),
    );
    expect(fake.calls.filter((call) => call.includes('put-secret-value'))).toEqual([]);
  });

  test('may not be there yet', async () => {
    const fake = stagingWith();
    delete fake.secrets['smile-uat/redis'];
    await expect(init(fake)).rejects.toThrow(
      'there is no secret smile-uat/redis; apply the databases stack of indonesia/staging',
    );
  });

  test('may be in another account, where nothing is read', async () => {
    const fake = stagingWith({}, { account: '111111111111' });
    await expect(init(fake)).rejects.toThrow(
      'indonesia/staging is account 222222222222, got credentials of account 111111111111; sign in to smile-uat-break-glass, and name its profile in AWS_PROFILE',
    );
    expect(fake.calls).toEqual(['sts get-caller-identity']);
  });

  test.each([
    ['get-secret-value', 'reading'],
    ['describe-secret', 'reading'],
    ['put-secret-value', 'writing'],
  ])('may be denied at %s', async (denied, doing) => {
    const fake = stagingWith(
      {},
      {
        before: ({ operation, name }) => {
          if (operation !== denied || name !== 'smile-uat/mysql-main') return;
          throw new AwsRefusal('AccessDeniedException', 'User: arn:of:ann is not authorized');
        },
      },
    );
    await expect(init(fake)).rejects.toThrow(
      `AWS refused ${doing} smile-uat/mysql-main: AccessDeniedException: User: arn:of:ann is not authorized; sign in to smile-uat-break-glass, and name its profile in AWS_PROFILE`,
    );
  });
});

describe('a report', () => {
  test('says of each field whether it is there, who brings it and how, and never its value', async () => {
    const fake = stagingWith({ gitlab: held({ 'api-token': 'glpat-very-secret', typo: 'glpat-other' }) });
    const { held: fields, made: names } = await init(fake);
    const text = reportText(fieldReports('indonesia/staging', fields, names));
    for (const value of fake.values().filter((one) => one.length >= 9)) expect(text).not.toContain(value);
    expect(text).toMatch(/^gitlab +api-token +present +person$/m);
    expect(text).toMatch(/^gitlab +typo +unknown +not in the catalogue$/m);
    expect(text).toMatch(/^redis +token +made +random$/m);
    expect(text).toContain(
      [
        '  jenkins-admin cloudflare-token: Cloudflare, My Profile > API Tokens, as docs/adr/0020 says',
        '    read -rs VALUE && printf %s "$VALUE" | ./smile secrets set indonesia/staging jenkins-admin cloudflare-token; unset VALUE',
      ].join('\n'),
    );
    expect(text).not.toContain('made up by:');
  });

  test('of empty secrets names the command that makes up what it can', () => {
    expect(reportText(fieldReports('indonesia/staging', new Map()))).toContain(
      'made up by: ./smile secrets init indonesia/staging\n',
    );
  });
});
