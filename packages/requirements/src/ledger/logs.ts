import { asList, asObject, type Json, type JsonObject, type Resource, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { allowedTo, allows, type ChartReleaseFound, judgeValues, namesBucket, type ValueFact } from '../releases-of.ts';
import { onlyRelease } from './metrics.ts';
import { applicationCluster, mayReach, PARTS } from './telemetry-clusters.ts';

/** https://grafana.com/docs/loki/latest/operations/storage/retention/ */
const LOKI: readonly ValueFact[] = [
  { expected: 'logs on S3', at: 'loki.storage.type', holds: (value) => value === 's3' },
  { expected: 'a retention that is kept', at: 'loki.compactor.retention_enabled', holds: (value) => value === true },
  {
    expected: 'requests for deletion beside the logs',
    at: 'loki.compactor.delete_request_store',
    holds: (value) => value === 's3',
  },
  {
    expected: 'a volume for what is not yet written',
    at: 'singleBinary.persistence.enabled',
    holds: (value) => value === true,
  },
];

/** Loki where SMILE runs, on its bucket, in three copies where the owner's numbers hold. */
export function hasLogs(one: EnvironmentExamination): void {
  const cluster = applicationCluster(one);
  const release = cluster === undefined ? undefined : onlyRelease(one, 'loki', cluster);
  if (cluster === undefined || release === undefined) return;
  judgeValues(one, release, LOKI);
  usesBucket(one, release, { name: 'loki', at: 'loki.storage.bucketNames.chunks' });
  keepsLessThan(one, release, { bucket: 'loki', at: 'loki.limits_config.retention_period' });
  schemaOnS3(one, release);
  copies(one, release);
  mayReach(one, cluster, PARTS.gateway, PARTS.lokiGateway, 8080);
  mayReach(one, cluster, PARTS.lokiGateway, PARTS.loki, 3100);
}

/** The release names the bucket, and its pods may read, write and delete there. */
export function usesBucket(
  one: EnvironmentExamination,
  release: ChartReleaseFound,
  { name, at }: { readonly name: string; readonly at: string },
): void {
  const [bucket] = one.named('aws_s3_bucket', name);
  const value = valueAt(release.values, at);
  const isNamed = bucket !== undefined && namesBucket(one.inventory, release, value, bucket);
  one.holds(release.resource, `bucket ${name}`, `${at} ${JSON.stringify(value)}`, isNamed, { path: 'values' });
  const account = String(asObject(release.values.serviceAccount).name ?? name);
  if (bucket === undefined) return;
  const statements = allowedTo(one, release, 'monitoring', account);
  for (const action of ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:ListBucket']) {
    if (allows(statements, action, bucket)) one.holds(release.resource, `${action} on ${name}`, account, true);
    else
      one.lacks(
        `expected that pods of monitoring/${account} may ${action} on ${bucket.address}, found no role that lets them`,
      );
  }
}

/** What is kept is deleted by its own store, before S3 takes objects away that an index still names. */
export function keepsLessThan(
  one: EnvironmentExamination,
  release: ChartReleaseFound,
  { bucket: name, at }: { readonly bucket: string; readonly at: string },
): void {
  const [bucket] = one.named('aws_s3_bucket', name);
  const days = bucket && expiryDays(one, bucket);
  const hours = Number(/^(\d+)h$/.exec(String(valueAt(release.values, at)))?.[1] ?? Number.NaN);
  const expected = `a retention below the ${days} days of the bucket`;
  if (days === undefined) one.lacks(`expected that bucket ${name} deletes what is old, found no such rule`);
  else one.holds(release.resource, expected, `${hours} hours`, hours > 0 && hours < days * 24, { path: 'values' });
}

function expiryDays(one: EnvironmentExamination, bucket: Resource): number | undefined {
  const [lifecycle] = one.referrers(bucket, 'aws_s3_bucket_lifecycle_configuration', 'bucket');
  const days = asList(lifecycle?.values.rule)
    .map((rule) => Number(asObject(asList(asObject(rule).expiration)[0]).days))
    .filter((found) => found > 0);
  return days.length === 0 ? undefined : Math.min(...days);
}

function schemaOnS3(one: EnvironmentExamination, release: ChartReleaseFound): void {
  const configs = asList(valueAt(release.values, 'loki.schemaConfig.configs')).map((config) => asObject(config));
  const stores = configs.map(({ object_store: store }) => String(store));
  const isOnS3 = stores.length > 0 && stores.every((store) => store === 's3');
  one.holds(release.resource, 'an index on S3', stores.join(', ') || 'none', isOnS3, { path: 'values' });
}

/** As many copies of each line as there are pods to hold them; three where one may be lost. */
function copies(one: EnvironmentExamination, release: ChartReleaseFound): void {
  const pods = numberAt(release.values, 'singleBinary.replicas');
  const lines = numberAt(release.values, 'loki.commonConfig.replication_factor');
  const least = one.environment.stage === 'production' ? 3 : 1;
  const found = `${lines} copies on ${pods} pods`;
  one.holds(
    release.resource,
    `at least ${least} copies of each line, each on a pod of its own`,
    found,
    lines >= least && pods >= lines,
    { path: 'values' },
  );
}

function numberAt(values: JsonObject, at: string): number {
  const value: Json | undefined = valueAt(values, at);
  return typeof value === 'number' ? value : Number.NaN;
}
