import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import { RESTORE_KEEP_HOURS, type RestoreTestPlan } from './restore-tests.ts';

export interface DatabaseRestoreTestProps {
  readonly tests: RestoreTestPlan;
  /** Words of its name, letters, digits and underscores. Changing it replaces the selection. */
  readonly name: string;
  readonly databaseArns: readonly string[];
  /** Subnets that the copy is in. */
  readonly subnetGroupName: string;
  /** Group that the copy is in: one that lets nobody in. */
  readonly securityGroupId: string;
}

/**
 * A monthly restore of database instances into their own network, where nobody reaches the copy (GOV-BACKUP).
 *
 * Without a subnet group AWS Backup restores into the default VPC: it fails where that is gone, and leaves a copy of
 * confidential data outside the network where it is not.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
 */
export class DatabaseRestoreTest extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseRestoreTestProps) {
    super(scope, id);
    new BackupRestoreTestingSelection(this, 'Default', {
      name: props.name,
      restoreTestingPlanName: props.tests.planName,
      protectedResourceType: 'RDS',
      protectedResourceArns: [...props.databaseArns],
      restoreMetadataOverrides: {
        dbSubnetGroupName: props.subnetGroupName,
        // A list travels as the text of a JSON array.
        vpcSecurityGroupIds: Fn.jsonencode([props.securityGroupId]),
        // One that is tried needs no standby.
        multiAz: 'false',
        publiclyAccessible: 'false',
      },
      iamRoleArn: props.tests.roleArn,
      validationWindowHours: RESTORE_KEEP_HOURS,
    });
  }
}
