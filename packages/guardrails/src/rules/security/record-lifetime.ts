import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** Buckets by a word of their name, and how many days what is in them, and what was overwritten, stays at least. */
const LIFETIMES: readonly {
  readonly name: RegExp;
  readonly days: number | 'always';
  /** Days in environments without data of people. @default - as many */
  readonly elsewhere?: number;
  readonly versions: number;
  readonly why: string;
}[] = [
  { name: /terraform-state(?!-access)/, days: 'always', versions: 90, why: 'a state that is gone cannot be had back' },
  { name: /-audit-(?!access)/, days: 365, versions: 30, why: 'an investigation looks back a year' },
  { name: /-sessions-/, days: 365, versions: 30, why: 'an investigation looks back a year' },
  { name: /access/, days: 90, elsewhere: 30, versions: 0, why: 'an investigation looks back three months' },
  { name: /load-balancer-logs|flow-logs/, days: 30, versions: 0, why: 'an incident is found weeks later' },
  { name: /application-data|backups/, days: 7, versions: 7, why: 'a mistake is found days later' },
  { name: /origin-pull/, days: 'always', versions: 30, why: 'load balancers read it whenever they are made' },
];

/** Buckets of which nothing may ever go by its age. */
const PERMANENT = /application-data/;

export const recordLifetime: Rule = {
  id: 'SMILE_RECORD_LIFETIME',
  family: 'security',
  severity: 'high',
  title: 'S3 lifecycle rules keep audit records, logs and data for their minimum retention',
  what: 'Rules of an `aws_s3_bucket_lifecycle_configuration` keep objects and their versions for as many days as the table says for the bucket; states and data of applications never go by their age.',
  why: 'A rule that deletes earlier is valid, works at night, and is noticed when somebody looks for what it deleted.',
  remedy: 'Give the retention that the message names.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  check: each('aws_s3_bucket_lifecycle_configuration', (lifecycle, resource, context) => {
    const [bucket] = targetsOf(context, resource, 'bucket', 'aws_s3_bucket');
    const name = lifecycle.text('bucket') ?? (bucket === undefined ? undefined : Block.of(bucket).text('bucket')) ?? '';
    const row = LIFETIMES.find((one) => one.name.test(name));
    if (row === undefined) return undefined;
    const isForever = row.days === 'always' || PERMANENT.test(name);
    // The configuration has no tags of its own, which a state shows; its bucket has.
    const stage = resource.tagsAll.environment ?? bucket?.tagsAll.environment;
    const isProduction = stage === 'production' || stage === undefined;
    return lifecycle.blocks('rule').flatMap((rule) => {
      const days = rule.block('expiration').number('days');
      const versions = rule.block('noncurrent_version_expiration').number('noncurrent_days');
      const least = row.days === 'always' ? 0 : isProduction ? row.days : (row.elsewhere ?? row.days);
      return [
        ...(days !== undefined && isForever
          ? [`rule ${rule.show('id')} must delete no current object of ${name}, got ${days} days: ${row.why}`]
          : []),
        ...(days !== undefined && !isForever && days < least
          ? [`rule ${rule.show('id')} must keep objects of ${name} for ${least} days, got ${days}: ${row.why}`]
          : []),
        ...(versions !== undefined && versions < row.versions
          ? [
              `rule ${rule.show('id')} must keep versions of ${name} for ${row.versions} days, got ${versions}: ${row.why}`,
            ]
          : []),
      ];
    });
  }),
};
