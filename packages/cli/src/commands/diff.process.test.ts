import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiffReport } from '@smile/diff';
import { beforeAll, describe, expect, test } from 'vitest';
import { estateFolder } from '../fixtures/estate-json.ts';
import { type Ended, leftIn, runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const temporaryFolder = temporaryFolders();

/** Dev as it is synthesized, and nothing else. */
async function dev(): Promise<string> {
  const estate = temporaryFolder();
  cpSync(await estateFolder(), estate, {
    recursive: true,
    filter: (path) => !/-(production|staging|shared)-\w+$/.test(path),
  });
  const path = join(estate, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  manifest.stacks = Object.fromEntries(
    Object.entries(manifest.stacks).filter(([name]) => name.startsWith('indonesia-dev-')),
  );
  writeFileSync(path, JSON.stringify(manifest));
  return estate;
}

/** The same with Redis on another node type, and a bucket that had another name. */
async function otherDev(): Promise<string> {
  const estate = await dev();
  change(estate, 'indonesia-dev-databases', (stack) => {
    stack.resource.aws_elasticache_replication_group.Redis.node_type = 'cache.t4g.medium';
  });
  change(estate, 'indonesia-dev-storage', (stack) => {
    const [bucket] = Object.values(stack.resource.aws_s3_bucket) as { bucket: string }[];
    if (bucket !== undefined) bucket.bucket = 'smile-dev-was-called-otherwise';
  });
  return estate;
}

// biome-ignore lint/suspicious/noExplicitAny: the JSON of a stack, of which a test changes a leaf
function change(estate: string, name: string, edit: (stack: any) => void): void {
  const path = join(estate, 'stacks', name, 'cdk.tf.json');
  const stack = JSON.parse(readFileSync(path, 'utf8'));
  edit(stack);
  writeFileSync(path, JSON.stringify(stack));
}

describe('smile diff against what was synthesized before', () => {
  const tmp = temporaryFolder();
  let ended: Ended;
  let report: DiffReport;
  beforeAll(async () => {
    ended = await runSmile(['diff', 'dev', '--against', await otherDev(), '--json'], { env: { TMPDIR: tmp } });
    report = DiffReport.parse(JSON.parse(ended.stdout));
  });

  test('ends with 7, since a bucket is replaced, and leaves nothing behind', () => {
    expect(ended.exitCode).toBe(7);
    expect(leftIn(tmp)).toEqual([]);
  });

  test('finds the two changes and nothing else that is lost', () => {
    const found = report.changes.filter(({ action }) => action === 'replace' || action === 'destroy');
    expect(found.map(({ type, action, refused }) => [type, action, refused])).toContainEqual([
      'aws_s3_bucket',
      'replace',
      'prevent_destroy is set, so the plan fails',
    ]);
    // What is replaced with it has no data of its own: its policy, its lifecycle, and so on.
    expect(found.filter(({ holdsData }) => holdsData)).toHaveLength(1);
    const redis = report.changes.find(({ type }) => type === 'aws_elasticache_replication_group');
    expect(redis).toMatchObject({
      stack: 'indonesia-dev-databases',
      action: 'update',
      attributes: [{ path: 'node_type', before: '"cache.t4g.medium"', effect: { down: 'briefly' } }],
    });
  });

  test('says what it costs: the node was larger, and so dearer', () => {
    const { before = 0, after = 0 } = report.cost?.monthlyUsd ?? {};
    expect(after).toBeGreaterThan(100);
    expect(before).toBeGreaterThan(after);
  });

  test('draws what differs', () => {
    const kinds = report.pictures.filter(({ parts }) => parts.changed.some((card) => card.startsWith('Redis:')));
    expect(kinds.map(({ environment, kind }) => `${environment} ${kind}`)).toContain('indonesia/dev network');
  });
});

test('ends with 0 where nothing changes', async () => {
  const ended = await runSmile(['diff', 'dev', '--against', await dev(), '--json']);
  expect(ended.exitCode).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ changes: [], settings: [], pictures: [], losesData: false });
});

describe('smile diff refuses', () => {
  test('what is neither a commit nor a folder', async () => {
    const ended = await runSmile(['diff', '--against', 'no-such-branch']);
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr:
        'error: --against "no-such-branch" is neither a commit that Git knows nor a folder; name a branch, a tag or a hash, a folder that smile synth wrote, a folder of states, or write state for what smile offline applied\n',
    });
  });

  test('a folder without a synthesis and without states', async () => {
    const folder = join(temporaryFolder(), 'empty');
    mkdirSync(folder);
    const ended = await runSmile(['diff', '--against', folder]);
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: `error: --against ${folder}: ${folder} has neither a synthesis nor states; name a folder that smile synth --out or smile apply --offline --states wrote\n`,
    });
  });

  test('a folder that holds other environments', async () => {
    const estate = await estateFolder();
    const ended = await runSmile(['diff', 'dev', '--against', estate]);
    expect(ended).toMatchObject({
      exitCode: 2,
      stderr: `error: ${estate} holds indonesia/dev, indonesia/production, indonesia/shared, indonesia/staging, and indonesia/dev is compared; name the environments that it holds\n`,
    });
  });

  test('two forms at once', async () => {
    const ended = await runSmile(['diff', '--json', '--markdown']);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain("option '--json' cannot be used with option '--markdown'");
  });
});
