import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore, type ObjectStore } from '@smile/states';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppliedRecords, RunRecords } from './records.ts';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const entry = (commit: string) => ({ commit, digest: DIGEST, at: '2026-11-27T20:00:00Z' });

let folder = '';
let store: ObjectStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-records-'));
  store = new FolderStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A store in which somebody else writes between every reading and writing. */
function busy(times: number, meddle: () => Promise<unknown>): ObjectStore {
  let left = times;
  return {
    place: store.place,
    list: (prefix) => store.list(prefix),
    get: async (key) => {
      const found = await store.get(key);
      if (left-- > 0) await meddle();
      return found;
    },
    put: (key, content, over) => store.put(key, content, over),
    remove: (key, over) => store.remove(key, over),
  };
}

describe('records of what is applied', () => {
  test('keep what another apply wrote in between', async () => {
    const other = new AppliedRecords(store);
    const meddle = () =>
      other.update('indonesia/dev', (before) => ({
        guardrails: [],
        stacks: { ...before?.stacks, 'indonesia-dev-network': entry('aaaaaaa') },
      }));
    await new AppliedRecords(busy(1, meddle)).update('indonesia/dev', (before) => ({
      guardrails: [],
      stacks: { ...before?.stacks, 'indonesia-dev-storage': entry('bbbbbbb') },
    }));
    expect(Object.keys((await other.of('indonesia/dev'))?.stacks ?? {}).sort()).toEqual([
      'indonesia-dev-network',
      'indonesia-dev-storage',
    ]);
    expect(await other.environments()).toEqual(['indonesia/dev']);
  });

  test('are given up where somebody writes all the time', async () => {
    let count = 0;
    const meddle = () =>
      new AppliedRecords(store).update('indonesia/dev', () => ({ guardrails: [`${++count}`], stacks: {} }));
    const records = new AppliedRecords(busy(Number.POSITIVE_INFINITY, meddle));
    await expect(records.update('indonesia/dev', () => ({ guardrails: [], stacks: {} }))).rejects.toThrow(
      `indonesia/dev.json in ${folder} was written by somebody else 10 times in a row; see who applies indonesia/dev, and go on with --resume`,
    );
  });

  test('say so where one is damaged', async () => {
    await store.put('indonesia/dev.json', '{', undefined);
    await expect(new AppliedRecords(store).of('indonesia/dev')).rejects.toThrow(
      `a record of what is applied is damaged in ${folder}; bring back its earlier version, or remove it and compare with smile state`,
    );
  });
});

describe('records of the applies of a bundle', () => {
  test('tell a second agent that the first has begun', async () => {
    await new RunRecords(store, DIGEST).started('indonesia-dev-network', { serial: 3 });
    const later = new RunRecords(new FolderStore(folder), DIGEST);
    expect(await later.isBegun()).toBe(true);
    expect((await later.of('indonesia-dev-network')).started?.state).toEqual({ serial: 3 });
    expect(await new RunRecords(store, 'sha256:of-another').isBegun()).toBe(false);
  });

  test('stop the second of two that begin at the same moment', async () => {
    const meddle = () => new RunRecords(store, DIGEST).started('indonesia-dev-network', { serial: 3 });
    const second = new RunRecords(busy(1, meddle), DIGEST);
    await expect(second.started('indonesia-dev-network', { serial: 3 })).rejects.toThrow(
      `another apply of this bundle wrote indonesia-dev-network.started.json in ${folder} at the same moment; see who runs it, wait for its end, and go on with --resume`,
    );
  });

  test('are not guessed where one is damaged', async () => {
    writeFileSync(join(folder, 'indonesia-dev-network.started.json'), '{');
    await expect(new RunRecords(store, DIGEST).isBegun()).rejects.toThrow(
      `a record in ${folder} is damaged; see what is in it, and plan again instead of resuming`,
    );
  });
});
