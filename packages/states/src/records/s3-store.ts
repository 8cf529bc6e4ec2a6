import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandOutput,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { explainS3Error } from '../state/s3-errors.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';

/** A prefix of a bucket. */
export interface S3Prefix {
  readonly bucket: string;
  /** Begins every key; ends with `/`. */
  readonly prefix: string;
  readonly region: string;
  /** Account that must own the bucket. @default - any */
  readonly account?: string;
  /** Key that encrypts what is written. @default - as the bucket says */
  readonly kmsKeyId?: string;
}

/** What S3 answers when a condition of a write does not hold. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
const LOST_RACES = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

const WHO_MAY = 'the role plan, which reads them, the role apply, which writes them, or break-glass';

/**
 * Objects in a bucket, each written only over what was read before, so that two agents who begin the same work notice each other.
 *
 * It asks for `s3:GetObject`, `s3:PutObject` and `s3:ListBucket`; nothing is ever deleted.
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

  async put(key: string, content: string, over: StoredObject | undefined): Promise<boolean> {
    const { kmsKeyId } = this.at;
    try {
      await this.client.send(
        new PutObjectCommand({
          ...this.owned(),
          Key: this.at.prefix + key,
          Body: content,
          ContentType: 'application/json',
          ...(over === undefined ? { IfNoneMatch: '*' } : { IfMatch: over.tag }),
          ...(kmsKeyId === undefined ? {} : { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyId }),
        }),
      );
      return true;
    } catch (error) {
      if (LOST_RACES.includes(nameOf(error))) return false;
      throw this.explained(error, 's3:PutObject', key);
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
    const { bucket, region, account } = this.at;
    const object = { bucket, region, account, of: 'records of applies', where: this.place + key, whoMay: WHO_MAY };
    return explainS3Error(error, object, action);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
