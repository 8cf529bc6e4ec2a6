import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '@smile/core';
import { Inventory } from '@smile/inventory';
import { estateApp } from './estate-app.ts';

export { brokenEstateRules } from './fixtures/estate-rules.ts';

/** Everything that environments synthesize to, as one graph. */
export function inventoryOf(...environments: readonly Environment[]): Inventory {
  const outdir = mkdtempSync(join(tmpdir(), 'smile-estate-'));
  try {
    estateApp(environments, { outdir }).synth();
    return Inventory.fromSynth(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Addresses of an environment's managed resources as `<stack>/<address>`, sorted: what its committed list holds. */
export function managedAddresses(inventory: Inventory): string[] {
  return inventory
    .resources({ mode: 'managed' })
    .map(({ stack, address }) => `${stack}/${address}`)
    .sort();
}
