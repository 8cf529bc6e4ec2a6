import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasMoto, startMoto } from './moto-server.ts';
import { startS3Double } from './start-s3-double.ts';

const REGION = 'ap-southeast-3';
const BUCKET = 'states';

interface Server {
  readonly endpoint: string;
  close(): unknown;
}

const clientOf = (endpoint: string) =>
  new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
  });

/** The same questions to every double, so that what others understood of S3 judges ours. */
const SERVERS: Readonly<Record<string, () => Promise<Server>>> = {
  'our double': () => startS3Double({ buckets: { [BUCKET]: {} }, region: REGION }),
  ...(hasMoto() ? { moto: () => startMoto([BUCKET], REGION) } : {}),
};

test('says which doubles are asked', () => {
  console.log(
    hasMoto()
      ? 'our double of S3 is compared with moto'
      : 'no moto_server on PATH: our double of S3 is not compared with it',
  );
  expect(Object.keys(SERVERS)).toContain('our double');
});

/** Status and code of what S3 refuses. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return 'accepted';
  } catch (error) {
    if (!(error instanceof S3ServiceException)) throw error;
    return { status: error.$metadata.httpStatusCode, code: error.name };
  }
}

describe.each(Object.entries(SERVERS))('%s', (_, start) => {
  let server: Server;
  let client: S3Client;

  beforeAll(async () => {
    server = await start();
    client = clientOf(server.endpoint);
  });
  afterAll(() => server.close());

  const put = (Key: string, Body: string, conditions: { IfNoneMatch?: string; IfMatch?: string } = {}) =>
    client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body, ...conditions }));
  const get = async (Key: string, VersionId?: string) => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key, VersionId }));
    return Body?.transformToString();
  };
  const remove = (Key: string, VersionId?: string) =>
    client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key, VersionId }));
  const versions = (Prefix: string) => client.send(new ListObjectVersionsCommand({ Bucket: BUCKET, Prefix }));

  test('gives back what was put', async () => {
    await put('whole/ünicode and spaces.txt', 'héllo');
    expect(await get('whole/ünicode and spaces.txt')).toBe('héllo');
    const head = await client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'whole/ünicode and spaces.txt' }));
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html: the MD5 of an object that was put in one piece.
    expect({ size: head.ContentLength, etag: head.ETag }).toEqual({
      size: 6,
      etag: '"be50e8478cf24ff3595bc7307fb91b50"',
    });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_RequestSyntax
  test('gives a range', async () => {
    await put('range', '0123456789');
    const part = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'range', Range: 'bytes=2-4' }));
    expect([await part.Body?.transformToString(), part.ContentRange]).toEqual(['234', 'bytes 2-4/10']);
    const late = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'range', Range: 'bytes=10-' }));
    expect(await refusal(late)).toEqual({ status: 416, code: 'InvalidRange' });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
  test('writes with If-None-Match only where nothing is', async () => {
    expect(await refusal(put('lock', 'mine', { IfNoneMatch: '*' }))).toBe('accepted');
    expect(await refusal(put('lock', 'yours', { IfNoneMatch: '*' }))).toEqual({
      status: 412,
      code: 'PreconditionFailed',
    });
    expect(await get('lock')).toBe('mine');
    await remove('lock');
    expect(await refusal(put('lock', 'yours', { IfNoneMatch: '*' }))).toBe('accepted');
  });

  test('writes with If-Match only over what is named', async () => {
    const { ETag } = await put('swap', 'first');
    expect(await refusal(put('swap', 'second', { IfMatch: ETag }))).toBe('accepted');
    expect(await refusal(put('swap', 'third', { IfMatch: ETag }))).toEqual({ status: 412, code: 'PreconditionFailed' });
    expect(await get('swap')).toBe('second');
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
  test('says what is not there', async () => {
    expect(await refusal(get('nothing'))).toEqual({ status: 404, code: 'NoSuchKey' });
    const unknown = client.send(new GetObjectCommand({ Bucket: 'nobody-s-bucket', Key: 'x' }));
    expect(await refusal(unknown)).toEqual({ status: 404, code: 'NoSuchBucket' });
    // HEAD has no body to say more in. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
    const head = client.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'nothing' }));
    expect(await refusal(head)).toEqual({ status: 404, code: 'NotFound' });
    expect(await refusal(client.send(new HeadBucketCommand({ Bucket: 'nobody-s-bucket' })))).toEqual({
      status: 404,
      code: 'NotFound',
    });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html
  test('keeps versions, and marks deletions', async () => {
    const first = await put('versions/a', 'one');
    const second = await put('versions/a', 'two');
    const deletion = await remove('versions/a');
    expect(deletion.DeleteMarker).toBe(true);
    expect(await refusal(get('versions/a'))).toEqual({ status: 404, code: 'NoSuchKey' });
    expect(await get('versions/a', first.VersionId)).toBe('one');
    const listed = await versions('versions/a');
    expect({
      versions: listed.Versions?.map(({ VersionId, IsLatest, Size }) => ({ VersionId, IsLatest, Size })),
      markers: listed.DeleteMarkers?.map(({ VersionId, IsLatest }) => ({ VersionId, IsLatest })),
    }).toEqual({
      versions: [
        { VersionId: second.VersionId, IsLatest: false, Size: 3 },
        { VersionId: first.VersionId, IsLatest: false, Size: 3 },
      ],
      markers: [{ VersionId: deletion.VersionId, IsLatest: true }],
    });
  });

  test('brings an object back when its delete marker is deleted', async () => {
    await put('restored', 'kept');
    const { VersionId } = await remove('restored');
    await remove('restored', VersionId);
    expect(await get('restored')).toBe('kept');
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
  test('lists by prefix, in groups and in pages', async () => {
    for (const key of ['list/b/2', 'list/a', 'list/b/1', 'list/c', 'other']) await put(key, 'x');
    const grouped = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'list/', Delimiter: '/' }));
    expect(grouped.Contents?.map(({ Key }) => Key)).toEqual(['list/a', 'list/c']);
    expect(grouped.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['list/b/']);
    const page = await client.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'list/', MaxKeys: 3 }));
    expect([page.Contents?.map(({ Key }) => Key), page.IsTruncated]).toEqual([
      ['list/a', 'list/b/1', 'list/b/2'],
      true,
    ]);
    const rest = await client.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'list/', ContinuationToken: page.NextContinuationToken }),
    );
    expect([rest.Contents?.map(({ Key }) => Key), rest.IsTruncated]).toEqual([['list/c'], false]);
  });
});

describe('our double', () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
  test('refuses requests that are not signed', async () => {
    const double = await startS3Double({ buckets: { [BUCKET]: {} } });
    const response = await fetch(`${double.endpoint}/${BUCKET}/x`);
    expect([response.status, await response.text()]).toEqual([
      403,
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message><BucketName>states</BucketName><Key>x</Key><RequestId>0A1B2C3D4E5F6071</RequestId></Error>',
    ]);
    await double.close();
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
  test('refuses what is not allowed, and a bucket of another account', async () => {
    const double = await startS3Double({ buckets: { [BUCKET]: {}, closed: { isDenied: true } } });
    const client = clientOf(double.endpoint);
    const denied = { status: 403, code: 'AccessDenied' };
    expect(await refusal(client.send(new ListObjectsV2Command({ Bucket: 'closed' })))).toEqual(denied);
    const others = new ListObjectsV2Command({ Bucket: BUCKET, ExpectedBucketOwner: '222222222222' });
    expect(await refusal(client.send(others))).toEqual(denied);
    await double.close();
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html; moto 5.2 says NoSuchVersion.
  test('refuses to give a delete marker', async () => {
    const double = await startS3Double({ buckets: { [BUCKET]: {} } });
    const client = clientOf(double.endpoint);
    const { VersionId } = await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'a' }));
    const read = client.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'a', VersionId }));
    expect(await refusal(read)).toEqual({ status: 405, code: 'MethodNotAllowed' });
    await double.close();
  });

  test('has pages of versions', async () => {
    const double = await startS3Double({ buckets: { [BUCKET]: {} } });
    const client = clientOf(double.endpoint);
    const put = (Body: string) => client.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'a', Body }));
    const ids = [await put('1'), await put('2'), await put('3')].map(({ VersionId }) => VersionId).reverse();
    const page = await client.send(new ListObjectVersionsCommand({ Bucket: BUCKET, MaxKeys: 2 }));
    const rest = await client.send(
      new ListObjectVersionsCommand({
        Bucket: BUCKET,
        KeyMarker: page.NextKeyMarker,
        VersionIdMarker: page.NextVersionIdMarker,
      }),
    );
    const listed = [page, rest].map(({ Versions = [] }) => Versions.map(({ VersionId }) => VersionId));
    expect(listed).toEqual([ids.slice(0, 2), ids.slice(2)]);
    await double.close();
  });
});
