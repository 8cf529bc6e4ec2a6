import { Block } from '../../reading/block.ts';
import type { Rule } from '../../rule.ts';

/** Types of AWS Backup that a resource with the tag is of. */
const BACKUP_TYPES: Readonly<Record<string, string>> = {
  aws_db_instance: 'RDS',
  aws_dynamodb_table: 'DynamoDB',
  aws_ebs_volume: 'EBS',
  aws_efs_file_system: 'EFS',
  aws_instance: 'EC2',
  aws_rds_cluster: 'Aurora',
  aws_s3_bucket: 'S3',
};

/** Types that `describe-region-settings` listed in public runs, as AWS Backup spells them. */
const KNOWN_TYPES = [
  ...Object.values(BACKUP_TYPES),
  'CloudFormation',
  'DocumentDB',
  'DSQL',
  'FSx',
  'Neptune',
  'Redshift',
  'Redshift Serverless',
  'SAP HANA on Amazon EC2',
  'Storage Gateway',
  'Timestream',
  'VirtualMachine',
];

/** Types that no public run in Jakarta shows, whose service the region lacks or may lack. */
const DOUBTFUL: Readonly<Record<string, readonly string[]>> = {
  'ap-southeast-3': [
    'DSQL',
    'Redshift Serverless',
    'SAP HANA on Amazon EC2',
    'Storage Gateway',
    'Timestream',
    'VirtualMachine',
  ],
};

export const backupTypes: Rule = {
  id: 'SMILE_BACKUP_TYPES',
  family: 'semantics',
  severity: 'high',
  title: 'AWS Backup is switched on for every type that is tagged, and for none that the region may lack',
  what: '`resource_type_opt_in_preference` of `aws_backup_region_settings` spells types as AWS Backup does, names none that the region may lack, switches on the type of every resource tagged `backup = daily` of the account, and is not compared afterwards.',
  why: 'A type that the region lacks ends the apply with "has invalid values"; one that is off is left out of backups without a word; one that AWS adds differs at every plan.',
  remedy: 'Use Backups; settle a doubtful type with `aws backup describe-region-settings`.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/21801',
  check: ({ resources, inventory }) =>
    resources('aws_backup_region_settings').flatMap((place) => {
      const block = Block.of(place);
      if (block.isUnknown('resource_type_opt_in_preference')) return [];
      const preference = Object(block.raw('resource_type_opt_in_preference') ?? {}) as Readonly<
        Record<string, unknown>
      >;
      const types = Object.keys(preference);
      const tagged = resources(Object.keys(BACKUP_TYPES)).filter(
        ({ tags, account, region }) => tags.backup === 'daily' && account === place.account && region === place.region,
      );
      const needed = [...new Set(tagged.map(({ type }) => BACKUP_TYPES[type] ?? type))].sort();
      const isCode = inventory.source === 'synth';
      const messages = [
        ...types
          .filter((type) => !KNOWN_TYPES.includes(type))
          .map((type) => `AWS Backup knows no type ${JSON.stringify(type)}`),
        // A state shows what AWS answered, so a type in it is one that the region has.
        ...(inventory.source === 'state' ? [] : (DOUBTFUL[place.region ?? ''] ?? []))
          .filter((type) => types.includes(type))
          .map(
            (type) =>
              `${place.region} may lack the type ${JSON.stringify(type)}; ask aws backup describe-region-settings first`,
          ),
        ...needed
          .filter((type) => String(preference[type]) !== 'true')
          .map(
            (type) =>
              `type ${type} must be true: ${tagged.find((one) => BACKUP_TYPES[one.type] === type)?.address} is tagged backup=daily`,
          ),
        ...(isCode &&
        !place.lifecycle.ignoreChanges.includes('resource_type_opt_in_preference') &&
        !place.lifecycle.ignoreChanges.includes('all')
          ? [
              'lifecycle must ignore changes of resource_type_opt_in_preference, because AWS answers with every type of the region',
            ]
          : []),
      ];
      return messages.map((message) => ({ place, message }));
    }),
};
