import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsFiles } from './accounts-scripts.ts';

/** A server that speaks MySQL's language: MariaDB from Debian's `mariadb-server`. RDS itself is for the first apply. */
const IS_THERE = ['mariadbd', 'mariadb-install-db', 'mysql', 'openssl'].every(
  (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0,
);

/** As RDS writes it: characters that a shell, JSON and an option file each read in their own way. */
const MASTER = { username: 'admin', password: 'p\\w#$;&!`=x' };

let folder = '';
let port = 0;
let server: ChildProcess | undefined;

const secretsFolder = () => join(folder, 'secrets');

/** Runs SQL as the server's root, through its socket. */
const asRoot = (sql: string) =>
  execFileSync('mysql', ['--no-defaults', '-N', '-uroot', `--socket=${join(folder, 'socket')}`], {
    input: sql,
    encoding: 'utf8',
  });

/** Runs SQL as somebody from the network, with or without TLS. */
function signIn(username: string, password: string, sql: string, tls = '--ssl') {
  const address = ['-h127.0.0.1', `-P${port}`, '--protocol=tcp', tls, '--default-character-set=utf8mb4'];
  const { status, stdout, stderr } = spawnSync(
    'mysql',
    ['--no-defaults', '-N', ...address, `-u${username}`, '-e', sql],
    {
      encoding: 'utf8',
      env: { ...process.env, MYSQL_PWD: password },
    },
  );
  return { status, stdout: stdout.trim(), stderr };
}

const SECRETS = {
  'mysql-main': {
    username: 'smile_a',
    password: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6',
    'keycloak-username': 'keycloak_a',
    'keycloak-password': `it's a "p\\ss" – ü`,
    'risingwave-username': 'risingwave_a',
    'risingwave-password': 'R1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6',
    'pentaho-username': 'pentaho_a',
    'pentaho-password': 'P1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6',
  },
  debezium: { username: 'debezium_a', password: 'D1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6' },
  'mysql-wms': { username: 'wms_a', password: 'W1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6' },
};

type Texts = Readonly<Record<string, string>>;

/** Runs the script of the job as it is, but for its folders. Both servers are one here. */
function applyAccounts(changes: { readonly [Name in keyof typeof SECRETS]?: Texts } = {}) {
  rmSync(secretsFolder(), { recursive: true, force: true });
  mkdirSync(secretsFolder());
  const all: Readonly<Record<string, object>> = {
    ...SECRETS,
    ...changes,
    'mysql-main-master': MASTER,
    'mysql-wms-master': MASTER,
  };
  for (const [name, fields] of Object.entries(all)) {
    writeFileSync(join(secretsFolder(), `${name}.json`), JSON.stringify(fields));
  }
  const files = accountsFiles({ network: '127.0.0.0/8' });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(
      join(folder, name),
      text.replaceAll('/secrets/', `${secretsFolder()}/`).replaceAll('/scripts/', `${folder}/`),
    );
  }
  const { status, stdout, stderr } = spawnSync('/bin/sh', [join(folder, 'apply.sh')], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      TLS_OPTIONS: '--ssl',
      MYSQL_PORT: String(port),
      MYSQL_MAIN_HOST: '127.0.0.1',
      MYSQL_WMS_HOST: '127.0.0.1',
    },
  });
  return { status, stdout, stderr };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function startServer(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'smile-mysql-'));
  const data = join(folder, 'data');
  const user = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const install = [`--datadir=${data}`, `--user=${user}`, '--auth-root-authentication-method=normal'];
  execFileSync('mariadb-install-db', ['--no-defaults', '--skip-test-db', ...install], { stdio: 'pipe' });
  const certificate = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem'), '-subj', '/CN=localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...certificate], {
    stdio: 'pipe',
  });
  port = await freePort();
  server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${user}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--ssl-cert=${join(folder, 'cert.pem')}`,
      `--ssl-key=${join(folder, 'key.pem')}`,
      `--ssl-ca=${join(folder, 'cert.pem')}`,
      '--character-set-server=utf8mb4',
    ],
    { stdio: 'ignore' },
  );
  for (;;) {
    if (server.exitCode !== null) throw new Error(`mariadbd ended with exit code ${server.exitCode}`);
    const answer = spawnSync('mysql', ['--no-defaults', '-uroot', `--socket=${join(folder, 'socket')}`, '-e', 'DO 0']);
    if (answer.status === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const password = MASTER.password.replaceAll('\\', '\\\\');
  asRoot(`CREATE USER 'admin'@'%' IDENTIFIED BY '${password}'; GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;
    CREATE DATABASE smile CHARACTER SET utf8mb4; CREATE TABLE smile.orders (id INT); CREATE DATABASE wms CHARACTER SET utf8mb4;`);
}

describe.skipIf(!IS_THERE)('the job that makes users of MySQL (skipped without mariadb-server and openssl)', () => {
  beforeAll(startServer);
  afterAll(async () => {
    if (server !== undefined && server.exitCode === null) {
      const ended = new Promise((resolve) => server?.once('close', resolve));
      server.kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test('makes every schema and user, and can be run again', () => {
    for (let run = 0; run < 2; run++) {
      expect(applyAccounts()).toEqual({ status: 0, stdout: 'schemas and users are as the code says\n', stderr: '' });
    }
    const users = asRoot("SELECT User FROM mysql.global_priv WHERE User LIKE '%\\_a' ORDER BY User").trim().split('\n');
    expect(users).toEqual(['debezium_a', 'keycloak_a', 'pentaho_a', 'risingwave_a', 'smile_a', 'wms_a']);
    expect(asRoot('SHOW CREATE DATABASE keycloak')).toContain('utf8mb3');
    expect(asRoot('SHOW CREATE DATABASE risingwave')).toContain('utf8mb4');
  });

  test('lets users in with their passwords, over TLS only', () => {
    const password = SECRETS['mysql-main']['keycloak-password'];
    expect(signIn('keycloak_a', password, 'SELECT 1')).toMatchObject({ status: 0, stdout: '1' });
    expect(signIn('keycloak_a', password, 'SELECT 1', '--skip-ssl').stderr).toContain('Access denied');
    expect(signIn('keycloak_a', 'another', 'SELECT 1').stderr).toContain('Access denied');
  });

  test('gives each what it needs, and nothing of others', () => {
    const main = SECRETS['mysql-main'];
    expect(signIn('keycloak_a', main['keycloak-password'], 'CREATE TABLE keycloak.realm (id INT)').status).toBe(0);
    expect(signIn('keycloak_a', main['keycloak-password'], 'SELECT * FROM smile.orders').stderr).toContain('denied');
    expect(signIn('pentaho_a', main['pentaho-password'], 'SELECT COUNT(*) FROM smile.orders').stdout).toBe('0');
    const insert = 'INSERT INTO smile.orders VALUES (1)';
    expect(signIn('pentaho_a', main['pentaho-password'], insert).stderr).toContain('denied');
    expect(signIn('smile_a', main.password, insert).status).toBe(0);
    expect(
      signIn('debezium_a', SECRETS.debezium.password, 'SHOW BINARY LOGS; SELECT * FROM smile.orders').stderr,
    ).not.toContain('denied');
  });

  // https://debezium.io/documentation/reference/stable/configuration/signalling.html, and `heartbeat.action.query`
  test('lets Debezium beat, and send itself signals, in a schema of its own', () => {
    const { password } = SECRETS.debezium;
    const beat =
      'INSERT INTO debezium.heartbeat (id, beaten_at) VALUES (1, NOW(3)) ON DUPLICATE KEY UPDATE beaten_at = NOW(3)';
    const signal = "INSERT INTO debezium.signal VALUES ('1', 'execute-snapshot', '{}'); DELETE FROM debezium.signal";
    expect(signIn('debezium_a', password, `${beat}; ${beat}; ${signal}`)).toMatchObject({ status: 0, stderr: '' });
    expect(signIn('debezium_a', password, 'SELECT COUNT(*) FROM debezium.heartbeat').stdout).toBe('1');
    expect(signIn('debezium_a', password, 'DROP TABLE debezium.signal').stderr).toContain('denied');
    expect(signIn('debezium_a', password, 'INSERT INTO smile.orders VALUES (1)').stderr).toContain('denied');
  });

  test('follows a rotation: a second user beside the first, or another password', () => {
    const next = { ...SECRETS['mysql-main'], username: 'smile_b', password: 'second', 'pentaho-password': 'changed' };
    expect(applyAccounts({ 'mysql-main': next }).status).toBe(0);
    expect(signIn('smile_b', 'second', 'SELECT COUNT(*) FROM smile.orders').status).toBe(0);
    expect(signIn('smile_a', SECRETS['mysql-main'].password, 'SELECT 1').status).toBe(0);
    expect(signIn('pentaho_a', 'changed', 'SELECT 1').status).toBe(0);
    expect(signIn('pentaho_a', SECRETS['mysql-main']['pentaho-password'], 'SELECT 1').stderr).toContain('denied');
  });

  test.each([
    ['missing', 'keycloak-password', undefined, 'secret mysql-main has no keycloak-password, run smile secrets init'],
    ['empty', 'username', '', 'secret mysql-main has no username, run smile secrets init'],
  ])('ends with the name of a field that is %s', (_, field, value, message) => {
    const { [field as 'username']: _left, ...rest } = SECRETS['mysql-main'];
    const { status, stderr } = applyAccounts({
      'mysql-main': value === undefined ? rest : { ...rest, [field]: value },
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain(message);
  });

  test('ends where a schema has a character set that its program cannot use', () => {
    asRoot('DROP DATABASE keycloak; CREATE DATABASE keycloak CHARACTER SET utf8mb4');
    const { status, stderr } = applyAccounts();
    expect(status).not.toBe(0);
    expect(stderr).toContain('schema keycloak must have the character set utf8mb3');
    asRoot('DROP DATABASE keycloak');
  });

  test('takes a name or password for what it is, never for SQL', () => {
    const hostile = { ...SECRETS['mysql-main'], password: `x'; DROP DATABASE smile; -- \\` };
    expect(applyAccounts({ 'mysql-main': hostile }).status).toBe(0);
    expect(signIn('smile_a', hostile.password, 'SELECT COUNT(*) FROM smile.orders').status).toBe(0);
  });
});
