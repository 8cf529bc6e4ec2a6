import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StateKeeper, startStateKeeper } from './state-keeper.ts';

const folder = mkdtempSync(join(tmpdir(), 'smile-state-keeper-test-'));
let keeper: StateKeeper;

beforeAll(async () => {
  keeper = await startStateKeeper();
});

afterAll(() => {
  keeper.close();
  rmSync(folder, { recursive: true });
});

/** What the backend `http` asks: https://developer.hashicorp.com/terraform/language/backend/http */
test('gives the state in the file, and puts a new one there', async () => {
  const path = join(folder, 'network.tfstate');
  writeFileSync(path, '{"serial":0}');
  const address = keeper.serve('network', path);
  expect(await (await fetch(address)).text()).toBe('{"serial":0}');
  const put = await fetch(address, { method: 'POST', body: '{"serial":1}' });
  expect(put.status).toBe(200);
  expect(readFileSync(path, 'utf8')).toBe('{"serial":1}');
});

test('keeps the states of two stacks apart', async () => {
  const addresses = ['one', 'two'].map((stack) => {
    writeFileSync(join(folder, stack), stack);
    return keeper.serve(stack, join(folder, stack));
  });
  const texts = await Promise.all(addresses.map(async (address) => (await fetch(address)).text()));
  expect(texts).toEqual(['one', 'two']);
});

test('refuses what it does not keep: 404 would mean an empty state', async () => {
  const address = keeper.serve('known', join(folder, 'known'));
  expect((await fetch(address.replace('known', 'unknown'))).status).toBe(400);
  writeFileSync(join(folder, 'known'), '');
  expect((await fetch(address, { method: 'DELETE' })).status).toBe(405);
});
