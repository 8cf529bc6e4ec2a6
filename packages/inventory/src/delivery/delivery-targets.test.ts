import { expect, test } from 'vitest';
import { Inventory } from '../inventory.ts';
import { deliveryOutcomes } from './delivery-outcomes.ts';

/** A trail's bucket under a key that Terraform makes in the same apply, so that the plan does not know it yet. */
function planned(expressions: object): Inventory {
  const change = (type: string, after: object, unknown: object = {}) => ({
    address: `${type}.A`,
    mode: 'managed',
    type,
    name: 'A',
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: { actions: ['create'], after, after_unknown: unknown },
  });
  const written = (type: string, own: object) => ({
    address: `${type}.A`,
    mode: 'managed',
    type,
    name: 'A',
    provider_config_key: 'aws',
    expressions: own,
  });
  const rule = { apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }] };
  const unknown = { rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }] };
  return Inventory.fromPlan({
    stack: 'account',
    json: {
      format_version: '1.2',
      resource_changes: [
        change('aws_kms_key', { policy: '{"Statement":[]}' }, { arn: true }),
        change('aws_s3_bucket', { bucket: 'logs' }),
        change('aws_s3_bucket_server_side_encryption_configuration', { bucket: 'logs', rule: [rule] }, unknown),
        change('aws_flow_log', { log_destination_type: 's3', log_destination: 'arn:aws:s3:::logs' }),
      ],
      configuration: {
        root_module: {
          resources: [
            written('aws_kms_key', {}),
            written('aws_s3_bucket', {}),
            written('aws_s3_bucket_server_side_encryption_configuration', {
              bucket: { references: ['aws_s3_bucket.A.id', 'aws_s3_bucket.A'] },
              rule: [{ apply_server_side_encryption_by_default: [expressions] }],
            }),
            written('aws_flow_log', { log_destination: { references: ['aws_s3_bucket.A.arn', 'aws_s3_bucket.A'] } }),
          ],
        },
      },
    },
  });
}

const reasons = (inventory: Inventory) =>
  deliveryOutcomes(inventory)
    .filter(({ by, verdict }) => by === 'key' && verdict === 'denied')
    .map(({ reason }) => reason);

test('a key that a plan does not know yet is not the key that AWS manages', () => {
  const named = reasons(planned({ kms_master_key_id: { references: ['aws_kms_key.A.arn', 'aws_kms_key.A'] } }));
  expect(named.join()).not.toContain('the key that AWS manages');
  expect(reasons(planned({ kms_master_key_id: { references: ['var.key'] } })).join()).toBe('');
});
