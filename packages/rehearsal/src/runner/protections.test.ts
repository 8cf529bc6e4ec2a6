import { Inventory } from '@smile/inventory';
import { expect, test } from 'vitest';
import { changesArguments, unprotect } from './protections.ts';

const resourcesOf = (resource: object) => Inventory.fromStacks({ data: JSON.stringify({ resource }) }).resources();

test('turns off what Terraform and the services refuse deletion by, and nothing else', () => {
  const resources = resourcesOf({
    aws_db_instance: {
      Main: {
        deletion_protection: true,
        skip_final_snapshot: false,
        multi_az: true,
        lifecycle: { prevent_destroy: true, ignore_changes: ['engine_version'] },
      },
    },
    aws_s3_bucket: { Data: { force_destroy: false, lifecycle: { prevent_destroy: true } } },
    aws_eip: { Nat: { lifecycle: { prevent_destroy: true } } },
    aws_vpc: { Vpc: { cidr_block: '10.0.0.0/16' } },
  });
  expect(unprotect(resources)).toEqual({
    resource: {
      aws_db_instance: {
        Main: { deletion_protection: false, skip_final_snapshot: true, lifecycle: { prevent_destroy: false } },
      },
      aws_s3_bucket: { Data: { lifecycle: { prevent_destroy: false } } },
      aws_eip: { Nat: { lifecycle: { prevent_destroy: false } } },
    },
  });
});

test('has nothing to turn off where nothing is protected', () => {
  expect(
    unprotect(resourcesOf({ aws_vpc: { Vpc: {} }, aws_s3_bucket: { Data: { force_destroy: true } } })),
  ).toBeUndefined();
});

test.each([
  ['only lifecycle', { lifecycle: { prevent_destroy: false } }, false],
  ['an argument', { deletion_protection: false }, true],
])('tells whether the override must be applied first: %s', (_, body, expected) => {
  expect(changesArguments({ resource: { aws_db_instance: { Main: body } } })).toBe(expected);
});
