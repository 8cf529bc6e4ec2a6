import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

/** What a restore test must be told so that the copy is in a network of ours; keys are not case-sensitive. */
const NETWORK_KEYS: Readonly<Record<string, readonly string[]>> = {
  RDS: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
  Aurora: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
  DocumentDB: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
  Neptune: ['dbSubnetGroupName', 'vpcSecurityGroupIds'],
  EC2: ['subnetId', 'securityGroupIds'],
  FSx: ['subnetIds', 'securityGroupIds'],
};

function isBareId(key: string, value: unknown): boolean {
  return /ids$/i.test(key) && typeof value === 'string' && /^\$\{[\w.-]+\.id\}$/.test(value);
}

export const restoreTestNetwork: Rule = {
  id: 'SMILE_RESTORE_TEST_NETWORK',
  family: 'semantics',
  severity: 'high',
  title: 'Restore tests of AWS Backup restore into a network of ours',
  what: '`restore_metadata_overrides` of every `aws_backup_restore_testing_selection` of databases, hosts and file systems name subnets and security groups; lists are the text of a JSON array.',
  why: 'AWS Backup infers the default VPC: the test fails where that is gone, and a copy of confidential data lies outside our network where it is not.',
  remedy: 'Use DatabaseRestoreTest.',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html',
  check: allOf(
    each('aws_backup_restore_testing_selection', (selection) => {
      const type = selection.text('protected_resource_type') ?? '';
      const overrides: unknown = selection.raw('restore_metadata_overrides');
      if (selection.isUnknown('restore_metadata_overrides')) return undefined;
      const given = Object.entries(Object(overrides ?? {}))
        // A reference alone is one id, not the JSON array that the list has to be.
        .filter(([key, value]) => value !== '' && value !== null && value !== '[]' && !isBareId(key, value))
        .map(([key]) => key.toLowerCase());
      const missing = (NETWORK_KEYS[type] ?? []).filter((key) => !given.includes(key.toLowerCase()));
      return missing.length === 0
        ? undefined
        : `restore_metadata_overrides of ${type} must have ${missing.join(' and ')}`;
    }),
    argumentRules('restore-metadata-lists'),
  ),
};
