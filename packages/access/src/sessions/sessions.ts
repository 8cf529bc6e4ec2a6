import { type Days, type EncryptionKey, EstateStack, LogGroup, PORTS, type Port, PrivateBucket } from '@smile/core';
import { Construct } from 'constructs';
import type { HostRole } from '../hosts/host-role.ts';
import { breakGlassRoleArn } from '../role-names.ts';
import { portForwardContent } from './port-forward.ts';
import { type SessionContent, sessionDocument } from './session-document.ts';
import { portForwardDocumentName, shellDocumentName } from './session-names.ts';

export interface SessionsProps {
  /** Key of the sessions themselves and of their transcripts. Changing it leaves old transcripts under the old key. */
  readonly encryption: EncryptionKey;
  /** How long transcripts are kept: one of the periods that CloudWatch offers. */
  readonly logRetention: Days;
  /** Bucket that is told who reads transcripts. @default - nobody is told */
  readonly accessLogs?: PrivateBucket;
  /** Ports that may be forwarded. @default - HTTPS, MySQL, Redis, AMQP over TLS */
  readonly ports?: readonly Port[];
}

/** A shell that nobody uses for this long ends, in minutes. Session Manager offers 1 to 60. */
const IDLE_MINUTES = '20';

/** A shell ends after this long in any case, in minutes: a working day. */
const LONGEST_MINUTES = '480';

/** The document with which sessions start that name none, such as those of the console. AWS asks for this name. */
const DEFAULT_DOCUMENT = 'SSM-SessionManagerRunShell';

/**
 * How sessions on hosts go: encrypted with our key, ended when idle, and every keystroke recorded (ACC-BASTION).
 *
 * Transcripts stream to CloudWatch while a session lasts and go to S3 when it ends. Forwarded ports have no transcript;
 * CloudTrail records who opened one. The account's default document exists once per account, so only the environment
 * that owns the singletons makes it; where somebody saved preferences in the console it exists already and is imported:
 * `terraform import <address> SSM-SessionManagerRunShell`.
 */
export class Sessions extends Construct {
  readonly key: EncryptionKey;
  readonly shellDocumentArn: string;
  readonly portForwardDocumentArn: string;
  private readonly logGroup: LogGroup;
  private readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: SessionsProps) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    this.key = props.encryption;
    this.allowLogs();
    this.logGroup = this.createLogGroup(props.logRetention);
    this.bucket = this.createBucket(props);
    const shell = this.shellContent();
    if (environment.account.ownsSingletons) sessionDocument(this, 'Preferences', DEFAULT_DOCUMENT, shell);
    this.shellDocumentArn = sessionDocument(this, 'Shell', shellDocumentName(environment), shell).arn;
    this.portForwardDocumentArn = sessionDocument(
      this,
      'PortForward',
      portForwardDocumentName(environment),
      portForwardContent(environment, props.ports ?? [PORTS.https, PORTS.mysql, PORTS.redis, PORTS.amqps]),
    ).arn;
  }

  /** Lets the agent of a host take part in encrypted sessions and write their transcripts, but not read any. */
  grantRecord(role: HostRole): void {
    role.addToPolicy(
      { sid: 'JoinSessions', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [this.key.keyArn] },
      {
        sid: 'StreamTranscripts',
        actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        resources: [`${this.logGroup.logGroupArn}:*`],
      },
      // The agent looks for the group, and checks that it is encrypted, before it starts a session.
      { sid: 'FindLogGroup', actions: ['logs:DescribeLogGroups'], resources: ['*'] },
      { sid: 'StoreTranscripts', actions: ['s3:PutObject'], resources: [`${this.bucket.bucketArn}/*`] },
      {
        sid: 'CheckBucketEncryption',
        actions: ['s3:GetEncryptionConfiguration'],
        resources: [this.bucket.bucketArn],
      },
    );
  }

  private allowLogs(): void {
    const { region, account } = EstateStack.ofConstruct(this).environment;
    this.key.allowService({
      service: `logs.${region}.amazonaws.com`,
      conditions: [
        {
          test: 'ArnLike',
          variable: 'kms:EncryptionContext:aws:logs:arn',
          values: [`arn:aws:logs:${region}:${account.id}:log-group:${this.logGroupName}`],
        },
      ],
    });
  }

  private createLogGroup(retention: Days): LogGroup {
    return new LogGroup(this, 'Logs', { name: this.logGroupName, encryption: this.key, retention });
  }

  private createBucket({ logRetention, accessLogs }: SessionsProps): PrivateBucket {
    const bucket = new PrivateBucket(this, 'Bucket', {
      name: 'sessions',
      encryption: this.key,
      // A host writes the transcripts of its own sessions, and who is root there may write one again. The first version stays.
      noncurrentRetention: logRetention,
      expireAfter: logRetention,
      accessLogs,
    });
    bucket.keepHistoryFromAllBut(breakGlassRoleArn(EstateStack.ofConstruct(this).environment));
    return bucket;
  }

  private get logGroupName(): string {
    return `/${EstateStack.ofConstruct(this).environment.namePrefix}/sessions`;
  }

  private shellContent(): SessionContent {
    return {
      description: 'A recorded shell',
      sessionType: 'Standard_Stream',
      inputs: {
        s3BucketName: this.bucket.bucketName,
        s3KeyPrefix: '',
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: this.logGroup.logGroupName,
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: this.key.keyArn,
        // Off: everyone is the agent's own `ssm-user`, and the transcript says who it was. On, every operator would
        // need an account on every host, named in a tag of their IAM role.
        runAsEnabled: false,
        runAsDefaultUser: '',
        idleSessionTimeout: IDLE_MINUTES,
        maxSessionDuration: LONGEST_MINUTES,
        shellProfile: { linux: 'exec /bin/bash', windows: '' },
      },
    };
  }
}
