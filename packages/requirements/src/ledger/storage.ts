import type { EnvironmentExamination } from '../examination.ts';
import type { Requirement } from '../requirement.ts';
import { expiresAfter } from './network.ts';
import { ALL } from './stages.ts';

/** Buckets. */
export const STORAGE: readonly Requirement[] = [
  {
    id: 'STO-S3',
    section: 'Other resources',
    title: 'Buckets',
    statement: 'S3 buckets: application data; network flow logs (30-day retention); observability data (Loki, Tempo).',
    stages: ALL,
    parts: [
      { name: 'buckets', check: hasBuckets },
      { name: 'protection of each', check: protectsBuckets },
    ],
  },
];

function hasBuckets(one: EnvironmentExamination): void {
  const flowLogs = one.one('bucket flow-logs', one.named('aws_s3_bucket', 'flow-logs'));
  if (flowLogs !== undefined) expiresAfter(one, flowLogs, 30);
  // What is shared runs no workload, so it has nothing to keep for one.
  if (one.environment.stage === 'shared') return;
  for (const name of ['application-data', 'loki', 'tempo']) one.one(`bucket ${name}`, one.named('aws_s3_bucket', name));
}

const CLOSED = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

function protectsBuckets(one: EnvironmentExamination): void {
  for (const bucket of one.ofType('aws_s3_bucket')) {
    const [block] = one.referrers(bucket, 'aws_s3_bucket_public_access_block', 'bucket');
    if (block === undefined) one.lacks(`expected ${bucket.address} to be closed to the public, found no access block`);
    else for (const setting of CLOSED) one.equal(block, setting, true);
    const [encryption] = one.referrers(bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket');
    if (encryption === undefined) one.lacks(`expected ${bucket.address} to be encrypted, found no configuration`);
    else one.present(encryption, 'rule.apply_server_side_encryption_by_default.sse_algorithm', 'encryption');
  }
}
