import { type Cells, environmentLayout, lossCells, recoveryCells } from '@smile/data-platform/failures';
import { allEnvironments } from './environments.ts';

/** What works when something of a data platform is lost, and how much and how long recovery takes. */
export interface DataPlatformRecovery {
  readonly losses: Cells;
  readonly recovery: Cells;
}

/** By environment, those without a data platform left out. */
export async function dataPlatformRecovery(): Promise<ReadonlyMap<string, DataPlatformRecovery>> {
  const layouts = (await allEnvironments()).flatMap((environment) => environmentLayout(environment) ?? []);
  return new Map(
    layouts.map((layout) => [layout.environment, { losses: lossCells(layout), recovery: recoveryCells([layout]) }]),
  );
}
