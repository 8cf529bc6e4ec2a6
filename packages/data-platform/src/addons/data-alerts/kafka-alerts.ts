import type { Alert } from '@smile/cluster-platform';

/** Claims of brokers: Strimzi names them `data-<volume>-<cluster>-<pool>-<number>`. */
const CLAIMS = '{namespace="etl",persistentvolumeclaim=~"data-[0-9]+-data-broker-[0-9]+"}';
const FULL = `kubelet_volume_stats_used_bytes${CLAIMS} / kubelet_volume_stats_capacity_bytes${CLAIMS}`;

/**
 * Names of metrics are those of Strimzi's reporter:
 * https://github.com/strimzi/strimzi-kafka-operator/tree/1.2.0/packaging/examples/metrics/strimzi-metrics-reporter
 */
export const KAFKA_ALERTS: readonly Alert[] = [
  {
    alert: 'KafkaPartitionsOffline',
    expr: 'sum(kafka_controller_kafkacontroller_offlinepartitionscount{namespace="etl"}) > 0',
    for: '2m',
    severity: 'critical',
    summary: 'Partitions of Kafka have no leader',
    description: '{{ $value }} partitions can be neither written nor read: every broker that has them is gone.',
    runbook: 'kafka-loses-brokers',
  },
  {
    alert: 'KafkaWritesRefused',
    expr: 'sum(kafka_server_replicamanager_underminisrpartitioncount{namespace="etl"}) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'Kafka takes no messages for some partitions',
    description: '{{ $value }} partitions have fewer whole copies than a message needs before it counts as written.',
    runbook: 'kafka-loses-brokers',
  },
  {
    alert: 'KafkaPartitionsUnderReplicated',
    expr: 'sum(kafka_server_replicamanager_underreplicatedpartitions{namespace="etl"}) > 0',
    // A broker that is renewed catches up within minutes; one with empty disks takes longer.
    for: '15m',
    severity: 'warning',
    summary: 'Partitions of Kafka lack a copy',
    description:
      '{{ $value }} partitions have fewer whole copies than they should: touch no other broker until they have.',
    runbook: 'kafka-loses-brokers',
  },
  {
    alert: 'KafkaWithoutController',
    expr: 'sum(kafka_controller_kafkacontroller_activecontrollercount{namespace="etl"}) != 1',
    for: '5m',
    severity: 'critical',
    summary: 'Kafka has no controller, or two',
    description: '{{ $value }} controllers say that they lead: no topic, leader or setting changes meanwhile.',
    runbook: 'kafka-loses-brokers',
  },
  {
    alert: 'KafkaDiskFillsUp',
    expr: `max by (persistentvolumeclaim) (${FULL}) > 0.75`,
    for: '15m',
    severity: 'warning',
    summary: 'A disk of a broker is three quarters full',
    description: 'Volume {{ $labels.persistentvolumeclaim }} is {{ $value | humanizePercentage }} full.',
    runbook: 'a-disk-of-the-data-platform-fills-up',
  },
  {
    alert: 'KafkaDiskFull',
    expr: `max by (persistentvolumeclaim) (${FULL}) > 0.9`,
    for: '5m',
    severity: 'critical',
    summary: 'A disk of a broker is almost full',
    description:
      'A broker stops when {{ $labels.persistentvolumeclaim }}, {{ $value | humanizePercentage }} full, has no room left.',
    runbook: 'a-disk-of-the-data-platform-fills-up',
  },
];
