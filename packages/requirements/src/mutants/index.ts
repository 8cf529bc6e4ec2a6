import { APPLICATION_MUTANTS } from './application.ts';
import { CLUSTER_MUTANTS } from './clusters.ts';
import { DATA_FLOW_MUTANTS } from './data-flow.ts';
import { DATA_STORE_MUTANTS } from './data-stores.ts';
import { EDGE_MUTANTS } from './edge.ts';
import { ENVIRONMENT_MUTANTS } from './environments.ts';
import { MESH_MUTANTS } from './mesh.ts';
import type { Mutant } from './mutant.ts';
import { NETWORK_MUTANTS } from './network.ts';
import { OTHER_MUTANTS } from './other-resources.ts';
import { PREVIEW_MUTANTS } from './previews.ts';
import { TELEMETRY_MUTANTS } from './telemetry.ts';
import { USAGE_MUTANTS } from './usage.ts';

export { EditableEstate, type StackJson } from './editable-estate.ts';
export { evidenceMutants } from './evidence-mutants.ts';
export type { Mutant } from './mutant.ts';

/** Weakenings of the estate, each written from the words of its requirement, not from the check. */
export const MUTANTS: readonly Mutant[] = [
  ...ENVIRONMENT_MUTANTS,
  ...NETWORK_MUTANTS,
  ...APPLICATION_MUTANTS,
  ...CLUSTER_MUTANTS,
  ...DATA_FLOW_MUTANTS,
  ...DATA_STORE_MUTANTS,
  ...EDGE_MUTANTS,
  ...MESH_MUTANTS,
  ...OTHER_MUTANTS,
  ...PREVIEW_MUTANTS,
  ...TELEMETRY_MUTANTS,
  ...USAGE_MUTANTS,
];
