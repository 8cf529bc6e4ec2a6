import { Alarm, type AlarmTopic, type Metric } from '@smile/core';
import { Construct } from 'constructs';

export interface GitServerAlarmsProps {
  readonly instanceId: string;
  readonly topic: AlarmTopic;
}

/** Where the server publishes its own metrics. Its role may publish nowhere else. */
export const METRIC_NAMESPACE = 'SMILE/Git';

/** A backup a day and two hours for it to run: the longest time without one, in hours. */
const HOURS_WITHOUT_BACKUP = 26;

/** Alarms of what is on the server; those of the host itself come with it. */
export class GitServerAlarms extends Construct {
  constructor(scope: Construct, id: string, props: GitServerAlarmsProps) {
    super(scope, id);
    const { topic, instanceId } = props;
    for (const [alarmId, path] of [
      ['DataDiskFull', '/srv/gitlab'],
      ['SystemDiskFull', '/'],
    ] as const) {
      new Alarm(this, alarmId, {
        topic,
        metric: own('disk_used_percent', { path }, 'Maximum'),
        description: `More than 80% of ${path} is used on the Git server; enlarge the volume`,
        threshold: 80,
      });
    }
    new Alarm(this, 'MemoryFull', {
      topic,
      metric: own('mem_used_percent', {}, 'Maximum'),
      description: 'More than 90% of the memory is used on the Git server; choose a larger instance type',
      threshold: 90,
    });
    new Alarm(this, 'VolumeUnreachable', {
      topic,
      metric: {
        namespace: 'AWS/EC2',
        name: 'StatusCheckFailed_AttachedEBS',
        dimensions: { InstanceId: instanceId },
        statistic: 'Maximum',
      },
      description: 'The Git server does not reach its volumes; look at the AWS Health Dashboard, then restart it',
      when: 'at-or-above',
      threshold: 1,
      periodSeconds: 60,
      // The host's own alarm tells when there is no data.
      silence: 'ignored',
    });
    new Alarm(this, 'BackupMissing', {
      topic,
      metric: own('BackupsDone', {}, 'Sum'),
      description: 'No backup of GitLab succeeded for a day; read journalctl --unit git-backup on the server',
      when: 'below',
      threshold: 1,
      periodSeconds: 3600,
      periods: HOURS_WITHOUT_BACKUP,
    });
  }
}

function own(name: string, dimensions: Record<string, string>, statistic: 'Maximum' | 'Sum'): Metric {
  return { namespace: METRIC_NAMESPACE, name, dimensions, statistic };
}
