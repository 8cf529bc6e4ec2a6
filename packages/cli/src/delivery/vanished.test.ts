import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderStore } from '@smile/states';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { strayStates } from './vanished.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-stray-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a state with resources of which the code has no stack is found in the bucket', async () => {
  const store = new FolderStore(folder);
  const state = (...resources: object[]) => JSON.stringify({ version: 4, serial: 1, lineage: 'a', resources });
  const vpc = { mode: 'managed', type: 'aws_vpc', name: 'Vpc', instances: [] };
  const objects = {
    'network.tfstate': state(vpc),
    'old.tfstate': state(vpc),
    'old.tfstate.tflock': '{}',
    // Destroyed, and only read: neither leaves anything behind.
    'gone.tfstate': state(),
    'reads.tfstate': state({ ...vpc, mode: 'data' }),
    // Previews are outside of the code's list of stacks.
    'preview/preview-1.tfstate': state(vpc),
    'records/applied/indonesia/dev.json': '{}',
  };
  for (const [key, content] of Object.entries(objects)) await store.put(key, content, undefined);
  expect(await strayStates(store, 'indonesia/dev', ['indonesia-dev-network'])).toEqual(['indonesia-dev-old']);
});
