import type { Pricer } from './charge.ts';
import { ANALYZERS_OF_UNUSED_ACCESS, isFree, UNPRICED_TYPES } from './other-types.ts';
import { literal } from './read-values.ts';
import { brokers, caches } from './services/caches-and-brokers.ts';
import { clusters } from './services/clusters.ts';
import { databases } from './services/databases.ts';
import { healthChecks, keys, secrets, zones } from './services/keys-and-names.ts';
import { machines } from './services/machines.ts';
import { addresses, endpoints, loadBalancers, natGateways } from './services/network.ts';
import { claims, volumes } from './services/volumes.ts';
import { alarms, dashboards, guardDutyFeatures, inspector, metricFilters, webAcls } from './services/watching.ts';

/** External access is looked for at no charge. https://aws.amazon.com/iam/access-analyzer/pricing */
const analyzers: Pricer = {
  types: ['aws_accessanalyzer_analyzer'],
  charges: ({ values }) =>
    literal(values, 'type')?.endsWith('UNUSED_ACCESS') === true ? [{ ...ANALYZERS_OF_UNUSED_ACCESS, count: 1 }] : [],
};

/** Buckets cost nothing; what is in them is in the assumptions about use, and so are images of repositories. */
const containers: Pricer = { types: ['aws_s3_bucket', 'aws_ecr_repository'], charges: () => [] };

const PRICERS: readonly Pricer[] = [
  machines,
  databases,
  caches,
  brokers,
  clusters,
  natGateways,
  addresses,
  endpoints,
  loadBalancers,
  volumes,
  claims,
  alarms,
  dashboards,
  metricFilters,
  webAcls,
  inspector,
  guardDutyFeatures,
  keys,
  secrets,
  zones,
  healthChecks,
  analyzers,
  containers,
];

const BY_TYPE: ReadonlyMap<string, Pricer> = new Map(
  PRICERS.flatMap((pricer) => pricer.types.map((type) => [type, pricer] as const)),
);

/** How a type is charged. */
export function pricerOf(type: string): Pricer {
  const known = BY_TYPE.get(type);
  if (known !== undefined) return known;
  const without = UNPRICED_TYPES[type];
  if (without !== undefined) return { types: [type], charges: () => [{ ...without, count: 1 }] };
  if (isFree(type)) return { types: [type], charges: () => [] };
  const why = 'nobody has said whether this type is billed';
  return { types: [type], charges: () => [{ service: 'unknown', what: type, count: 1, why }] };
}

/** Whether somebody has said how a type is billed: at a price, not at all, or at one that is not known. */
export function isJudged(type: string): boolean {
  return BY_TYPE.has(type) || UNPRICED_TYPES[type] !== undefined || isFree(type);
}
