import {
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { explainS3Error } from './s3-errors.ts';
import { readLock, type StateLock } from './state-lock.ts';
import { describePlace, type StatePlace, type StateStore, type StateVersion } from './state-store.ts';

type S3Place = Extract<StatePlace, { kind: 's3' }>;

/** States in buckets, read with the credentials that the AWS SDK finds. */
export class S3States implements StateStore {
  private readonly config: S3ClientConfig;
  private readonly clients = new Map<string, S3Client>();

  /** @param config what differs from the SDK's own ways, as in an endpoint. */
  constructor(config: S3ClientConfig = {}) {
    this.config = config;
  }

  async read(place: S3Place, version?: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.get(place, place.key, version);
  }

  async lockOf(place: S3Place): Promise<StateLock | undefined> {
    const key = `${place.key}.tflock`;
    const body = await this.get(place, key);
    if (body === undefined) return undefined;
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return readLock(place.stack, `s3://${place.bucket}/${key}`, Buffer.concat(chunks).toString());
  }

  async versionsOf(place: S3Place): Promise<readonly StateVersion[]> {
    const found: StateVersion[] = [];
    let next: Pick<ListObjectVersionsCommandOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> = {};
    do {
      const page: ListObjectVersionsCommandOutput = await this.call(place, 's3:ListBucketVersions', (client) =>
        client.send(
          new ListObjectVersionsCommand({
            Bucket: place.bucket,
            // A prefix, so the lock of the state comes as well.
            Prefix: place.key,
            KeyMarker: next.NextKeyMarker,
            VersionIdMarker: next.NextVersionIdMarker,
            ExpectedBucketOwner: place.account,
          }),
        ),
      );
      found.push(...versionsIn(page, place.key));
      next = page.IsTruncated === true ? page : {};
    } while (next.NextKeyMarker !== undefined);
    return found.sort((a, b) => Number(b.isLatest) - Number(a.isLatest) || (a.at < b.at ? 1 : -1));
  }

  private get(place: S3Place, key: string, version?: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const action = version === undefined ? 's3:GetObject' : 's3:GetObjectVersion';
    return this.call(place, action, async (client) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            Bucket: place.bucket,
            Key: key,
            VersionId: version,
            ExpectedBucketOwner: place.account,
          }),
        );
        return Body as unknown as AsyncIterable<Uint8Array> | undefined;
      } catch (error) {
        if (nameOf(error) === 'NoSuchKey' && version === undefined) return undefined;
        throw error;
      }
    });
  }

  private async call<T>(place: S3Place, action: string, work: (client: S3Client) => Promise<T>): Promise<T> {
    try {
      return await work(this.clientFor(place.region));
    } catch (error) {
      const { bucket, region, stack, account } = place;
      const where = describePlace(place);
      const versions = `smile state diff ${stack} --list shows them`;
      throw explainS3Error(error, { bucket, region, account, of: stack, where, versions }, action);
    }
  }

  private clientFor(region: string): S3Client {
    const known = this.clients.get(region) ?? new S3Client({ ...this.config, region });
    this.clients.set(region, known);
    return known;
  }
}

function versionsIn(page: ListObjectVersionsCommandOutput, key: string): readonly StateVersion[] {
  const { Versions = [], DeleteMarkers = [] } = page;
  const entries = [
    ...Versions.map((one) => ({ ...one, bytes: one.Size ?? 0, isDeletion: false })),
    ...DeleteMarkers.map((one) => ({ ...one, bytes: 0, isDeletion: true })),
  ];
  return entries
    .filter(({ Key }) => Key === key)
    .map(({ VersionId, LastModified, IsLatest, bytes, isDeletion }) => ({
      id: VersionId ?? 'null',
      at: LastModified?.toISOString() ?? '',
      bytes,
      isLatest: IsLatest === true,
      isDeletion,
    }));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
