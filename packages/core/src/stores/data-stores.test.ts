import { expect, test } from 'vitest';
import { DATA_STORE_NAMES, DATA_STORES, dataStoreRow, eachMysqlStore, MYSQL_STORES } from './data-stores.ts';

const rows = DATA_STORE_NAMES.map(dataStoreRow);

test('ids, labels and words of connect are given to one store each', () => {
  const words = rows.flatMap(({ connect }) => Object.keys(connect));
  for (const list of [rows.map(({ id }) => id), rows.map(({ label }) => label), words]) {
    expect(list.filter((one, index) => list.indexOf(one) !== index)).toEqual([]);
  }
});

test('two sessions of one operator never ask for the same local port, and none for one that needs root', () => {
  const ports = rows.flatMap(({ connect }) => Object.values(connect).map(({ localPort }) => localPort));
  expect(ports.filter((port, index) => ports.indexOf(port) !== index)).toEqual([]);
  expect(ports.filter((port) => port < 1024)).toEqual([]);
});

// Ports: MySQL 3306 and Redis 6379 are those of IANA's register, AMQP over TLS 5671 too;
// https://www.iana.org/assignments/service-names-port-numbers
test('clusters use the encrypted port of each engine', () => {
  expect(rows.map(({ engine, port }) => `${engine} ${port.from}`)).toEqual([
    'mysql 3306',
    'mysql 3306',
    'redis 6379',
    'rabbitmq 5671',
  ]);
});

test('the databases have values, a schema, and one of them is captured (DAT-OLTP)', () => {
  expect(eachMysqlStore((store) => DATA_STORES[store].schema)).toEqual({ 'mysql-main': 'smile', 'mysql-wms': 'wms' });
  expect(MYSQL_STORES.filter((store) => DATA_STORES[store].changeDataCapture)).toEqual(['mysql-main']);
});
