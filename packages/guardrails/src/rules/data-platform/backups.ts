import { Block } from '../../reading/block.ts';
import { ALTINITY } from '../../reading/kubernetes/data-objects.ts';
import { eachObject, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const backups: Rule = {
  id: 'SMILE_DATA_BACKUPS',
  family: 'data-platform',
  severity: 'high',
  title: 'ClickHouse is copied to S3 on a schedule',
  what: 'Every ClickHouseInstallation has a container whose environment names a bucket (`S3_BUCKET`), and beside it a CronJob with `backup` in its name that is not suspended.',
  why: 'Copies on other nodes are no backup: a dropped table is dropped everywhere, and disks of nodes are empty after the machines are gone.',
  remedy: 'Use clickhouse and clickhouseBackup of @smile/data-platform together.',
  source: 'https://github.com/Altinity/clickhouse-backup#readme',
  check: eachObject(
    'ClickHouseInstallation',
    (installation, context) => {
      const pods = new Block(installation.spec).block('templates').blocks('podTemplates');
      const settings = pods.flatMap((pod) =>
        pod
          .block('spec')
          .blocks('containers')
          .flatMap((container) => container.blocks('env')),
      );
      const hasBucket = settings.some((setting) => setting.text('name') === 'S3_BUCKET');
      const jobs = objectsOf(context, 'CronJob', /^batch\//).filter(
        (job) => isBeside(job, installation) && job.name.includes('backup') && job.spec.suspend !== true,
      );
      return [
        ...(hasBucket ? [] : ['must have a container with S3_BUCKET, which copies its files']),
        ...(jobs.length > 0 ? [] : ['must have a CronJob beside it that asks for backups']),
      ];
    },
    ALTINITY,
  ),
};
