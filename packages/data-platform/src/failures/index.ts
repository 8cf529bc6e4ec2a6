export { type EnvironmentLayout, environmentLayout } from './environment-layout.ts';
export { type Cells, lossCells, lossTable, recoveryCells, recoveryTable } from './recovery-tables.ts';
