/** ConfigMap with the rules by which metrics of Java become those of Prometheus, and its key. */
export const CONNECT_METRICS = { name: 'cdc-metrics', key: 'metrics.json' } as const;

/**
 * Only what an alert or a dashboard asks for: Kafka Connect has thousands.
 * Sources: https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-streaming-metrics,
 * https://kafka.apache.org/documentation/#connect_monitoring, https://prometheus.github.io/jmx_exporter/1.3.0/http-mode/rules/
 */
export const METRIC_RULES = {
  lowercaseOutputName: true,
  rules: [
    {
      pattern:
        'debezium.mysql<type=connector-metrics, context=streaming, server=([^,>]+)[^>]*><>(MilliSecondsBehindSource|MilliSecondsSinceLastEvent|Connected)',
      name: 'debezium_mysql_$2',
      labels: { server: '$1' },
    },
    {
      pattern:
        'kafka.connect<type=connect-worker-metrics, connector=([^,>]+)><>connector-(failed|running|total)-task-count',
      name: 'kafka_connect_connector_$2_tasks',
      labels: { connector: '$1' },
    },
    {
      pattern:
        'kafka.connect<type=task-error-metrics, connector=([^,>]+), task=([^,>]+)><>(deadletterqueue-produce-requests|total-record-errors)',
      name: 'kafka_connect_task_$3',
      labels: { connector: '$1', task: '$2' },
      type: 'COUNTER',
    },
    {
      pattern: 'kafka.consumer<type=consumer-fetch-manager-metrics, client-id=([^,>]+)><>records-lag-max',
      name: 'kafka_connect_sink_records_lag_max',
      labels: { client: '$1' },
    },
    {
      // The colon ends the name: `records-lag-avg` and `records-lag-max` are of no partition's last fetch.
      pattern:
        'kafka.consumer<type=consumer-fetch-manager-metrics, client-id=([^,>]+), topic=([^,>]+), partition=([^,>]+)><>records-lag:',
      name: 'kafka_connect_sink_records_lag',
      labels: { client: '$1', topic: '$2', partition: '$3' },
    },
  ],
} as const;
