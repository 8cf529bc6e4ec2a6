import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import {
  type AlarmTopic,
  ANYWHERE,
  type Connectable,
  type Connections,
  type Days,
  type Deletion,
  EncryptionKey,
  EstateStack,
  type Gibibytes,
  NAME_LIMITS,
  PORTS,
  PrivateBucket,
  type Protection,
  physicalName,
  protectionOf,
  throwIfAny,
} from '@smile/core';
import type { PrivateZone } from '@smile/network';
import { Construct } from 'constructs';
import { GIT_SERVER_NAME } from '../hosts/host-names.ts';
import { type HostNetwork, ManagedHost } from '../hosts/managed-host.ts';
import { userData } from '../hosts/user-data.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { GITLAB_VERSION } from '../versions.ts';
import { DataVolume } from './data-volume.ts';
import { GitServerAlarms, METRIC_NAMESPACE } from './git-server-alarms.ts';

export interface GitServerProps {
  readonly network: HostNetwork;
  /** Zone that resolves the server's private name, as in `git.shared.smile.internal`. */
  readonly privateZone: PrivateZone;
  /** Where transcripts of sessions go. */
  readonly sessions: Sessions;
  readonly alarmTopic: AlarmTopic;
  /** As in `t3.xlarge`. Changing it stops the server for some minutes. */
  readonly instanceType: string;
  /** Zone id, as in `apse3-az1`. Changing it replaces the data volume, which Terraform refuses. */
  readonly zone: string;
  /** Public name, as in `git.smile.example`. A change takes effect when the server is built anew. */
  readonly host: string;
  /** Public name of the container registry. A change takes effect when the server is built anew. @default - no registry */
  readonly registryHost?: string;
  /** When hosts are patched, in the country's time zone, as in `cron(0 2 ? * SUN *)`; a restart must not end a backup. */
  readonly patchSchedule: string;
  /** Size of the volume with all data. It can grow, never shrink. */
  readonly dataVolume: Gibibytes;
  /** How long nightly backups are kept in S3. @default '30 days' */
  readonly backupRetention?: Days;
  /** Bucket that is told who reads backups. @default - nobody is told */
  readonly accessLogs?: PrivateBucket;
  /** Whether Terraform may delete repositories, backups and their key. @default 'protected' */
  readonly deletion?: Deletion;
}

/** What the server writes to. */
interface Stores {
  readonly backups: PrivateBucket;
  readonly keys: PrivateBucket;
  readonly rootPassword: SecretsmanagerSecret;
}

/** When the nightly backup begins, in the country's time zone. AWS Backup takes the volume at 03:00. */
const BACKUP_HOUR = 22;

/** How long a backup may take, in hours; patching within it could restart the server. */
const BACKUP_HOURS = 4;

type Settings = GitServerProps &
  Required<Pick<GitServerProps, 'backupRetention' | 'deletion'>> & { readonly protection: Protection };

/**
 * The Git repository server: GitLab on one host, with everything it knows on a volume of its own (ACC-GIT, CI-GITLAB).
 *
 * The host can be built anew at any time and finds its data again. Backups go to S3 every night, and AWS Backup takes
 * the volume every day. It listens to nobody: a load balancer is let in with
 * `git.connections.allowFrom(loadBalancer, 'Users of GitLab')`, people on the bastion likewise. Changes of version or
 * configuration wait until the host is replaced; docs/runbooks/git-server-restore.md has the commands. About USD 154 a
 * month as t3.xlarge, and USD 0.10 per GiB.
 *
 * @stateful
 */
export class GitServer extends Construct implements Connectable {
  readonly connections: Connections;
  /** Name inside the VPC, as in `git.shared.smile.internal`. */
  readonly privateName: string;
  /** Known once the host exists; another after it was built anew. */
  readonly privateIp: string;
  private readonly key: EncryptionKey;
  /** Of the keys that open archives, apart from the key of the archives. */
  private readonly keysKey: EncryptionKey;

  constructor(scope: Construct, id: string, props: GitServerProps) {
    super(scope, id);
    const settings = resolve(this, props);
    this.key = new EncryptionKey(this, 'Key', {
      description: 'Git repositories and their backups',
      alias: GIT_SERVER_NAME,
      deletion: settings.deletion,
    });
    this.keysKey = new EncryptionKey(this, 'KeysKey', {
      description: 'Keys of GitLab, without which its backups cannot be read',
      alias: `${GIT_SERVER_NAME}-keys`,
      deletion: settings.deletion,
    });
    const stores: Stores = {
      backups: this.createBackups(settings),
      keys: this.createKeys(settings),
      rootPassword: this.createRootPassword(settings),
    };
    const host = this.createHost(settings, stores);
    new DataVolume(this, 'Data', {
      host,
      size: settings.dataVolume,
      encryption: this.key,
      deletion: settings.deletion,
    });
    this.grantTo(host, settings, stores);
    this.connections = host.connections;
    this.privateIp = host.privateIp;
    this.privateName = this.createPrivateName(settings.privateZone, host);
    new GitServerAlarms(this, 'Alarms', { instanceId: host.instanceId, topic: settings.alarmTopic });
  }

  private createBackups({ backupRetention, accessLogs, deletion }: Settings): PrivateBucket {
    return new PrivateBucket(this, 'Backups', {
      name: 'git-backups',
      encryption: this.key,
      // Names of archives hold the time, so nothing is overwritten.
      noncurrentRetention: backupRetention,
      expireAfter: backupRetention,
      accessLogs,
      deletion,
    });
  }

  /** Where `/etc/gitlab` goes. The server adds to it and reads nothing: what it writes today it cannot read or replace tomorrow. */
  private createKeys({ backupRetention, accessLogs, deletion }: Settings): PrivateBucket {
    return new PrivateBucket(this, 'Keys', {
      name: 'git-keys',
      encryption: this.keysKey,
      noncurrentRetention: backupRetention,
      expireAfter: backupRetention,
      accessLogs,
      deletion,
    });
  }

  /** An empty secret: the server makes the first password of `root` and puts it in, so Terraform never knows it. */
  private createRootPassword({ protection }: Settings): SecretsmanagerSecret {
    return new SecretsmanagerSecret(this, 'RootPassword', {
      name: physicalName(this, { ...NAME_LIMITS.secret, name: 'git-root-password' }),
      description: 'First password of root in GitLab; the server writes it on its first boot',
      kmsKeyId: this.key.keyArn,
      tags: { 'secret-owner': 'platform', 'secret-consumers': 'git-server', ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
  }

  private createHost(settings: Settings, { backups, keys, rootPassword }: Stores): ManagedHost {
    const { region, country } = EstateStack.ofConstruct(this).environment;
    const { network, instanceType, zone, alarmTopic } = settings;
    const host = new ManagedHost(this, 'Host', {
      network,
      name: GIT_SERVER_NAME,
      zone,
      instanceType,
      rootVolume: '50 GiB',
      encryption: this.key,
      userData: userData(this, readFileSync(join(__dirname, 'git-server.sh'), 'utf8'), {
        region,
        timeZone: country.timeZone,
        vpcCidr: network.vpc.cidr,
        host: settings.host,
        registryHost: settings.registryHost ?? '',
        bucket: backups.bucketName,
        keysBucket: keys.bucketName,
        backupHour: String(BACKUP_HOUR),
        rootPasswordSecret: rootPassword.name,
        version: GITLAB_VERSION,
        metricNamespace: METRIC_NAMESPACE,
      }),
      onChangedUserData: 'wait',
      outOfCredits: 'cost-more',
      // Root there reads the keys of GitLab, its backups and all code.
      sessionsFor: 'break-glass',
      alarmTopic,
    });
    host.connections.allowToCidr(ANYWHERE, 'Packages of GitLab, metrics and secrets, through NAT', PORTS.https);
    return host;
  }

  private grantTo({ role }: ManagedHost, { sessions }: Settings, { backups, keys, rootPassword }: Stores): void {
    sessions.grantRecord(role);
    role.addToPolicy(
      { sid: 'FindBackups', actions: ['s3:ListBucket'], resources: [backups.bucketArn] },
      // Not `s3:DeleteObject`: who takes over the server must not take the backups too.
      {
        sid: 'WriteAndRestoreBackups',
        actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
        resources: [`${backups.bucketArn}/*`],
      },
      { sid: 'AddKeys', actions: ['s3:PutObject'], resources: [`${keys.bucketArn}/*`] },
      // Not `kms:Decrypt`, which only an upload in parts would need; `/etc/gitlab` is some kilobytes.
      { sid: 'EncryptKeys', actions: ['kms:GenerateDataKey'], resources: [this.keysKey.keyArn] },
      { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [this.key.keyArn] },
      {
        sid: 'KeepRootPassword',
        actions: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
        resources: [rootPassword.arn],
      },
      {
        sid: 'PublishMetrics',
        actions: ['cloudwatch:PutMetricData'],
        resources: ['*'],
        condition: [{ test: 'StringEquals', variable: 'cloudwatch:namespace', values: [METRIC_NAMESPACE] }],
      },
    );
  }

  private createPrivateName(zone: PrivateZone, host: ManagedHost): string {
    const name = `${GIT_SERVER_NAME}.${zone.domain}`;
    new Route53Record(this, 'Name', { zoneId: zone.zoneId, name, type: 'A', ttl: 60, records: [host.privateIp] });
    return name;
  }
}

/** A schedule of another form than `cron(<minute> <hour> …)` with one hour cannot be compared. */
function patchProblems({ patchSchedule }: GitServerProps): string[] {
  const hour = /^cron\(\d+ (\d+) /.exec(patchSchedule)?.[1];
  const backup = `the Git server's backup, which begins at ${BACKUP_HOUR}:00 and may take ${BACKUP_HOURS} hours`;
  if (hour === undefined) {
    return [
      `access.patchSchedule: expected one hour, to keep clear of ${backup}, got ${patchSchedule}; write cron(0 2 ? * SUN *)`,
    ];
  }
  const after = (Number(hour) - BACKUP_HOUR + 24) % 24;
  if (after >= BACKUP_HOURS) return [];
  return [
    `access.patchSchedule: ${patchSchedule} falls into ${backup}; patch at ${(BACKUP_HOUR + BACKUP_HOURS) % 24}:00 or later`,
  ];
}

function resolve(server: GitServer, props: GitServerProps): Settings {
  throwIfAny(server, patchProblems(props));
  const deletion = props.deletion ?? 'protected';
  return {
    ...props,
    backupRetention: props.backupRetention ?? '30 days',
    deletion,
    protection: protectionOf(server, deletion),
  };
}
