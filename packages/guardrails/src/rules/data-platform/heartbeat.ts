import { STRIMZI, settingsOf } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const heartbeat: Rule = {
  id: 'SMILE_DATA_HEARTBEAT',
  family: 'data-platform',
  severity: 'high',
  title: 'Debezium beats, so that its place in the binary log moves on',
  what: 'Every KafkaConnector of the MySQL connector has `heartbeat.interval.ms` above 0 and a `heartbeat.action.query` that writes.',
  why: 'While captured tables are quiet, other schemas fill the binary log; the position that Debezium kept is deleted, and every table has to be copied anew.',
  remedy: 'Use debezium of @smile/data-platform; MysqlAccounts makes the table.',
  source:
    'https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-property-heartbeat-interval-ms',
  check: eachObject(
    'KafkaConnector',
    (connector) => {
      const { class: type, config } = settingsOf(connector);
      if (type !== 'io.debezium.connector.mysql.MySqlConnector') return undefined;
      const beats = Number(config['heartbeat.interval.ms'] ?? 0) > 0;
      const writes = /^\s*(insert|update|replace)\b/i.test(String(config['heartbeat.action.query'] ?? ''));
      return [
        ...(beats ? [] : ['must have heartbeat.interval.ms above 0']),
        ...(writes ? [] : ['must have a heartbeat.action.query that writes into MySQL']),
      ];
    },
    STRIMZI,
  ),
};
