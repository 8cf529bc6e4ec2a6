import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type S3Double, startS3Double } from '@smile/testing/s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { S3States } from './s3-states.ts';
import { StateError } from './state-error.ts';
import type { StatePlace } from './state-store.ts';

const ACCOUNT = '111111111111';
const place = (bucket: string, key = 'indonesia/dev/network.tfstate', account = ACCOUNT) =>
  ({
    kind: 's3',
    stack: 'indonesia-dev-network',
    bucket,
    key,
    region: 'ap-southeast-3',
    account,
  }) as const satisfies StatePlace;

let double: S3Double;
let states: S3States;
let put: (key: string, body: string) => Promise<string | undefined>;

beforeAll(async () => {
  double = await startS3Double({ buckets: { states: {}, closed: { isDenied: true } } });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' };
  const config = { endpoint: double.endpoint, forcePathStyle: true, credentials, maxAttempts: 1 };
  states = new S3States(config);
  const client = new S3Client({ ...config, region: 'ap-southeast-3' });
  put = async (Key, Body) => (await client.send(new PutObjectCommand({ Bucket: 'states', Key, Body }))).VersionId;
});
afterAll(() => double.close());

async function text(content: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  if (content === undefined) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('states in a bucket', () => {
  test('are read as they are now, and as they were', async () => {
    const first = await put('read.tfstate', 'one');
    await put('read.tfstate', 'two');
    expect(await text(await states.read(place('states', 'read.tfstate')))).toBe('two');
    expect(await text(await states.read(place('states', 'read.tfstate'), first))).toBe('one');
  });

  test('are none before the first apply', async () => {
    expect(await states.read(place('states', 'never.tfstate'))).toBeUndefined();
    expect(await states.lockOf(place('states', 'never.tfstate'))).toBeUndefined();
    expect(await states.versionsOf(place('states', 'never.tfstate'))).toEqual([]);
  });

  test('have their versions, newest first, and not those of their locks', async () => {
    const ids = [await put('many.tfstate', '1'), await put('many.tfstate', '22'), await put('many.tfstate', '333')];
    await put('many.tfstate.tflock', '{}');
    const versions = await states.versionsOf(place('states', 'many.tfstate'));
    expect(versions.map(({ id, bytes, isLatest }) => [id, bytes, isLatest])).toEqual([
      [ids[2], 3, true],
      [ids[1], 2, false],
      [ids[0], 1, false],
    ]);
  });

  test('have a lock that says who, and one that says nothing', async () => {
    await put(
      'held.tfstate.tflock',
      '{"ID":"1","Operation":"OperationTypeApply","Who":"a@b","Version":"1.11.4","Created":"2026-11-27T01:00:00Z"}',
    );
    expect(await states.lockOf(place('states', 'held.tfstate'))).toEqual({
      stack: 'indonesia-dev-network',
      where: 's3://states/held.tfstate.tflock',
      id: '1',
      who: 'a@b',
      operation: 'OperationTypeApply',
      since: '2026-11-27T01:00:00Z',
      terraformVersion: '1.11.4',
    });
    await put('odd.tfstate.tflock', 'not JSON');
    expect((await states.lockOf(place('states', 'odd.tfstate')))?.who).toBe('unknown');
  });
});

describe('what goes wrong gives one clear error', () => {
  const KEY = 'indonesia/dev/network.tfstate';
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'a bucket that is not there',
      () => states.read(place('none')),
      'the bucket none of indonesia-dev-network does not exist; apply the bootstrap stack first (docs/runbooks/bootstrap.md), or sign in to its account',
    ],
    [
      'a bucket that nobody may read',
      () => states.read(place('closed')),
      `AWS denied s3:GetObject on s3://closed/${KEY}, which must belong to account ${ACCOUNT}; sign in as one who reads states: the job inspect of Jenkins has the role plan, people have break-glass`,
    ],
    [
      'versions that nobody may list',
      () => states.versionsOf(place('closed')),
      `AWS denied s3:ListBucketVersions on s3://closed/${KEY}, which must belong to account ${ACCOUNT}; sign in as one who reads states: the job inspect of Jenkins has the role plan, people have break-glass`,
    ],
    [
      'a bucket of another account',
      () => states.lockOf(place('states', KEY, '222222222222')),
      `AWS denied s3:GetObject on s3://states/${KEY}, which must belong to account 222222222222; sign in as one who reads states: the job inspect of Jenkins has the role plan, people have break-glass`,
    ],
    [
      'an unknown version',
      () => states.read(place('states'), 'nothing'),
      `s3://states/${KEY} has no such version; smile state diff indonesia-dev-network --list shows them`,
    ],
  ])('%s', async (_, call, message) => {
    await expect(call()).rejects.toThrow(new StateError(message));
  });

  test('S3 that does not answer', async () => {
    const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
    const gone = new S3States({ endpoint: 'http://127.0.0.1:9', credentials, maxAttempts: 1 });
    await expect(gone.read(place('states'))).rejects.toThrow(
      new StateError(
        `S3 cannot be reached for s3://states/${KEY} (ECONNREFUSED); look at the network, proxies and AWS_ENDPOINT_URL_S3`,
      ),
    );
  });

  test('nobody who is signed in', async () => {
    const nobody = new S3States({
      endpoint: double.endpoint,
      forcePathStyle: true,
      credentials: async () => {
        throw Object.assign(new Error('Could not load credentials from any providers'), {
          name: 'CredentialsProviderError',
        });
      },
    });
    await expect(nobody.read(place('states'))).rejects.toThrow(
      new StateError(
        `no credentials of AWS were found for s3://states/${KEY}; sign in, and name the profile in AWS_PROFILE`,
      ),
    );
  });
});
