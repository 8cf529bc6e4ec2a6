import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, temporaryFolders } from '../fixtures/run-smile.ts';
import { readRunbook } from './read-runbook.ts';

const folder = temporaryFolders();

/** Answers of the programs that the page calls. Each writes down its arguments, and what it reads on standard input. */
const FAKES: Readonly<Record<string, string>> = {
  aws: `case "$1 $2" in
    "secretsmanager get-random-password") echo secret-value;;
    "secretsmanager get-secret-value") echo '{"username":"admin","password":"a\\\\b"}';;
    "ssm get-parameter") case "$4" in */host) echo b-1.mq.ap-southeast-3.amazonaws.com;; *) echo arn:of-the-master-secret;; esac;;
    "mq list-brokers") echo b-1;;
    "logs describe-log-groups") echo /aws/amazonmq/broker/b-1/general;;
    "secretsmanager put-secret-value") cat "\${6#file://}" >>"$CALLS"; echo >>"$CALLS";;
    "elasticache modify-replication-group") cat "\${4#file://}" >>"$CALLS"; echo >>"$CALLS";;
  esac`,
  mysql: `options=\${1#--defaults-extra-file=}; { cat "$options"; cat; } >>"$CALLS"`,
  curl: `case "$*" in *bundle.pem) touch "\${5}";; *) cat "\${7}" >>"$CALLS";; esac`,
  kubectl: '',
  xargs: 'exec /usr/bin/xargs "$@"',
};

test('the rotation can be followed from its top to its end, and prints no credential', () => {
  const here = folder();
  const bin = join(here, 'bin');
  const temporary = join(here, 'tmp');
  for (const path of [bin, temporary]) mkdirSync(path);
  const calls = join(here, 'calls');
  for (const [name, body] of Object.entries(FAKES)) {
    writeFileSync(join(bin, name), `#!/bin/bash\necho "${name} $*" >>"$CALLS"\n${body}\n`, { mode: 0o755 });
  }
  // As smile itself, it reads values from standard input where there are some to read.
  const smile = '#!/bin/bash\necho "smile $*" >>"$CALLS"\ncase "$1 $2" in "secrets set") cat >>"$CALLS";; esac\n';
  writeFileSync(join(here, 'smile'), smile, { mode: 0o755 });
  const page = readRunbook('', readFileSync(join(ROOT, 'docs/runbooks/rotate-credentials.md'), 'utf8'));
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail'], {
    cwd: here,
    input: page.blocks.join('\n'),
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env.PATH}`, CALLS: calls, TMPDIR: temporary },
  });
  // What openssl req writes where it asks for nothing.
  expect({ status, stderr }).toEqual({ status: 0, stderr: '-----\n' });
  expect(stdout).not.toMatch(/secret-value/);
  const called = readFileSync(calls, 'utf8');
  // The master user of the option file is quoted as MySQL reads it: a backslash is two.
  expect(called).toContain('[client]\nhost=127.0.0.1\nport=13306\nuser=admin\npassword="a\\\\b"\n');
  expect(called).toContain("ALTER USER 'smile_b'@'10.0.%' IDENTIFIED BY 'secret-value';");
  expect(called).toMatch(
    /smile secrets set production mysql-main --replace\n\{\s*"username": "smile_b",\s*"password": "secret-value"\s*\}\nkubectl create job --namespace database-jobs --from=cronjob\/mysql-accounts mysql-accounts-\d+\n/,
  );
  expect(called).toContain('"AuthToken": "secret-value",\n  "AuthTokenUpdateStrategy": "ROTATE"');
  expect(called).toContain('"AuthTokenUpdateStrategy": "SET"');
  // JSON and curl both write a backslash twice.
  expect(called).toContain('user = "admin:a\\b"');
  expect(called).toMatch(/curl .* -X DELETE https:\/\/b-1\.mq\S+\/api\/users\/admin\n/);
  expect(called).toMatch(
    /curl .*--connect-to b-1\.mq\S+:443:localhost:18443 .*https:\/\/b-1\.mq\S+\/api\/users\/admin-\d{8}\n/,
  );
  expect(called).toContain(
    'put-retention-policy --retention-in-days 90 --log-group-name /aws/amazonmq/broker/b-1/general',
  );
  // No argument of a program holds a credential, since every user of a machine sees arguments.
  const commands = called.split('\n').filter((line) => /^(aws|mysql|curl|kubectl|smile) /.test(line));
  expect(commands.filter((line) => /secret-value\b(?! --)/.test(line.replace(/(get|put)-secret-value/, '')))).toEqual(
    [],
  );
  expect(readdirSync(temporary)).toEqual([]);
});
