import { ACCESS } from './ledger/access.ts';
import { APPLICATION } from './ledger/application.ts';
import { DATA_ANALYSIS } from './ledger/data-analysis.ts';
import { EDGE } from './ledger/edge.ts';
import { ENVIRONMENTS } from './ledger/environments.ts';
import { GOVERNANCE } from './ledger/governance.ts';
import { IN_THE_CLUSTERS } from './ledger/in-the-clusters.ts';
import { NETWORK } from './ledger/network.ts';
import { STORAGE } from './ledger/storage.ts';
import { TRAFFIC } from './ledger/traffic.ts';
import { USAGE } from './ledger/usage.ts';
import type { Requirement } from './requirement.ts';

/** Every requirement, in the owner's order. */
export const LEDGER: readonly Requirement[] = [
  ...ENVIRONMENTS,
  ...NETWORK,
  ...APPLICATION,
  ...DATA_ANALYSIS,
  ...GOVERNANCE,
  ...STORAGE,
  ...EDGE,
  ...ACCESS,
  ...IN_THE_CLUSTERS,
  ...TRAFFIC,
  ...USAGE,
];
