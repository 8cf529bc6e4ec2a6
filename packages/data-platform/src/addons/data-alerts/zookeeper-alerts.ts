import type { Alert } from '@smile/cluster-platform';

const ENSEMBLE = '{namespace="etl",statefulset="zookeeper"}';

/** A member is ready when it serves, which takes a quorum. Others: https://zookeeper.apache.org/doc/r3.9.5/zookeeperMonitor.html */
export const ZOOKEEPER_ALERTS: readonly Alert[] = [
  {
    alert: 'ZookeeperQuorumLost',
    expr: `max(kube_statefulset_status_replicas_ready${ENSEMBLE}) * 2 <= max(kube_statefulset_replicas${ENSEMBLE})`,
    for: '2m',
    severity: 'critical',
    summary: 'ZooKeeper has no quorum',
    description: 'Half of the members or more do not serve: tables of ClickHouse can be read, and not written.',
    runbook: 'zookeeper-has-no-quorum',
  },
  {
    alert: 'ZookeeperMemberMissing',
    expr: `max(synced_followers{namespace="etl"}) < max(kube_statefulset_replicas${ENSEMBLE}) - 1`,
    for: '10m',
    severity: 'warning',
    summary: 'A member of ZooKeeper does not follow',
    description: 'The leader has {{ $value }} followers that know what it knows: the next loss stops the ensemble.',
    runbook: 'zookeeper-has-no-quorum',
  },
];
