import { Block } from '../../reading/block.ts';
import { aliasOf, targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** Words of a bucket's name, and of the alias of the key that it is encrypted under. */
const KEYS: readonly (readonly [bucket: RegExp, key: RegExp])[] = [
  [/-application-data-|-data-platform-backups-/, /-data$/],
  [/-loki-|-tempo-/, /-logs$/],
  [/-audit-(?!access)/, /-audit$/],
  [/-flow-logs-/, /-flow-logs$/],
  [/-terraform-state-(?!access)/, /-terraform-state$/],
  [/-sessions-/, /-access$/],
];

export const bucketPurposes: Rule = {
  id: 'SMILE_BUCKET_PURPOSES',
  family: 'semantics',
  severity: 'high',
  title: 'A bucket is under the key that is for what it holds, and logs of a load balancer are under its own name',
  what: 'The alias of the key of an `aws_s3_bucket_server_side_encryption_configuration` fits the name of its bucket by the table; `prefix` of access and connection logs is the name of the load balancer.',
  why: 'Data under the key of logs is readable to whoever reads logs, and two writers under one prefix cannot be told apart.',
  remedy: 'Use PrivateBucket with the key of its purpose.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  check: (context) => [
    ...context.resources('aws_s3_bucket_server_side_encryption_configuration').flatMap((place) => {
      const [bucket] = targetsOf(context, place, 'bucket', 'aws_s3_bucket');
      const name =
        Block.of(place).text('bucket') ?? (bucket === undefined ? undefined : Block.of(bucket).text('bucket')) ?? '';
      const row = KEYS.find(([pattern]) => pattern.test(name));
      if (row === undefined) return [];
      return context.inventory
        .referencesAt(place, 'rule')
        .filter(({ type }) => type === 'aws_kms_key')
        .flatMap((key) => {
          const found = aliasOf(context, key);
          return found === undefined || row[1].test(found)
            ? []
            : [
                {
                  place,
                  message: `kms_master_key_id of ${name} must be the key whose alias fits ${String(row[1])}, got ${found}`,
                },
              ];
        });
    }),
    ...context.resources('aws_lb').flatMap((place) => {
      const block = Block.of(place);
      const name = block.text('name');
      return ['access_logs', 'connection_logs'].flatMap((logs) => {
        const prefix = block.block(logs).text('prefix');
        return prefix === undefined || name === undefined || prefix === name
          ? []
          : [{ place, message: `${logs}.prefix must be its name ${name}, got ${prefix}` }];
      });
    }),
  ],
};
