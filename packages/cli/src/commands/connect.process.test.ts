import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();

/** A PATH with an `aws` that is this shell script. */
function awsThat(script: string): { PATH: string } {
  const bin = folder();
  writeFileSync(join(bin, 'aws'), `#!/bin/sh\n${script}\n`);
  writeFileSync(join(bin, 'session-manager-plugin'), '#!/bin/sh\n');
  for (const name of ['aws', 'session-manager-plugin']) chmodSync(join(bin, name), 0o755);
  return { PATH: `${bin}:/usr/bin:/bin` };
}

/** Shows how it was called, answers on the local port as the plugin does, and ends after the first one who came. */
const SESSION = `echo "called: $*"
    port=$(echo "$*" | sed 's/.*localPortNumber=//')
    exec "${process.execPath}" -e "const s=require('net').createServer(c=>{c.end();setTimeout(()=>process.exit(0),300)});s.listen($port,'127.0.0.1')"`;

/** Answers the two look-ups, and forwards. */
const WORKING = `case "$2" in
  describe-instances) echo i-0123 ;;
  get-parameter) echo main.rds.amazonaws.com ;;
  *) ${SESSION} ;;
esac`;

const connect = (env: Record<string, string>, ...args: string[]) => runSmile(['connect', ...args], { env });

describe('smile connect (ACC-BASTION)', () => {
  test('finds the bastion and the store, then forwards the port', async () => {
    const { exitCode, stdout, stderr } = await connect(awsThat(WORKING), 'mysql', '--env', 'staging');
    expect(exitCode).toBe(0);
    expect(stdout.trim().split('\n').at(-1)).toBe(
      'called: ssm start-session --region ap-southeast-3 --target i-0123 --document-name smile-uat-port-forward --parameters host=main.rds.amazonaws.com,portNumber=3306,localPortNumber=13306',
    );
    expect(stderr).toBe(
      [
        'mysql of indonesia/staging answers on localhost:13306 until you press Ctrl-C',
        '  user: your own, or admin',
        '  password of admin: secret of the ARN in parameter /smile/uat/databases/mysql-main/secret-arn',
        '  TLS: authorities in https://truststore.pki.rds.amazonaws.com/ap-southeast-3/ap-southeast-3-bundle.pem',
        '',
      ].join('\n'),
    );
  });

  test('does not say that it answers before it does', async () => {
    const script = WORKING.replace(SESSION, 'echo "An error occurred (TargetNotConnected)" >&2; exit 254');
    const { exitCode, stderr } = await connect(awsThat(script), 'mysql', '--env', 'staging', '--local-port', '23306');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 254,
      stderr:
        'An error occurred (TargetNotConnected)\nerror: the session ended with exit code 254 before port 23306 answered; what it said is above\n',
    });
  });

  test('says that the port is taken before anything is asked of AWS', async () => {
    const other = createServer().listen(23307, '127.0.0.1');
    await once(other, 'listening');
    const { exitCode, stderr } = await connect(awsThat('exit 9'), 'mysql', '--env', 'staging', '--local-port', '23307');
    other.close();
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: port 23307 of this machine is taken; end what listens there, or choose another with --local-port\n',
    });
  });

  test('says that the plugin is missing before anything is asked of AWS', async () => {
    const { PATH } = awsThat('exit 9');
    rmSync(join(PATH.split(':')[0] ?? '', 'session-manager-plugin'));
    const { exitCode, stderr } = await connect({ PATH }, 'mysql', '--env', 'staging', '--local-port', '23308');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 127,
      stderr:
        'error: connecting needs the Session Manager plugin of the AWS command line, found no session-manager-plugin on PATH; install it from https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html\n',
    });
  });

  test('refuses a data store that the environment does not have', async () => {
    const { exitCode, stdout, stderr } = await connect(awsThat('exit 9'), 'mysql', '--env', 'shared', '--print');
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'error: connect mysql: indonesia/shared has no data stores; choose an environment that has\n',
    });
  });

  test('--print shows the commands, runs none and writes nothing', async () => {
    const HOME = folder();
    const { exitCode, stdout } = await connect(
      { ...awsThat('exit 9'), HOME },
      'app-cluster',
      '--env',
      'dev',
      '--print',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('cat > "$HOME/.kube/smile-dev-app"');
    expect(stdout).toContain('args: [eks, get-token, --region, ap-southeast-3, --cluster-name, smile-dev-app]');
    expect(readdirSync(HOME)).toEqual([]);
  });

  test('--json prints the steps and runs none', async () => {
    const { stdout } = await connect(awsThat('exit 9'), 'redis', '--env', 'production', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ steps: [{ saveAs: 'bastion' }, { saveAs: 'host' }, {}] });
  });

  test.each([
    [
      ['mysq', '--env', 'staging'],
      2,
      'nothing to connect to is called "mysq", expected one of mysql, wms-mysql, redis, rabbitmq, rabbitmq-console, app-cluster, data-cluster, grafana, jaeger, keycloak, jenkins, clickhouse, risingwave, pentaho; did you mean mysql?',
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
        'error: found no running bastion in indonesia/staging; apply its access stack, or choose another environment with --env\n',
    });
  });

  test('says that the AWS command line is missing', async () => {
    const { exitCode, stderr } = await connect({ PATH: folder() }, 'mysql', '--env', 'staging');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 127,
      stderr:
        'error: connecting needs the AWS command line and the Session Manager plugin of the AWS command line, found no aws and no session-manager-plugin on PATH; install them from https://docs.aws.amazon.com/cli and https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html\n',
    });
  });
});

/** Answers the look-ups of an operator, and shows how the last command was called. */
const OPERATOR = `case "$2" in
  get-caller-identity) echo arn:aws:sts::333333333333:assumed-role/smile-dev-operator/ann ;;
  describe-cluster) case "$*" in *endpoint*) echo https://ABC.gr7.ap-southeast-3.eks.amazonaws.com ;; *) echo LS0t ;; esac ;;
  describe-instances) echo i-0123 ;;
  *) ${SESSION} ;;
esac`;

describe('smile connect to a cluster', () => {
  test('--proxy leads to its API by its own name, and tells Terraform and kubectl', async () => {
    const HOME = folder();
    const { exitCode, stdout, stderr } = await connect(
      { ...awsThat(OPERATOR), HOME },
      'app-cluster',
      '--env',
      'dev',
      '--proxy',
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'kubectl --kubeconfig ~/.kube/smile-dev-app reaches smile-dev-app until you press Ctrl-C\n',
    });
    const lines = stdout.trim().split('\n');
    expect(lines.at(-1)).toBe('export KUBE_PROXY_URL=http://127.0.0.1:16443');
    expect(lines.at(-2)).toMatch(
      /^called: ssm start-session .* host=ABC\.gr7\.ap-southeast-3\.eks\.amazonaws\.com,portNumber=443,localPortNumber=\d+$/,
    );
    const file = readFileSync(join(HOME, '.kube', 'smile-dev-app'), 'utf8');
    expect(file).toContain(
      '      server: https://ABC.gr7.ap-southeast-3.eks.amazonaws.com\n      proxy-url: http://127.0.0.1:16443\n',
    );
    expect(file).not.toContain('tls-server-name');
  });

  test('--proxy is refused for a data store', async () => {
    const { exitCode, stderr } = await connect(awsThat('exit 9'), 'mysql', '--env', 'dev', '--proxy');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: connect mysql: a proxy leads to the API of a cluster only; leave --proxy out\n',
    });
  });

  test('data-cluster in dev is the one cluster there is, smile-dev-app (ENV-DEV)', async () => {
    const HOME = folder();
    const { exitCode, stdout, stderr } = await connect(
      { ...awsThat(OPERATOR), HOME, AWS_PROFILE: 'dev-operator' },
      'data-cluster',
      '--env',
      'dev',
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'kubectl --kubeconfig ~/.kube/smile-dev-app reaches smile-dev-app until you press Ctrl-C\n',
    });
    expect(stdout.trim().split('\n').at(-1)).toBe(
      'called: ssm start-session --region ap-southeast-3 --target i-0123 --document-name smile-dev-port-forward --parameters host=ABC.gr7.ap-southeast-3.eks.amazonaws.com,portNumber=443,localPortNumber=16444',
    );
    expect(readdirSync(join(HOME, '.kube'))).toEqual(['smile-dev-app']);
    expect(statSync(join(HOME, '.kube', 'smile-dev-app')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(HOME, '.kube', 'smile-dev-app'), 'utf8')).toBe(
      [
        'apiVersion: v1',
        'kind: Config',
        'current-context: smile-dev-app',
        'contexts:',
        '  - name: smile-dev-app',
        '    context: { cluster: smile-dev-app, user: smile-dev-app }',
        'clusters:',
        '  - name: smile-dev-app',
        '    cluster:',
        '      server: https://localhost:16444',
        '      tls-server-name: ABC.gr7.ap-southeast-3.eks.amazonaws.com',
        '      certificate-authority-data: LS0t',
        'users:',
        '  - name: smile-dev-app',
        '    user:',
        '      exec:',
        '        apiVersion: client.authentication.k8s.io/v1beta1',
        '        interactiveMode: IfAvailable',
        '        command: aws',
        '        args: [eks, get-token, --region, ap-southeast-3, --cluster-name, smile-dev-app]',
        '        env: [{ name: AWS_PROFILE, value: dev-operator }]',
        '',
      ].join('\n'),
    );
  });

  test('is refused for a role that the cluster does not know, before anything is written', async () => {
    const HOME = folder();
    const env = { ...awsThat('echo arn:aws:iam::333333333333:user/ann'), HOME };
    const { exitCode, stderr } = await connect(env, 'app-cluster', '--env', 'dev');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: the clusters of indonesia/dev let in smile-dev-operator and smile-dev-break-glass, got arn:aws:iam::333333333333:user/ann; take on one of these roles, and name its profile in AWS_PROFILE\n',
    });
    expect(readdirSync(HOME)).toEqual([]);
  });

  test('leaves an older file as it was when the cluster is not found', async () => {
    const HOME = folder();
    mkdirSync(join(HOME, '.kube'));
    writeFileSync(join(HOME, '.kube', 'smile-dev-app'), 'older');
    const script = OPERATOR.replace('echo LS0t', 'echo none such >&2; exit 254');
    const { exitCode, stderr } = await connect({ ...awsThat(script), HOME }, 'app-cluster', '--env', 'dev');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        'error: AWS refused to tell the certificate of the cluster of indonesia/dev: none such; sign in to the operator role of the environment\n',
    });
    expect(readFileSync(join(HOME, '.kube', 'smile-dev-app'), 'utf8')).toBe('older');
  });

  test('is refused where there is none', async () => {
    const { exitCode, stderr } = await connect(awsThat('exit 9'), 'app-cluster', '--env', 'shared');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'error: connect app-cluster: indonesia/shared has no clusters; choose an environment that has\n',
    });
  });
});

describe('smile connect to a console', () => {
  test('says where it answers and how to get past its name, and runs nothing', async () => {
    const { exitCode, stdout, stderr } = await connect(awsThat('exit 9'), 'grafana', '--env', 'dev');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(
      /^grafana of indonesia\/dev answers at https:\/\/\S+, for the networks of operators; sign in with your account of realm staff\n {2}past its name: /,
    );
    expect(stderr).toContain(
      'kubectl --kubeconfig ~/.kube/smile-dev-app --namespace monitoring port-forward service/kps-grafana 13000:3000\n',
    );
  });
});
