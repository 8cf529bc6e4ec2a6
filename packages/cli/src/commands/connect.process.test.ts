import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

/** A PATH with an `aws` that is this shell script. */
function awsThat(script: string): { PATH: string } {
  const bin = folder();
  writeFileSync(join(bin, 'aws'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'aws'), 0o755);
  return { PATH: `${bin}:/usr/bin:/bin` };
}

/** Answers the two look-ups, and shows how the last command was called. */
const WORKING = `case "$2" in
  describe-instances) echo i-0123 ;;
  get-parameter) echo main.rds.amazonaws.com ;;
  *) echo "called: $*" ;;
esac`;

const connect = (env: Record<string, string>, ...args: string[]) => runSmile(['connect', ...args], { env });

describe('smile connect (ACC-BASTION)', () => {
  test('finds the bastion and the store, then forwards the port', async () => {
    const { exitCode, stdout, stderr } = await connect(awsThat(WORKING), 'mysql', '--env', 'staging');
    expect(exitCode).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toBe(
      'called: ssm start-session --region ap-southeast-3 --target i-0123 --document-name smile-uat-port-forward --parameters host=main.rds.amazonaws.com,portNumber=3306,localPortNumber=13306',
    );
    expect(stderr).toBe('mysql of indonesia/staging answers on localhost:13306 until you press Ctrl-C\n');
  });

  test('--print shows the commands and runs none', async () => {
    const { exitCode, stdout } = await connect(awsThat('exit 9'), 'app-cluster', '--env', 'dev', '--print');
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'aws eks update-kubeconfig --region ap-southeast-3 --name smile-dev-app --alias smile-dev-app\n',
    });
  });

  test('--json prints the steps and runs none', async () => {
    const { stdout } = await connect(awsThat('exit 9'), 'redis', '--env', 'production', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ steps: [{ saveAs: 'bastion' }, { saveAs: 'host' }, {}] });
  });

  test.each([
    [
      ['mysq', '--env', 'staging'],
      2,
      'nothing to connect to is called "mysq", expected one of mysql, wms-mysql, redis, rabbitmq, app-cluster, data-cluster; did you mean mysql?',
    ],
    [
      ['mysql', '--env', 'stagin'],
      1,
      'AWS refused to tell the running bastion of indonesia/staging: no credentials; sign in to the operator role of the environment',
    ],
    [
      ['redis', '--env', 'staging', '--local-port', '80'],
      1,
      'connect redis: expected a local port from 1024 to 65535, got 80; choose one that is free',
    ],
  ])('%j ends with %i and says why', async (args, code, message) => {
    const { exitCode, stderr } = await connect(awsThat('echo no credentials >&2; exit 1'), ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: `error: ${message}\n` });
  });

  test('says that there is no bastion', async () => {
    const { exitCode, stderr } = await connect(awsThat('echo None'), 'mysql', '--env', 'staging');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: found no running bastion in indonesia/staging; apply its access and databases stacks, or choose another environment with --env\n',
    });
  });

  test('says that the AWS command line is missing', async () => {
    const { exitCode, stderr } = await connect({ PATH: folder() }, 'mysql', '--env', 'staging');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 127,
      stderr:
        'error: connecting needs the AWS command line, found no aws on PATH; install it and its Session Manager plugin from https://docs.aws.amazon.com/cli\n',
    });
  });
});
