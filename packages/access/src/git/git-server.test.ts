import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';
import { Instance } from '@cdktf/provider-aws/lib/instance';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { VolumeAttachment } from '@cdktf/provider-aws/lib/volume-attachment';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { estateStackFor, TEST_GIT_SERVER, testEnvironment } from '@smile/core/fixtures';
import { PrivateZone } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { afterAll, describe, expect, test } from 'vitest';
import { ALARM_TOPIC, encryptedSessions, hostNetwork, statementsAt } from '../fixtures.ts';
import { renderTemplate } from '../hosts/user-data.ts';
import { GITLAB_VERSION } from '../versions.ts';
import { GitServer, type GitServerProps } from './git-server.ts';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const stackWith = (props: Partial<GitServerProps> = {}, environment = testEnvironment({ stage: 'shared' })) =>
  estateStackFor(
    (stack) => {
      const network = hostNetwork(stack);
      new GitServer(stack, 'Server', {
        ...TEST_GIT_SERVER,
        patchSchedule: 'cron(0 2 ? * SUN *)',
        network,
        privateZone: new PrivateZone(stack, 'Zone', { vpc: network.vpc, domain: 'shared.smile.internal' }),
        sessions: encryptedSessions(stack).sessions,
        alarmTopic: ALARM_TOPIC,
        ...props,
      });
    },
    { environment, layer: 'git' },
  );

const stack = stackWith();

describe('the Git server (ACC-GIT)', () => {
  test('is a t3.xlarge that no operator opens a session on, since root there reads all code', () => {
    expect(stack).toHaveResource(Instance, {
      instance_type: 't3.xlarge',
      associate_public_ip_address: false,
      credit_specification: { cpu_credits: 'unlimited' },
      tags: { Name: 'smile-shared-git', sessions: 'break-glass', PatchGroup: 'smile-shared' },
    });
    const intoServer = resourcesOf(stack, VpcSecurityGroupIngressRule).filter(({ security_group_id }) =>
      String(security_group_id).includes('Server_'),
    );
    expect(intoServer).toEqual([]);
  });

  test('stays as it is when its script changes, until somebody replaces it', () => {
    expect(stack).toHaveResource(Instance, {
      user_data_replace_on_change: false,
      lifecycle: { ignore_changes: ['launch_template', 'user_data'] },
    });
  });

  test('has a name inside the VPC', () => {
    expect(stack).toHaveResource(Route53Record, { name: 'git.shared.smile.internal', type: 'A', ttl: 60 });
    expect(stack).toReference(Route53Record, 'records', Instance);
  });
});

describe('its data', () => {
  test('is on an encrypted volume that Terraform does not destroy and AWS Backup takes daily (GOV-BACKUP)', () => {
    expect(stack).toHaveResource(EbsVolume, {
      size: 500,
      type: 'gp3',
      encrypted: true,
      final_snapshot: true,
      tags: { Name: 'smile-shared-git-data', backup: 'daily' },
      lifecycle: { prevent_destroy: true },
    });
    expect(stack).toReference(EbsVolume, 'kms_key_id', KmsKey);
  });

  test("stays where it is when the host is replaced: its zone is the subnet's", () => {
    expect(stack).toReference(EbsVolume, 'availability_zone', Subnet);
  });

  test('is taken from a host only when the host is stopped', () => {
    expect(stack).toHaveResource(VolumeAttachment, { device_name: '/dev/sdf', stop_instance_before_detaching: true });
  });

  test('is backed up to a private bucket for 30 days by default', () => {
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-shared-git-backups-222222222222' });
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-shared-git-keys-222222222222' });
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, { rule: [{}, { expiration: [{ days: 30 }] }, {}] });
    const { backupRetention: _, ...others } = TEST_GIT_SERVER;
    expect(stackWith({ ...others, backupRetention: undefined })).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{}, { expiration: [{ days: 30 }] }, {}],
    });
  });

  test.each([
    ['cron(0 22 ? * SUN *)', 'falls into'],
    ['cron(30 1 ? * SUN *)', 'falls into'],
    ['cron(0 0 ? * SUN *)', 'falls into'],
    ['cron(0 */6 ? * * *)', 'expected one hour'],
  ])('is never being backed up while patches restart the server: %s', (patchSchedule, problem) => {
    expect(() => stackWith({ patchSchedule })).toThrow(problem);
  });

  test('may be deleted only with both keys', () => {
    const deletion = { allowedBecause: 'trial of a day' };
    expect(() => stackWith({ deletion })).toFailWith(
      'indonesia-shared-git/Server: deletion is allowed because "trial of a day", but indonesia/shared does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
    );
    const allowing = testEnvironment({ stage: 'shared', allowDataLoss: true });
    expect(stackWith({ deletion }, allowing)).toHaveResource(EbsVolume, { lifecycle: { prevent_destroy: false } });
  });
});

describe('its role', () => {
  const statements = statementsAt(stack, 'Server/Host/Role/Statements');

  test('writes and reads backups, and deletes none', () => {
    expect(statements).toContainEqual(
      expect.objectContaining({
        sid: 'WriteAndRestoreBackups',
        actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      }),
    );
    expect(JSON.stringify(statements)).not.toContain('s3:Delete');
  });

  test('adds the keys of its archives to a bucket that it cannot read', () => {
    const keys = statements.filter(({ resources }) => JSON.stringify(resources).includes('Server_Keys'));
    expect(keys.flatMap(({ actions }) => actions)).toEqual(['s3:PutObject', 'kms:GenerateDataKey']);
  });

  test('publishes metrics in its own namespace', () => {
    expect(statements).toContainEqual(
      expect.objectContaining({
        sid: 'PublishMetrics',
        condition: [{ test: 'StringEquals', variable: 'cloudwatch:namespace', values: ['SMILE/Git'] }],
      }),
    );
  });

  test('knows one secret, whose value Terraform does not', () => {
    expect(stack).toHaveResource(SecretsmanagerSecret, { name: 'smile-shared-git-root-password' });
    expect(stack).toHaveResourceCount(SecretsmanagerSecretVersion, 0);
    expect(statements).toContainEqual({
      sid: 'KeepRootPassword',
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
      resources: [expect.stringContaining('aws_secretsmanager_secret.Server_RootPassword')],
    });
  });
});

describe('its alarms', () => {
  test.each([
    ['disk_used_percent', { path: '/srv/gitlab' }],
    ['disk_used_percent', { path: '/' }],
  ])('%s of %j above 80', (metric_name, dimensions) => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      namespace: 'SMILE/Git',
      metric_name,
      dimensions,
      threshold: 80,
    });
  });

  test('tell of 26 hours without a backup, silence included', () => {
    expect(stack).toHaveResource(CloudwatchMetricAlarm, {
      metric_name: 'BackupsDone',
      statistic: 'Sum',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      period: 3600,
      evaluation_periods: 26,
      treat_missing_data: 'breaching',
    });
  });

  test.each(['StatusCheckFailed_System', 'StatusCheckFailed', 'StatusCheckFailed_AttachedEBS', 'mem_used_percent'])(
    '%s',
    (metric_name) => {
      expect(stack).toHaveResource(CloudwatchMetricAlarm, { metric_name });
    },
  );
});

describe('its script', () => {
  const script = renderTemplate(readFileSync(join(__dirname, 'git-server.sh'), 'utf8'), {
    region: 'ap-southeast-3',
    timeZone: 'Asia/Jakarta',
    vpcCidr: '10.3.0.0/16',
    host: 'git.smile.example',
    registryHost: 'registry.smile.example',
    bucket: 'smile-shared-git-backups-444444444444',
    keysBucket: 'smile-shared-git-keys-444444444444',
    backupHour: '22',
    rootPasswordSecret: 'smile-shared-git-root-password',
    version: GITLAB_VERSION,
    metricNamespace: 'SMILE/Git',
  });

  /** Runs a part of the script, with commands that write elsewhere replaced. */
  const bash = (text: string, ...args: string[]) => spawnSync('bash', args, { input: text, encoding: 'utf8' });

  test('sets up the registry where it has a host, and none where it has not', () => {
    const setting = /^if \[ -n "\$registry_host" \]; then\n[\s\S]*?\nfi$/m.exec(script)?.[0] ?? '';
    const toOutput = setting.replaceAll(' >>/etc/gitlab/gitlab.rb', '');
    const written = (registryHost: string) =>
      bash(`registry_host='${registryHost}'\nhost=git.smile.example\n${toOutput}\n`).stdout.trim();
    expect(written('registry.smile.example')).toMatch(/^registry_external_url 'https:\/\/registry\.smile\.example'$/m);
    expect(written('')).toBe("registry['enable'] = false");
  });

  test('offers HTTPS alone for cloning, since nothing lets SSH in', () => {
    expect(script).toContain('enabled_git_access_protocol: "http"');
  });

  test('is Bash', () => {
    expect(bash(script, '-n')).toMatchObject({ status: 0, stderr: '' });
  });

  test('reaches EC2 as it is: the values are in, the variables of the shell survive Terraform', () => {
    const [instance] = resourcesOf(stack, Instance);
    expect(instance?.user_data).toContain("host='git.smile.example'");
    expect(instance?.user_data).toContain("gitlab_rails['time_zone'] = 'Asia/Jakarta'");
    expect(instance?.user_data).toMatch(/bucket='\$\{aws_s3_bucket\.Server_Backups_\w+\.bucket}'/);
    expect(instance?.user_data).not.toMatch(/\{\{/);
  });

  test('installs the pinned version, from a repository that is off otherwise', () => {
    expect(script).toContain(
      `dnf --enablerepo=gitlab install --assumeyes 'gitlab-ce-${GITLAB_VERSION}-ce.0.amazon2023'`,
    );
    expect(script).toContain('enabled=0');
    expect(script).toContain('repo_gpgcheck=1');
  });

  test('formats a volume only when nothing is on it', () => {
    const probe = script.match(/^blkid --probe .*\n.*mkfs\.xfs.*$/m)?.[0] ?? '';
    const run = (status: number) =>
      bash(`set -euo pipefail; device=x; blkid() { return ${status}; }; mkfs.xfs() { echo formatted; }\n${probe}`);
    expect(run(0)).toMatchObject({ status: 0, stdout: '' });
    expect(run(2)).toMatchObject({ status: 0, stdout: 'formatted\n' });
    expect(run(8)).toMatchObject({ status: 1, stdout: '' });
  });

  test('holds no secret', () => {
    expect(script).not.toMatch(/password\s*[:=]\s*['"]\w/i);
  });

  test('writes the agent a configuration that is JSON, with the metrics that the alarms ask for', () => {
    const json = script.match(/<<'AGENT'\n([\s\S]*?)\nAGENT/)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({
      metrics: {
        namespace: 'SMILE/Git',
        aggregation_dimensions: [['path'], []],
        metrics_collected: { disk: { resources: ['/', '/srv/gitlab'] } },
      },
    });
  });

  /** Runs the backup that the script installs, against fakes: folders of the test, and commands that write down their calls. */
  function backup(options: { readonly free: number; readonly used: number; readonly fails?: string }) {
    const root = mkdtempSync(join(tmpdir(), 'smile-git-backup-'));
    folders.push(root);
    const text = script.match(/<<'BACKUP'\n([\s\S]*?)\nBACKUP/)?.[1] ?? '';
    const here = text.replaceAll('/var/opt', `${root}/var/opt`).replaceAll('/srv/gitlab', `${root}/srv/gitlab`);
    const archives = join(root, 'var/opt/gitlab/backups');
    const keys = join(root, 'srv/gitlab/config-backups');
    for (const folder of [archives, keys, join(root, 'bin')]) mkdirSync(folder, { recursive: true });
    writeFileSync(join(archives, 'put_here_to_restore.tar'), '');
    utimesSync(join(archives, 'put_here_to_restore.tar'), 1, 1);
    const fake = (name: string, body: string) =>
      writeFileSync(join(root, 'bin', name), `#!/bin/bash\necho "${name} $*" >>${root}/calls\n${body}\n`, {
        mode: 0o755,
      });
    const failing = (name: string) => (options.fails === name ? 'exit 9' : '');
    fake('du', `printf '1\tx\n${options.used}\ttotal\n'`);
    fake('df', `printf 'Avail\n${options.free}\n'`);
    // As GitLab leaves them: an archive, and on a failure the parts of one.
    fake(
      'gitlab-backup',
      `mkdir -p ${archives}/db; touch ${archives}/db/dump.gz ${archives}/9_gitlab_backup.tar\n${failing('gitlab-backup')}`,
    );
    fake('gitlab-ctl', `touch ${keys}/gitlab_config_9.tar\n${failing('gitlab-ctl')}`);
    fake('aws', failing('aws'));
    const PATH = `${join(root, 'bin')}:${process.env.PATH}`;
    const { status, stderr } = spawnSync('bash', [], { input: here, encoding: 'utf8', env: { PATH, TMPDIR: root } });
    const calls = readFileSync(join(root, 'calls'), 'utf8').replaceAll(root, '').trimEnd().split('\n');
    const left = [...readdirSync(archives), ...readdirSync(keys)];
    return { status, stderr: stderr.replaceAll(root, ''), calls: calls.filter((call) => !/^d[uf] /.test(call)), left };
  }

  test('streams repositories, sends the keys elsewhere, and leaves nothing of a backup on the volume', () => {
    expect(backup({ free: 200, used: 100 })).toEqual({
      status: 0,
      stderr: '',
      calls: [
        'gitlab-backup create CRON=1 REPOSITORIES_SERVER_SIDE=true SKIP=artifacts,registry',
        'gitlab-ctl backup-etc --backup-path /srv/gitlab/config-backups',
        'aws s3 cp --region ap-southeast-3 --recursive --only-show-errors /srv/gitlab/config-backups s3://smile-shared-git-keys-444444444444/',
        'aws cloudwatch put-metric-data --region ap-southeast-3 --namespace SMILE/Git --metric-name BackupsDone --unit Count --value 1',
      ],
      left: ['put_here_to_restore.tar'],
    });
  });

  test('begins no backup that would fill the volume', () => {
    expect(backup({ free: 199, used: 100 })).toEqual({
      status: 1,
      stderr: 'git-backup: /var/opt/gitlab/backups has 199 bytes free and needs 200; enlarge the data volume\n',
      calls: [],
      left: ['put_here_to_restore.tar'],
    });
  });

  test.each(['gitlab-backup', 'gitlab-ctl', 'aws'])('counts no backup in which %s failed, and tidies up', (fails) => {
    const { status, calls, left } = backup({ free: 200, used: 100, fails });
    expect(status).toBe(9);
    expect(calls.join('\n')).not.toContain('BackupsDone');
    expect(left).toEqual(['put_here_to_restore.tar']);
  });

  /** Runs the part that configures GitLab, on a volume of the test. */
  function configure(root: string, options: { readonly fails?: boolean } = {}) {
    const part = script.match(/^# First password of root[\s\S]*?^fi\n(?=systemctl)/m)?.[0] ?? '';
    const fakes = `
      aws() { case "$2" in get-secret-value) cat ${root}/secret 2>/dev/null;; *) cp ${root}/password ${root}/secret;; esac; }
      openssl() { echo generated; }
      gitlab-ctl() { echo "$1 \${GITLAB_ROOT_PASSWORD:-}"; mkdir -p ${root}/etc; touch ${root}/etc/gitlab-secrets.json; ${options.fails === true ? 'false' : 'true'}; }
      gitlab-rails() { echo "$2"; }`;
    const text = part.replaceAll('/dev/shm', root).replaceAll('/etc/gitlab/', `${root}/etc/`);
    return bash(
      `set -euo pipefail\nregion=r root_password_secret=s configured=${root}/configured\n${fakes.replaceAll('\\$', '$')}\n${text}`,
    );
  }

  const first = `reconfigure generated\nGitlab::CurrentSettings.update!(signup_enabled: false, enabled_git_access_protocol: "http")\n`;

  test('configures a half-configured volume again, with the same password, and closes sign-up', () => {
    const root = mkdtempSync(join(tmpdir(), 'smile-git-first-'));
    folders.push(root);
    expect(configure(root, { fails: true })).toMatchObject({ status: 1, stdout: 'reconfigure generated\n' });
    expect(readdirSync(join(root, 'etc'))).toEqual(['gitlab-secrets.json']);
    expect(configure(root)).toMatchObject({ status: 0, stdout: first, stderr: '' });
    expect(configure(root)).toMatchObject({ status: 0, stdout: 'reconfigure \n' });
  });

  test('has no registry unless it has a name', () => {
    const config = (registryHost: string) => {
      const part = script.match(/^if \[ -n "\$registry_host" \][\s\S]*?^fi$/m)?.[0] ?? '';
      const file = join(mkdtempSync(join(tmpdir(), 'smile-git-registry-')), 'gitlab.rb');
      folders.push(dirname(file));
      bash(`host=git.smile.example registry_host='${registryHost}'\n${part.replaceAll('/etc/gitlab/gitlab.rb', file)}`);
      return readFileSync(file, 'utf8').split('\n')[0];
    };
    expect(config('')).toBe("registry['enable'] = false");
    expect(config('registry.smile.example')).toBe("registry_external_url 'https://registry.smile.example'");
  });
});
