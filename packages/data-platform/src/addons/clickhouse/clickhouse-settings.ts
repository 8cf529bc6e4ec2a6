import { mebibytes } from '@smile/cluster-platform';
import type { ClickhouseValues } from '@smile/core';
import { CLICKHOUSE_PORTS } from './clickhouse-addresses.ts';

/** Where the pods find the certificate that cert-manager renews; ClickHouse reads it anew when the files change. */
export const CERTIFICATE_FOLDER = '/etc/clickhouse-server/tls';

/**
 * Settings of the server. No port without TLS answers, but that of metrics.
 * https://clickhouse.com/docs/operations/server-configuration-parameters/settings
 */
export function serverSettings() {
  const { https, native, replication, metrics } = CLICKHOUSE_PORTS;
  return {
    https_port: https,
    tcp_port_secure: native,
    http_port: '_removed_',
    tcp_port: '_removed_',
    mysql_port: '_removed_',
    postgresql_port: '_removed_',
    interserver_http_port: '_removed_',
    interserver_https_port: replication,
    // Of the limit of the container: beyond it a query fails, instead of the server being stopped.
    max_server_memory_usage_to_ram_ratio: '0.85',
    max_concurrent_queries: 100,
    // Nothing of ours is dropped by a slip: 50 GB take a file that somebody makes on purpose.
    max_table_size_to_drop: '50000000000',
    max_partition_size_to_drop: '50000000000',
    'prometheus/endpoint': '/metrics',
    'prometheus/port': metrics,
    'prometheus/metrics': 'true',
    'prometheus/events': 'true',
    'prometheus/asynchronous_metrics': 'true',
  };
}

/**
 * What a query may use, unless its user has a profile of its own: half of the memory, and the disk once a quarter is full.
 * https://clickhouse.com/docs/operations/settings/query-complexity
 */
export function profiles({ pod, insertQuorum }: ClickhouseValues) {
  const memory = mebibytes(pod.memory) * 1024 ** 2;
  const part = (share: number) => String(Math.floor(memory * share));
  return {
    'default/max_memory_usage': part(0.5),
    'default/max_bytes_before_external_group_by': part(0.25),
    'default/max_bytes_before_external_sort': part(0.25),
    'default/max_execution_time': '3600',
    ...(insertQuorum > 1 ? { 'default/insert_quorum': String(insertQuorum) } : {}),
  };
}

/**
 * TLS at every port, with the certificate of the cluster's authority; towards ZooKeeper and other replicas the certificate is shown,
 * and theirs is checked. https://clickhouse.com/docs/guides/sre/configuring-ssl
 */
export function openSsl(): string {
  const own = [
    `<certificateFile>${CERTIFICATE_FOLDER}/tls.crt</certificateFile>`,
    `<privateKeyFile>${CERTIFICATE_FOLDER}/tls.key</privateKeyFile>`,
    `<caConfig>${CERTIFICATE_FOLDER}/ca.crt</caConfig>`,
    '<loadDefaultCAFile>false</loadDefaultCAFile>',
    '<disableProtocols>sslv2,sslv3,tlsv1,tlsv1_1</disableProtocols>',
    '<preferServerCiphers>true</preferServerCiphers>',
  ];
  return [
    '<clickhouse><openSSL>',
    // Users show a password, not a certificate.
    ...[
      '<server>',
      ...own,
      '<verificationMode>none</verificationMode>',
      '<cacheSessions>true</cacheSessions>',
      '</server>',
    ],
    ...['<client>', ...own, '<verificationMode>strict</verificationMode>', '<cacheSessions>true</cacheSessions>'],
    '<invalidCertificateHandler><name>RejectCertificateHandler</name></invalidCertificateHandler>',
    '</client>',
    '</openSSL></clickhouse>',
    '',
  ].join('\n');
}
