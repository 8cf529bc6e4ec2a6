import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Construct } from 'constructs';
import type { EncryptionKey } from '../encryption/encryption-key.ts';
import { EstateStack } from '../estate-stack.ts';
import { NAME_LIMITS } from '../naming/name-limits.ts';
import { physicalName } from '../naming/physical-name.ts';
import { tagText } from '../naming/tag-text.ts';
import { wordsOf } from '../naming/words-of.ts';
import { type Deletion, type Protection, protectionOf } from '../security/deletion.ts';
import { grant } from '../security/grant.ts';
import { type Days, inDays } from '../units.ts';
import { denyWeakTls, listBelow, listBucket, READ_OBJECTS, useObjects, WRITE_OBJECTS } from './bucket-statements.ts';

export interface PrivateBucketProps {
  /** Words of the name after the environment's prefix, as in `flow-logs`. Changing it replaces the bucket. @default - the construct's path */
  readonly name?: string;
  /** Key for every object, or why AWS demands its own (`SSE-S3`), as it does for load-balancer logs. */
  readonly encryption: EncryptionKey | { readonly sseS3Because: string };
  /** Whether overwritten and deleted objects are kept for a while. @default true */
  readonly versioned?: boolean;
  /** How long overwritten and deleted objects are kept; only with `versioned`. @default '90 days' */
  readonly noncurrentRetention?: Days;
  /** Age at which objects are deleted. @default - never */
  readonly expireAfter?: Days;
  /** Bucket that receives this one's access logs. @default - not logged */
  readonly accessLogs?: PrivateBucket;
  /** Whether Terraform may delete the bucket with its objects. @default 'protected' */
  readonly deletion?: Deletion;
  /** Tags besides the default ones, as in `BACKUP_DAILY`. @default - none */
  readonly extraTags?: Readonly<Record<string, string>>;
}

type Settings = Required<Omit<PrivateBucketProps, 'expireAfter' | 'accessLogs' | 'deletion' | 'name'>> &
  Pick<PrivateBucketProps, 'expireAfter' | 'accessLogs' | 'name'> & { readonly protection: Protection };

/** Unfinished uploads are invisible and cost storage; no upload of ours takes a week. */
const ABORT_UPLOADS_AFTER_DAYS = 7;

/**
 * An S3 bucket that nobody outside the account can read, over TLS 1.2 or newer only, encrypted, without ACLs.
 *
 * Its sub-resources are made one after another, because S3 refuses concurrent changes to a bucket ("a conflicting
 * conditional operation"). Deleting needs the two keys of {@link Deletion}.
 */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** What must exist before a service writes to the bucket: pass it as `dependsOn`. */
  readonly policy: S3BucketPolicy;
  private readonly bucket: S3Bucket;
  private readonly key: EncryptionKey | undefined;
  private readonly document: DataAwsIamPolicyDocument;
  private readonly statements: DataAwsIamPolicyDocumentStatement[];

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const settings = resolve(this, props);
    this.bucket = this.createBucket(settings);
    this.bucketName = this.bucket.bucket;
    this.bucketArn = this.bucket.arn;
    this.key = 'keyArn' in settings.encryption ? settings.encryption : undefined;
    this.statements = denyWeakTls(this.bucketArn);
    this.document = new DataAwsIamPolicyDocument(this, 'Statements', { statement: this.statements });
    this.policy = this.createPolicy();
    this.createEncryption(settings);
    this.createLifecycle(settings, settings.versioned ? this.createVersioning() : undefined);
    if (settings.accessLogs !== undefined) this.createLogging(settings.accessLogs);
  }

  /** Adds a statement to the bucket policy. One bucket has one policy, so this is the only way to extend it. */
  addToPolicy(statement: DataAwsIamPolicyDocumentStatement): void {
    this.statements.push(statement);
    this.document.putStatement(this.statements);
  }

  /**
   * Lets nobody erase an old version of an object, but the role with this ARN, in which `*` matches any characters.
   * The bucket's own lifecycle goes on: expiry is not subject to bucket policies.
   */
  keepHistoryFromAllBut(roleArn: string): void {
    this.addToPolicy({
      sid: 'DenyErasingHistory',
      effect: 'Deny',
      actions: ['s3:DeleteObjectVersion'],
      resources: [`${this.bucketArn}/*`],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [
        {
          test: roleArn.includes('*') ? 'ArnNotLike' : 'ArnNotEquals',
          variable: 'aws:PrincipalArn',
          values: [roleArn],
        },
      ],
    });
  }

  /** Lets a role list and read the objects, and decrypt them. */
  grantRead(role: IamRole): void {
    const arn = this.bucketArn;
    grant(role, 'Read', this, [listBucket(arn), useObjects(arn, READ_OBJECTS), ...this.keyStatements('decrypt')]);
  }

  /** Lets a role add objects, blind: it reads none, lists none, and deletes none. */
  grantWrite(role: IamRole): void {
    // A multipart upload with KMS decrypts its own parts.
    grant(role, 'Write', this, [
      useObjects(this.bucketArn, WRITE_OBJECTS),
      ...this.keyStatements('encrypt-and-decrypt'),
    ]);
  }

  /**
   * Lets a role list, read, write and delete objects. Versioned buckets keep what was deleted for a while.
   *
   * @param below start of the keys that it may use, as in `clickhouse/`. @default - all
   */
  grantReadWrite(role: IamRole, below = ''): void {
    const actions = [...READ_OBJECTS, ...WRITE_OBJECTS, 's3:DeleteObject'];
    grant(role, 'ReadWrite', this, [
      ...(below === '' ? [listBucket(this.bucketArn)] : listBelow(this.bucketArn, below)),
      useObjects(this.bucketArn, actions, below),
      ...this.keyStatements('encrypt-and-decrypt'),
    ]);
  }

  private keyStatements(use: 'decrypt' | 'encrypt-and-decrypt'): DataAwsIamPolicyDocumentStatement[] {
    return this.key === undefined ? [] : [this.key.useStatement(use)];
  }

  private createBucket({ name, protection, extraTags, encryption }: Settings): S3Bucket {
    // Said in AWS too, where auditors look.
    const weaker: Record<string, string> =
      'keyArn' in encryption ? {} : { 'sse-s3-because': tagText(encryption.sseS3Because) };
    return new S3Bucket(this, 'Default', {
      bucket: physicalName(this, { ...NAME_LIMITS.s3Bucket, name, unique: 'global' }),
      forceDestroy: !protection.isProtected,
      tags: { ...extraTags, ...weaker, ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
  }

  /** Public-access block, then policy, then ownership: the order in which S3 accepts them without conflict. */
  private createPolicy(): S3BucketPolicy {
    const block = new S3BucketPublicAccessBlock(this, 'PublicAccessBlock', {
      bucket: this.bucketName,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const policy = new S3BucketPolicy(this, 'Policy', {
      bucket: this.bucketName,
      policy: this.document.json,
      dependsOn: [block],
    });
    new S3BucketOwnershipControls(this, 'Ownership', {
      bucket: this.bucketName,
      rule: { objectOwnership: 'BucketOwnerEnforced' },
      dependsOn: [policy],
    });
    return policy;
  }

  private createEncryption({ encryption }: Settings): void {
    const usesKey = 'keyArn' in encryption;
    new S3BucketServerSideEncryptionConfigurationA(this, 'Encryption', {
      bucket: this.bucketName,
      rule: [
        {
          applyServerSideEncryptionByDefault: usesKey
            ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption.keyArn }
            : { sseAlgorithm: 'AES256' },
          // One data key per bucket and hour instead of one per object: about 99% fewer KMS requests.
          bucketKeyEnabled: usesKey,
        },
      ],
    });
  }

  private createVersioning(): S3BucketVersioningA {
    return new S3BucketVersioningA(this, 'Versioning', {
      bucket: this.bucketName,
      versioningConfiguration: { status: 'Enabled' },
    });
  }

  private createLifecycle(settings: Settings, versioning: S3BucketVersioningA | undefined): void {
    const { expireAfter, noncurrentRetention } = settings;
    const rules = [
      rule('abort-unfinished-uploads', {
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS }],
      }),
      ...(expireAfter === undefined ? [] : [rule('expire', { expiration: [{ days: inDays(expireAfter) }] })]),
      ...(versioning === undefined
        ? []
        : [
            rule('expire-noncurrent-versions', {
              noncurrentVersionExpiration: [{ noncurrentDays: inDays(noncurrentRetention) }],
            }),
          ]),
    ];
    new S3BucketLifecycleConfiguration(this, 'Lifecycle', {
      bucket: this.bucketName,
      rule: rules,
      dependsOn: versioning === undefined ? undefined : [versioning],
    });
  }

  private createLogging(target: PrivateBucket): void {
    const { environment } = EstateStack.ofConstruct(this);
    const words = wordsOf(this);
    target.addToPolicy({
      sid: `AccessLogsOf${words}`,
      actions: ['s3:PutObject'],
      resources: [`${target.bucketArn}/${words}/*`],
      principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
      condition: [
        // As a text: the bucket of the logs may be in an earlier stack, which cannot refer to this one.
        { test: 'ArnLike', variable: 'aws:SourceArn', values: [`arn:aws:s3:::${this.bucket.bucketInput}`] },
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: [environment.account.id] },
      ],
    });
    new S3BucketLoggingA(this, 'Logging', {
      bucket: this.bucketName,
      targetBucket: target.bucketName,
      targetPrefix: `${words}/`,
      // Between stacks the order of the stacks sees to it, and Terraform takes no other.
      dependsOn: EstateStack.ofConstruct(target) === EstateStack.ofConstruct(this) ? [target.policy] : undefined,
    });
  }
}

function resolve(bucket: PrivateBucket, props: PrivateBucketProps): Settings {
  return {
    name: props.name,
    encryption: props.encryption,
    versioned: props.versioned ?? true,
    noncurrentRetention: props.noncurrentRetention ?? '90 days',
    expireAfter: props.expireAfter,
    accessLogs: props.accessLogs,
    extraTags: props.extraTags ?? {},
    protection: protectionOf(bucket, props.deletion ?? 'protected'),
  };
}

/** A lifecycle rule for every object. Without `filter {}` the provider shows a difference for ever. */
function rule(id: string, action: Partial<S3BucketLifecycleConfigurationRule>): S3BucketLifecycleConfigurationRule {
  return { id, status: 'Enabled', filter: [{}], ...action };
}
