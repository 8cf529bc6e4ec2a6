import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, temporaryFolders } from '../fixtures/run-smile.ts';
import { readRunbook } from './read-runbook.ts';

const folder = temporaryFolders();

const RABBITMQ = {
  username: 'admin-1',
  password: 'admin-secret',
  'smile-username': 'smile_a',
  'smile-password': 'smile-secret',
  'wms-username': 'wms_a',
  'wms-password': 'wms-secret',
};

/** Answers of the programs that the page calls. Each writes down its arguments, and the files that it is given. */
const FAKES: Readonly<Record<string, string>> = {
  aws: `case "$1 $2 $4" in
    "secretsmanager get-secret-value smile-prd/redis") echo '{"token":"redis-secret"}';;
    "secretsmanager get-secret-value smile-prd/rabbitmq") echo '${JSON.stringify(RABBITMQ)}';;
    "ssm get-parameter "*) echo b-1.mq.ap-southeast-3.amazonaws.com;;
    "elasticache modify-replication-group "*) cat "\${4#file://}" >>"$CALLS";;
  esac`,
  curl: `cat "\${7}" >>"$CALLS"; for word in "$@"; do case "$word" in @*) cat "\${word#@}" >>"$CALLS";; esac; done`,
  terraform: `case "$*" in *"state pull") echo '{"resources":[{"type":"aws_mq_broker","instances":[{"attributes":{"user":[{"username":"terraform","password":"made-up-secret"}]}}]}]}';; esac`,
  kubectl: '',
};

test('the first values can be given from the top of the page to its end, and no credential is printed or an argument', () => {
  const here = folder();
  const bin = join(here, 'bin');
  const temporary = join(here, 'tmp');
  for (const path of [bin, temporary]) mkdirSync(path);
  const calls = join(here, 'calls');
  const script = (name: string, body: string) => `#!/bin/bash\necho "${name} $*" >>"$CALLS"\n${body}\n`;
  for (const [name, body] of Object.entries(FAKES)) {
    writeFileSync(join(bin, name), script(name, body), { mode: 0o755 });
  }
  const smile = 'case "$2" in set) cat >>"$CALLS"; echo >>"$CALLS";; esac';
  writeFileSync(join(here, 'smile'), script('smile', smile), { mode: 0o755 });
  const page = readRunbook('', readFileSync(join(ROOT, 'docs/runbooks/first-secrets.md'), 'utf8'));
  writeFileSync(join(here, 'page.sh'), page.blocks.join('\n'));
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', join(here, 'page.sh')], {
    cwd: here,
    input: 'glpat-secret\n',
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env.PATH}`, CALLS: calls, TMPDIR: temporary },
  });
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: '' });
  const called = readFileSync(calls, 'utf8');
  const commands = called.split('\n').filter((line) => /^(aws|curl|kubectl|smile|terraform) /.test(line));
  expect(commands.filter((line) => /(admin|smile|wms|redis|made-up|glpat)-secret/.test(line))).toEqual([]);
  expect(called).toContain('smile secrets set production gitlab api-token\nglpat-secret\n');
  for (const strategy of ['ROTATE', 'SET']) {
    expect(called).toContain(`"AuthToken": "redis-secret",\n  "AuthTokenUpdateStrategy": "${strategy}"`);
  }
  for (const [user, password, tags] of [
    ['admin-1', 'admin-secret', 'administrator'],
    ['smile_a', 'smile-secret', ''],
    ['wms_a', 'wms-secret', ''],
  ]) {
    expect(called).toMatch(
      new RegExp(
        `/api/users/${user}\nuser = "terraform:made-up-secret"\n\\{\\s*"password": "${password}",\\s*"tags": "${tags}"`,
      ),
    );
    expect(called).toContain(`/api/permissions/%2F/${user}\n`);
  }
  // The last of all is the first user, and it is the new administrator who deletes it.
  expect(called).toMatch(/-X DELETE https:\/\/b-1\.mq\S+\/api\/users\/terraform\nuser = "admin-1:admin-secret"\n/);
  expect(commands.at(-1)).toBe('smile secrets status production');
  expect(readdirSync(temporary)).toEqual([]);
});
