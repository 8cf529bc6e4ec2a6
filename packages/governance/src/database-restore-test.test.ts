import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { DatabaseRestoreTest } from './database-restore-test.ts';
import { accountStackFor } from './fixtures.ts';

const stack = accountStackFor((scope) => {
  new DatabaseRestoreTest(scope, 'RestoreTest', {
    tests: { planName: 'smile_uat_monthly', roleArn: 'arn:aws:iam::222222222222:role/smile-uat-backup' },
    name: 'rds',
    databaseArns: ['arn:aws:rds:ap-southeast-3:222222222222:db:smile-uat-mysql-main'],
    subnetGroupName: 'smile-uat-mysql-main',
    securityGroupId: 'sg-012d52c68c6e88f00',
  });
});

test('restores databases into their own subnets and a group of ours, not into the default VPC', () => {
  // Keys and the form of lists: https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html,
  // "Format for list-typed override values": "vpcSecurityGroupIds": "[\\"sg-012d52c68c6e88f00\\"]"
  expect(stack).toHaveResource(BackupRestoreTestingSelection, {
    name: 'rds',
    protected_resource_type: 'RDS',
    protected_resource_arns: ['arn:aws:rds:ap-southeast-3:222222222222:db:smile-uat-mysql-main'],
    restore_metadata_overrides: {
      dbSubnetGroupName: 'smile-uat-mysql-main',
      vpcSecurityGroupIds: '${jsonencode(["sg-012d52c68c6e88f00"])}',
      multiAz: 'false',
      publiclyAccessible: 'false',
    },
  });
});

test('names no condition beside the ARNs, which the provider refuses', () => {
  const [selection] = resourcesOf(stack, BackupRestoreTestingSelection);
  expect(selection).not.toHaveProperty('protected_resource_conditions');
});
