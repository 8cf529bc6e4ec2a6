import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '@smile/core';
import { asList, asObject } from '@smile/inventory';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../fixtures/run-smile.ts';
import { devWithServices, wishFor } from './fixtures/preview-environment.ts';
import { withPreviews } from './open-previews.ts';
import { previewDown } from './preview-down.ts';
import { previewExtend } from './preview-extend.ts';
import { type ListedSlot, listPreviews } from './preview-list.ts';
import { type ReapOutcome, reapPreviews } from './preview-reap.ts';
import { previewUp, type UpOutcome } from './preview-up.ts';
import type { PreviewWork } from './preview-work.ts';

/** What was seen on the way of one house: five up, one changed, one refused, all down (ENV-DEV). */
interface Seen {
  readonly up: readonly UpOutcome[];
  readonly full: readonly ListedSlot[];
  readonly refusal: string;
  readonly before: string;
  readonly changed: UpOutcome;
  readonly after: string;
  readonly extended: string;
  readonly reaped: ReapOutcome;
  readonly next: UpOutcome;
  readonly last: readonly ListedSlot[];
  readonly untold: readonly string[];
  readonly forgotten: ReapOutcome;
}

const START = new Date('2026-12-01T08:00:00Z');
const DAY = 24 * 3_600_000;

let folder = '';
let environment: Environment;
let seen: Seen;
let now = START;

const run = <Result>(use: (work: PreviewWork) => Promise<Result>) =>
  withPreviews(
    { root: ROOT, environment, options: { offline: true, states: folder }, env: process.env, now: () => now },
    use,
  );
const stateOf = (slot: string) =>
  readFileSync(join(folder, '.state', 'indonesia', 'dev', 'preview', `${slot}.tfstate`), 'utf8');
const valuesIn = (state: string) => {
  const [instance] = asList(asObject(asList(JSON.parse(state).resources)[0]).instances);
  return JSON.stringify(asObject(asObject(instance).attributes).values);
};

beforeAll(async () => {
  environment = await devWithServices();
  folder = mkdtempSync(join(tmpdir(), 'smile-previews-'));
  seen = await run(async (work) => {
    const up: UpOutcome[] = [];
    for (const [index, branch] of ['one', 'two', 'three', 'four', 'five'].entries()) {
      up.push(await previewUp(work, wishFor(branch, { days: index + 1, owner: `${branch}@smile.example` })));
    }
    const full = await listPreviews(work);
    const refusal = await previewUp(work, wishFor('six')).then(
      () => 'accepted',
      (error: Error) => error.message,
    );
    const before = stateOf('preview-2');
    const image = `1.2.0@sha256:${'2'.repeat(64)}`;
    const changed = await previewUp(
      work,
      wishFor('two', { run: 2, commit: 'b'.repeat(40), images: { 'backend-core': image } }),
    );
    const after = stateOf('preview-2');
    const extended = (await previewExtend(work, 'preview-3', 20)).claim.expires;
    now = new Date(START.getTime() + 1.5 * DAY);
    const reaped = await reapPreviews(work, {
      branches: [
        { project: 'smile/backend-core', branch: 'four', state: 'merged' },
        { project: 'smile/backend-core', branch: 'five', state: 'gone' },
        { project: 'smile/backend-core', branch: 'three', state: 'there' },
      ],
    });
    const next = await previewUp(work, wishFor('six'));
    for (const word of ['preview-1', 'two', 'three']) await previewDown(work, word);
    const last = await listPreviews(work);
    // A state that nobody claims: as if a claim had been removed by hand.
    await previewUp(work, wishFor('seven'));
    rmSync(join(folder, '.state', 'indonesia', 'dev', 'preview', 'preview-1.claim.json'));
    const forgotten = await reapPreviews(work, {});
    return {
      up,
      full,
      refusal,
      before,
      changed,
      after,
      extended,
      reaped,
      next,
      last,
      untold: reaped.untold,
      forgotten,
    };
  });
}, 240_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('five previews', () => {
  test('come up, each in a slot of its own, with an address of its own', () => {
    expect(seen.up.map(({ slot }) => slot)).toEqual(['preview-1', 'preview-2', 'preview-3', 'preview-4', 'preview-5']);
    const addresses = seen.up.flatMap(({ urls }) => urls);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { urls, label } of seen.up) {
      expect(urls).toEqual(
        ['app', 'api', 'wms', 'wms-api'].map((word) => `https://${word}-${label}.smile-dev.example`),
      );
    }
  });

  test('are listed with owner, end and cost', () => {
    expect(seen.full.map(({ phase, owner, expires }) => [phase, owner, expires])).toEqual([
      ['up', 'one@smile.example', '2026-12-02T08:00:00.000Z'],
      ['up', 'two@smile.example', '2026-12-03T08:00:00.000Z'],
      ['up', 'three@smile.example', '2026-12-04T08:00:00.000Z'],
      ['up', 'four@smile.example', '2026-12-05T08:00:00.000Z'],
      ['up', 'five@smile.example', '2026-12-06T08:00:00.000Z'],
    ]);
    for (const { usdPerDay } of seen.full) expect(usdPerDay).toBeGreaterThan(0);
  });

  test('are as many as there are: a sixth is told who is there, and who goes first', () => {
    expect(seen.refusal).toBe(
      `all 5 slots are taken; the first to expire is smile/backend-core one, on 2026-12-02 08:00 UTC; ask an owner to take theirs down with smile preview down, or wait
  preview-1  smile/backend-core one, of one@smile.example, expires in 1 day
  preview-2  smile/backend-core two, of two@smile.example, expires in 2 days
  preview-3  smile/backend-core three, of three@smile.example, expires in 3 days
  preview-4  smile/backend-core four, of four@smile.example, expires in 4 days
  preview-5  smile/backend-core five, of five@smile.example, expires in 5 days`,
    );
  });
});

describe('a later push', () => {
  test('changes the preview in its slot, and keeps the same release', () => {
    expect(seen.changed).toMatchObject({ slot: 'preview-2', was: 'changed', urls: seen.up[1]?.urls });
    expect(valuesIn(seen.before)).toContain('1.1.0@sha256:111');
    expect(valuesIn(seen.after)).toContain('1.2.0@sha256:222');
    const [one, other] = [JSON.parse(seen.before), JSON.parse(seen.after)];
    expect(other.lineage).toBe(one.lineage);
    expect(other.outputs.commit.value).toBe('b'.repeat(40));
  });

  test('leaves services without an image of the branch as the environment has them', () => {
    const images = [...valuesIn(seen.after).matchAll(/smile-dev-(backend-main|frontend-web):([\w.]+)@/g)];
    expect(new Set(images.map(([, , tag]) => tag))).toEqual(new Set(['1.0.0']));
  });

  test('shortens nothing, and an owner may extend', () => {
    expect(seen.changed.expires).toBe('2026-12-08T08:00:00.000Z');
    expect(seen.extended).toBe('2026-12-21T08:00:00.000Z');
  });
});

describe('the reaper', () => {
  test('takes down what has expired, is merged or has no branch, and says why', () => {
    expect(seen.reaped.removed.map(({ slot, because }) => `${slot}: ${because}`)).toEqual([
      'preview-1: it has expired',
      'preview-4: its branch is merged',
      'preview-5: its branch is gone',
    ]);
    expect(seen.reaped.left).toEqual([]);
  });

  test('leaves alone what it is not told about, and says so', () => {
    expect(seen.untold).toEqual([
      'preview-2: what became of smile/backend-core two is not known',
      'namespaces were not compared with states: this is no pod of the cluster',
    ]);
  });

  test('gives slots back', () => {
    expect(seen.next).toMatchObject({ slot: 'preview-1', was: 'new' });
  });

  test('clears a state that nobody claims', () => {
    expect(seen.forgotten.removed).toEqual([
      { slot: 'preview-1', project: '-', branch: '-', because: 'nobody claims it' },
    ]);
    expect(seen.forgotten.left).toEqual([]);
  });
});

test('in the end nothing is left: no claim, no state, no lock', () => {
  expect(seen.last.map(({ phase }) => phase)).toEqual(['free', 'free', 'free', 'free', 'free']);
  const preview = join(folder, '.state', 'indonesia', 'dev', 'preview');
  expect(existsSync(preview) ? readdirSync(preview).filter((name) => !name.endsWith('.backup')) : []).toEqual([]);
});
