import { argumentAt, argumentsAt, isTrue, type ResourceValues, textAt } from './arguments.ts';

/** One delivery of a resource: by which contract, to what, with which words of the contract filled in. */
interface Produced {
  readonly contract: string;
  /** Argument that names the target. */
  readonly argument: string;
  /** ARN of the target, or the name of a bucket. */
  readonly target: string;
  readonly words: Readonly<Record<string, string | undefined>>;
  /** Key that the producer names itself. @default - the target's own */
  readonly key?: string;
}

type Producer = (values: ResourceValues) => readonly Produced[];

/** What resources of a type write, and where to; a type that is not here writes nowhere as far as is known. */
export const PRODUCERS: Readonly<Record<string, Producer>> = {
  aws_flow_log: (values) => {
    if ((textAt(values, 'log_destination_type') ?? 'cloud-watch-logs') !== 's3') return [];
    const destination = textAt(values, 'log_destination');
    if (destination === undefined) return [];
    const [, bucket = destination, folder = ''] = /^(arn:[^/]*)\/(.*)$/.exec(destination) ?? [];
    const isHive = isTrue(values, 'destination_options.hive_compatible_partitions');
    const words = { prefix: folder === '' ? '' : withSlash(folder) };
    return [{ contract: isHive ? 'flow-logs-hive' : 'flow-logs', argument: 'log_destination', target: bucket, words }];
  },
  aws_cloudtrail: (values) => {
    const words = { prefix: prefixAt(values, 's3_key_prefix'), name: textAt(values, 'name') };
    const contracts = [
      'cloudtrail',
      ...(isTrue(values, 'enable_log_file_validation') ? ['cloudtrail-digest'] : []),
      ...(argumentsAt(values, 'insight_selector').length > 0 ? ['cloudtrail-insight'] : []),
      ...(isTrue(values, 'is_organization_trail') ? ['cloudtrail-organization'] : []),
    ];
    return contracts.flatMap((contract) =>
      withKey(values, 'kms_key_id', to(values, contract, 's3_bucket_name', words)),
    );
  },
  aws_config_delivery_channel: (values) =>
    withKey(
      values,
      's3_kms_key_arn',
      to(values, 'config', 's3_bucket_name', { prefix: prefixAt(values, 's3_key_prefix') }),
    ),
  aws_lb: (values) => {
    const isNetwork = textAt(values, 'load_balancer_type') === 'network';
    const logs = (block: string, contract: string) =>
      isTrue(values, `${block}.enabled`) || argumentAt(values, `${block}.enabled`) === undefined
        ? to(values, contract, `${block}.bucket`, { prefix: prefixAt(values, `${block}.prefix`) })
        : [];
    return isNetwork
      ? logs('access_logs', 'nlb-access-logs')
      : [...logs('access_logs', 'alb-access-logs'), ...logs('connection_logs', 'alb-connection-logs')];
  },
  aws_guardduty_publishing_destination: (values) => {
    const destination = textAt(values, 'destination_arn');
    if (destination === undefined) return [];
    const [, bucket = destination, folder = ''] = /^(arn:[^/]*)\/(.*)$/.exec(destination) ?? [];
    const words = { prefix: folder === '' ? '' : withSlash(folder), detector: textAt(values, 'detector_id') };
    return withKey(values, 'kms_key_arn', [
      { contract: 'guardduty', argument: 'destination_arn', target: bucket, words },
    ]);
  },
  aws_s3_bucket_logging: (values) =>
    to(values, 's3-access-logs', 'target_bucket', {
      prefix: textAt(values, 'target_prefix') ?? '',
      bucketOf: textAt(values, 'bucket'),
    }),
  aws_wafv2_web_acl_logging_configuration: (values) =>
    to(values, 'waf-logs', 'log_destination_configs', { prefix: '' }).filter(({ target }) => target.includes(':s3:')),
  aws_route53_resolver_query_log_config: (values) =>
    to(values, 'resolver-query-logs', 'destination_arn', { prefix: '' }).filter(({ target }) =>
      target.includes(':s3:'),
    ),
  aws_cloudwatch_metric_alarm: alarm,
  aws_cloudwatch_composite_alarm: alarm,
  aws_cloudwatch_event_target: (values) => {
    // A target with a role is written to by that role.
    if (textAt(values, 'role_arn') !== undefined) return [];
    const words = { name: textAt(values, 'rule') };
    const target = textAt(values, 'arn') ?? '';
    const service = target.split(':')[2] ?? '';
    const contract = { sns: 'event-to-topic', sqs: 'event-to-queue', logs: 'event-to-log-group' }[service];
    return [
      ...(contract === undefined ? [] : to(values, contract, 'arn', words)),
      ...to(values, 'event-to-queue', 'dead_letter_config.arn', words),
    ];
  },
  aws_elasticache_replication_group: (values) => to(values, 'elasticache-to-topic', 'notification_topic_arn'),
  aws_elasticache_cluster: (values) => to(values, 'elasticache-to-topic', 'notification_topic_arn'),
  aws_db_event_subscription: (values) => to(values, 'rds-to-topic', 'sns_topic'),
  aws_backup_vault_notifications: (values) => to(values, 'backup-to-topic', 'sns_topic_arn'),
  aws_budgets_budget: (values) => to(values, 'budget-to-topic', 'notification.subscriber_sns_topic_arns'),
  aws_s3_bucket_notification: (values) => {
    const words = { name: textAt(values, 'bucket') };
    return [
      ...to(values, 'bucket-to-topic', 'topic.topic_arn', words),
      ...to(values, 'bucket-to-queue', 'queue.queue_arn', words),
    ];
  },
  aws_sns_topic_subscription: (values) =>
    textAt(values, 'protocol') === 'sqs'
      ? to(values, 'topic-to-queue', 'endpoint', { topic: textAt(values, 'topic_arn') })
      : [],
  aws_cloudwatch_log_group: (values) => to(values, 'log-group-key', 'kms_key_id', { name: textAt(values, 'name') }),
};

/** Actions of an alarm that publish to topics, each by its state. */
function alarm(values: ResourceValues): readonly Produced[] {
  const words = { name: textAt(values, 'alarm_name') };
  return ['alarm_actions', 'ok_actions', 'insufficient_data_actions'].flatMap((argument) =>
    to(values, 'alarm-to-topic', argument, words).filter(({ target }) => /^arn:[^:]*:sns:/.test(target)),
  );
}

function to(
  values: ResourceValues,
  contract: string,
  argument: string,
  words: Produced['words'] = {},
): readonly Produced[] {
  const targets = argumentsAt(values, argument).filter((one): one is string => typeof one === 'string' && one !== '');
  return [...new Set(targets)].map((target) => ({ contract, argument, target, words }));
}

function withKey(values: ResourceValues, argument: string, produced: readonly Produced[]): readonly Produced[] {
  const key = textAt(values, argument);
  return key === undefined ? produced : produced.map((one) => ({ ...one, key }));
}

function prefixAt(values: ResourceValues, path: string): string {
  const prefix = textAt(values, path);
  return prefix === undefined ? '' : withSlash(prefix);
}

function withSlash(folder: string): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}
