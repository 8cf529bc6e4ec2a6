import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type S3Double, startS3Double } from '@smile/testing/s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StateError } from '../state/state-error.ts';
import { FolderStore } from './folder-store.ts';
import { type S3Prefix, S3Store } from './s3-store.ts';

const ACCOUNT = '111111111111';
const REGION = 'ap-southeast-3';

let double: S3Double;
let folder = '';
const bucketStore = (at: Partial<S3Prefix> = {}) =>
  new S3Store(
    { bucket: 'states', prefix: 'indonesia/dev/records/', region: REGION, account: ACCOUNT, ...at },
    {
      endpoint: double.endpoint,
      forcePathStyle: true,
      maxAttempts: 1,
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'example' },
    },
  );

beforeAll(async () => {
  double = await startS3Double({ buckets: { states: { owner: ACCOUNT }, closed: { isDenied: true } }, region: REGION });
  folder = mkdtempSync(join(tmpdir(), 'smile-records-'));
});
afterAll(async () => {
  await double.close();
  rmSync(folder, { recursive: true });
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
describe.each([
  ['a bucket', () => bucketStore()],
  ['a folder', () => new FolderStore(folder)],
])('records in %s', (_, storeOf) => {
  test('are nothing before the first is written', async () => {
    expect(await storeOf().get('never.json')).toBeUndefined();
    expect(await storeOf().list('never')).toEqual([]);
  });

  test('of two who begin the same work, one is told', async () => {
    const [one, other] = [storeOf(), storeOf()];
    expect(await one.put('begun.json', 'mine', undefined)).toBe(true);
    expect(await other.put('begun.json', 'yours', undefined)).toBe(false);
    expect((await other.get('begun.json'))?.content).toBe('mine');
  });

  test('are removed only as they were read', async () => {
    const store = storeOf();
    await store.put('ended.json', 'first', undefined);
    const first = await store.get('ended.json');
    await store.put('ended.json', 'second', first);
    const second = await store.get('ended.json');
    expect(await store.remove('ended.json', { tag: first?.tag ?? '' })).toBe(false);
    expect(await store.remove('ended.json', { tag: second?.tag ?? '' })).toBe(true);
    expect(await store.get('ended.json')).toBeUndefined();
    expect(await store.remove('ended.json', { tag: second?.tag ?? '' })).toBe(false);
  });

  test('are written only over what was read', async () => {
    const store = storeOf();
    await store.put('changed.json', 'first', undefined);
    const first = await store.get('changed.json');
    expect(await store.put('changed.json', 'second', first)).toBe(true);
    expect(await store.put('changed.json', 'third', first)).toBe(false);
    expect((await store.get('changed.json'))?.content).toBe('second');
  });

  test('are not brought back when they were taken away meanwhile', async () => {
    expect(await storeOf().put('gone.json', 'again', { tag: '"0"' })).toBe(false);
    expect(await storeOf().get('gone.json')).toBeUndefined();
  });

  test('are listed by what their keys begin with', async () => {
    const store = storeOf();
    for (const key of ['list/b.json', 'list/a.json', 'other.json']) await store.put(key, '{}', undefined);
    expect(await store.list('list/')).toEqual(['list/a.json', 'list/b.json']);
  });
});

test('records in a bucket lie under their prefix', async () => {
  await bucketStore().put('where.json', '{}', undefined);
  expect(double.bucket('states').current('indonesia/dev/records/where.json')?.content?.toString()).toBe('{}');
});

test('a bucket that refuses is said with what was asked of it', async () => {
  const closed = bucketStore({ bucket: 'closed' });
  const refused = new StateError(
    'AWS denied s3:PutObject on s3://closed/indonesia/dev/records/a.json, which must belong to account 111111111111; sign in as the role plan, which reads them, the role apply, which writes them, or break-glass',
  );
  await expect(closed.put('a.json', '{}', undefined)).rejects.toEqual(refused);
});
