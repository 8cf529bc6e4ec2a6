import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { explainS3Error } from '../state/s3-errors.ts';
import type { ObjectStore, StoredObject, Version } from './object-store.ts';

/** A prefix of a bucket. */
export interface S3Prefix {
  readonly bucket: string;
  /** Begins every key; ends with `/`, or is empty. */
  readonly prefix: string;
  readonly region: string;
  /** Account that must own the bucket. @default - any */
  readonly account?: string;
  /** Key that encrypts what is written. @default - as the bucket says */
  readonly kmsKeyId?: string;
  /** What the objects are, in errors. @default 'records of applies' */
  readonly of?: string;
  /** Who may do what is done with them, in errors. @default - the roles plan and apply, and break-glass */
  readonly whoMay?: string;
}

/**
 * What S3 answers when a condition of a write or a deletion does not hold.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
const LOST_RACES = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey', 'NotFound'];

const WHO_MAY = 'the role plan, which reads them, the role apply, which writes them, or break-glass';

/**
 * Objects in a bucket, each written and removed only as it was read before, so that two agents who begin the same work notice each other.
 *
 * It asks for `s3:GetObject`, `s3:PutObject`, `s3:DeleteObject` and `s3:ListBucket`, each only where its method is used.
 */
export class S3Store implements ObjectStore {
  private readonly at: S3Prefix;
  private readonly client: S3Client;

  /** @param config what differs from the SDK's own ways, as in an endpoint. */
  constructor(at: S3Prefix, config: S3ClientConfig = {}) {
    this.at = at;
    this.client = new S3Client({ ...config, region: at.region });
  }

  get place(): string {
    return `s3://${this.at.bucket}/${this.at.prefix}`;
  }

  async get(key: string): Promise<StoredObject | undefined> {
    try {
      const { Body, ETag } = await this.client.send(
        new GetObjectCommand({ ...this.owned(), Key: this.at.prefix + key }),
      );
      if (Body === undefined || ETag === undefined) throw new Error(`S3 gave ${this.place}${key} without content`);
      return { content: await Body.transformToString(), tag: ETag };
    } catch (error) {
      if (nameOf(error) === 'NoSuchKey') return undefined;
      throw this.explained(error, 's3:GetObject', key);
    }
  }

  put(key: string, content: string, over: Version | undefined): Promise<boolean> {
    const { kmsKeyId } = this.at;
    return this.change('s3:PutObject', key, () =>
      this.client.send(
        new PutObjectCommand({
          ...this.owned(),
          Key: this.at.prefix + key,
          Body: content,
          ContentType: 'application/json',
          ...(over === undefined ? { IfNoneMatch: '*' } : { IfMatch: over.tag }),
          ...(kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
        }),
      ),
    );
  }

  remove(key: string, { tag }: Version): Promise<boolean> {
    return this.change('s3:DeleteObject', key, () =>
      this.client.send(new DeleteObjectCommand({ ...this.owned(), Key: this.at.prefix + key, IfMatch: tag })),
    );
  }

  private async change(action: string, key: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (LOST_RACES.includes(nameOf(error))) return false;
      throw this.explained(error, action, key);
    }
  }

  async list(prefix: string): Promise<readonly string[]> {
    const found: string[] = [];
    let next: string | undefined;
    try {
      do {
        const page: ListObjectsV2CommandOutput = await this.client.send(
          new ListObjectsV2Command({ ...this.owned(), Prefix: this.at.prefix + prefix, ContinuationToken: next }),
        );
        found.push(...(page.Contents ?? []).flatMap(({ Key }) => Key?.slice(this.at.prefix.length) ?? []));
        next = page.NextContinuationToken;
      } while (next !== undefined);
    } catch (error) {
      throw this.explained(error, 's3:ListBucket', prefix);
    }
    return found.sort();
  }

  private owned() {
    return { Bucket: this.at.bucket, ExpectedBucketOwner: this.at.account };
  }

  private explained(error: unknown, action: string, key: string): unknown {
    const { bucket, region, account, of = 'records of applies', whoMay = WHO_MAY } = this.at;
    const object = { bucket, region, account, of, where: this.place + key, whoMay };
    return explainS3Error(error, object, action);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
