import { chartReleases, helmValues, type JsonObject, valueAt } from '@smile/inventory';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const stateBucket: Rule = {
  id: 'SMILE_DATA_STATE_BUCKET',
  family: 'data-platform',
  severity: 'high',
  title: 'Nothing but RisingWave deletes its state',
  what: 'The bucket that a release of RisingWave names for its state has no lifecycle rule that expires objects.',
  why: 'Its objects are named in its metadata, however old: once S3 deletes one, the whole state is lost, some months after everything was fine.',
  remedy: 'Use the bucket risingwaveState of WorkloadBuckets.',
  source: 'https://docs.risingwave.com/deploy/risingwave-kubernetes',
  check: ({ inventory }: RuleContext): readonly Violation[] =>
    chartReleases(inventory).flatMap((release) => {
      const named = valueAt(helmValues(inventory, release) ?? {}, 'stateStore.s3.bucket');
      if (typeof named !== 'string') return [];
      const buckets = inventory.resources({ type: 'aws_s3_bucket' }).filter((bucket) => {
        if (!named.includes('${')) return bucket.values.bucket === named;
        const inner = named.replace(/^\$\{|\}$/g, '');
        return release.references.some(
          ({ stack, address, expression }) => expression === inner && inventory.byAddress(stack, address) === bucket,
        );
      });
      return buckets
        .flatMap((bucket) => inventory.referencedBy(bucket))
        .filter(({ type }) => type === 'aws_s3_bucket_lifecycle_configuration')
        .filter(({ values }) => expires(values))
        .map((place) => ({ place, message: 'must not expire objects: RisingWave keeps its state there' }));
    }),
};

function expires({ rule }: JsonObject): boolean {
  return [rule ?? []].flat().some((one) => {
    const { expiration } = one as JsonObject;
    return expiration !== undefined && expiration !== null && [expiration].flat().length > 0;
  });
}
