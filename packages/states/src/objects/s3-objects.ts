import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { StateError } from '../state/state-error.ts';
import type { ConditionalObjects, StoredObject } from './conditional-objects.ts';

export interface S3ObjectsPlace {
  readonly bucket: string;
  readonly region: string;
  /** Account that must own the bucket. */
  readonly account: string;
}

/**
 * Objects in a bucket, by S3's conditional writes and deletions.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-deletes.html
 */
export class S3Objects implements ConditionalObjects {
  private readonly place: S3ObjectsPlace;
  private readonly client: S3Client;

  /** @param config what differs from the SDK's own ways, as in an endpoint. */
  constructor(place: S3ObjectsPlace, config: S3ClientConfig = {}) {
    this.place = place;
    this.client = new S3Client({ ...config, region: place.region });
  }

  async read(key: string): Promise<StoredObject | undefined> {
    try {
      const { Body, ETag } = await this.client.send(new GetObjectCommand(this.at(key)));
      if (Body === undefined || ETag === undefined) throw new Error(`S3 gave ${key} without content or tag`);
      return { content: await Body.transformToString(), tag: ETag };
    } catch (error) {
      if (nameOf(error) === 'NoSuchKey') return undefined;
      throw this.explained(error, 's3:GetObject', key);
    }
  }

  write(key: string, content: string, expected: string | undefined): Promise<boolean> {
    const condition = expected === undefined ? { IfNoneMatch: '*' } : { IfMatch: expected };
    return this.change('s3:PutObject', key, () =>
      this.client.send(
        new PutObjectCommand({ ...this.at(key), ...condition, Body: content, ContentType: 'application/json' }),
      ),
    );
  }

  remove(key: string, expected: string): Promise<boolean> {
    return this.change('s3:DeleteObject', key, () =>
      this.client.send(new DeleteObjectCommand({ ...this.at(key), IfMatch: expected })),
    );
  }

  private async change(action: string, key: string, work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      // What was expected is not there; or somebody else is writing at this very moment, and will have been first.
      if (['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey', 'NotFound'].includes(nameOf(error)))
        return false;
      throw this.explained(error, action, key);
    }
  }

  private at(key: string) {
    return { Bucket: this.place.bucket, Key: key, ExpectedBucketOwner: this.place.account };
  }

  private explained(error: unknown, action: string, key: string): unknown {
    const where = `s3://${this.place.bucket}/${key}`;
    const remedies: Readonly<Record<string, string>> = {
      AccessDenied: `AWS denied ${action} on ${where}; pods of Jenkins with the role of previews may do it, and people with break-glass`,
      NoSuchBucket: `the bucket ${this.place.bucket} does not exist; apply the bootstrap stack first (docs/runbooks/bootstrap.md)`,
      CredentialsProviderError: `no credentials of AWS were found for ${where}; sign in, and name the profile in AWS_PROFILE`,
    };
    const remedy = remedies[nameOf(error)];
    return remedy === undefined ? error : new StateError(remedy);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
