import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { changedFiles, copyRepository } from '../fixtures/copied-repository.ts';
import { type Ended, temporaryFolders } from '../fixtures/run-smile.ts';

const temporaryFolder = temporaryFolders();

/** Replaces a text that stands once in a file. */
function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} has ${JSON.stringify(from)} not once`);
  writeFileSync(path, text.replace(from, to));
}

async function program(cwd: string, args: readonly string[]): Promise<Ended> {
  const run = promisify(execFile)(process.execPath, args, { cwd });
  return run.then(
    ({ stdout, stderr }) => ({ exitCode: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ exitCode: code, stdout, stderr }),
  );
}

const PRODUCTION = 'apps/indonesia/production/src/environment.ts';
const DEV = 'apps/indonesia/dev/src/environment.ts';
const RECORDS = 'packages/requirements/data/amendments.json';
const record = { on: '2027-03-01', by: 'the owner', because: 'two provinces more' };

describe('a value that is changed in environment.ts', () => {
  const folder = temporaryFolder();
  let ended: Ended;
  beforeAll(async () => {
    copyRepository(folder);
    edit(folder, PRODUCTION, "nodeType: 'm5.xlarge'", "nodeType: 'm5.2xlarge'");
    edit(folder, PRODUCTION, 'nodes: { min: 3, start: 5, max: 10 }', 'nodes: { min: 3, start: 6, max: 10 }');
    // Nobody decided on this one.
    edit(
      folder,
      PRODUCTION,
      "instanceType: 'm5.large', nodes: 'cluster'",
      "instanceType: 'm5.xlarge', nodes: 'cluster'",
    );
    edit(
      folder,
      DEV,
      'deletedObjectRetention:',
      "furtherBuckets: { Reports: { expireAfter: '365 days' } },\n      deletedObjectRetention:",
    );
    writeFileSync(
      join(folder, RECORDS),
      JSON.stringify([
        { requirement: 'APP-REDIS', size: 'node_type', from: 'cache.m5.xlarge', to: 'cache.m5.2xlarge', ...record },
        { requirement: 'APP-NODES', size: 'count', from: 5, to: 6, ...record },
      ]),
    );
    ended = await program(folder, ['scripts/accept.mjs']);
  });

  test('changes that file, one record, and what one command writes', () => {
    const written = changedFiles(folder);
    const byHand = [PRODUCTION, DEV, RECORDS];
    expect(written).toEqual(expect.arrayContaining(byHand));
    const others = written.filter((file) => !byHand.includes(file));
    expect(others.filter((file) => !/^docs\/|^apps\/indonesia\/dev\/src\/addresses\.txt$/.test(file))).toEqual([]);
    expect(others).toContain('apps/indonesia/dev/src/addresses.txt');
    expect(ended.stdout).toContain(`differs from the commit:\n`);
  });

  test('adds a bucket by its word in the address list', () => {
    const addresses = readFileSync(join(folder, 'apps/indonesia/dev/src/addresses.txt'), 'utf8');
    expect(addresses).toMatch(/^indonesia-dev-storage\/aws_s3_bucket\.Buckets_Reports_[0-9A-F]{8}$/m);
  });

  test('says on the page of the requirements what the owner amended', () => {
    const page = readFileSync(join(folder, 'docs', 'requirements.md'), 'utf8');
    expect(page).toContain(
      '- Amended on 2027-03-01 by the owner: node\\_type cache.m5.xlarge → cache.m5.2xlarge, because two provinces more',
    );
    expect(page).toContain('- Amended on 2027-03-01 by the owner: count 5 → 6, because two provinces more');
  });

  test('fails where no record says that the owner decided so', () => {
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toBe(`error: requirements are unmet
- Unmet: indonesia-production-databases aws\\_mq\\_broker.RabbitMq: expected host\\_instance\\_type mq.m5.large, found mq.m5.xlarge
correct the value; or, where the owner decided on another size, add a record to packages/requirements/data/amendments.json:
  { "requirement": "APP-…", "size": "…", "from": …, "to": …, "on": "<day>", "by": "<who decided>", "because": "<why>" }
`);
  });

  test('breaks no test that says a size as well', async () => {
    edit(
      folder,
      PRODUCTION,
      "instanceType: 'm5.xlarge', nodes: 'cluster'",
      "instanceType: 'm5.large', nodes: 'cluster'",
    );
    const tests = ['apps/indonesia/production', 'packages/requirements/src/check-requirements.test.ts'];
    const run = await program(folder, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...tests]);
    expect(run.exitCode === 0 ? '' : run.stdout + run.stderr).toBe('');
  });
});
