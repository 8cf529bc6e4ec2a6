import { SIZES } from '../amendments.ts';
import type { Requirement } from '../requirement.ts';
import { hasClickhouse } from './clickhouse.ts';
import { hasDataCluster } from './clusters.ts';
import { hasDebezium, hasRisingwave, reachesClickhouse, usesOlapNodes } from './data-flow.ts';
import { hasKafka } from './kafka.ts';
import { capturesChanges, hasCaptureUser } from './mysql.ts';
import { keepsData, scales } from './nodes.ts';
import { WORKLOADS } from './stages.ts';
import { hasZookeeper } from './zookeeper.ts';

const D3EN = ['d3en.2xlarge'];
/** Its place and its code are there; `pentaho` of the environment's values says when it may be deployed. */
const NO_LICENCE =
  'not deployed until its licence is answered in the values of the environment: releases from 10 on may not be used in production without one';

/** What the data platform runs on: MySQL → Debezium → Kafka, straight or through RisingWave, → ClickHouse; Pentaho in batches. */
export const DATA_ANALYSIS: readonly Requirement[] = [
  {
    id: 'DAT-OLTP',
    section: 'Data analysis',
    title: 'OLTP source',
    statement:
      'The OLTP source is the shared MySQL of APP-RDS, set up for change data capture (row binlog, retention, a CDC user).',
    stages: WORKLOADS,
    parts: [
      { name: 'row-based binary log', check: capturesChanges },
      { name: 'credential of the CDC user', check: hasCaptureUser },
    ],
  },
  {
    id: 'DAT-EKS',
    section: 'Data analysis',
    title: 'Data cluster',
    statement: 'One data EKS cluster, separate from the application cluster.',
    stages: WORKLOADS,
    parts: [{ name: 'cluster', check: hasDataCluster }],
  },
  {
    id: 'DAT-CLICKHOUSE',
    section: 'Data analysis',
    title: 'ClickHouse',
    statement: 'ClickHouse (OLAP): 5 nodes d3en.2xlarge (8 vCPU, 32 GiB).',
    stages: WORKLOADS,
    parts: [
      {
        name: 'nodes',
        check: keepsData({ role: 'clickhouse', types: D3EN, count: SIZES.of('DAT-CLICKHOUSE', 'count', 5) }),
      },
      { name: 'ClickHouse', check: hasClickhouse },
    ],
  },
  {
    id: 'DAT-OLAP',
    section: 'Data analysis',
    title: 'OLAP processing',
    statement: 'OLAP processing nodes d3en.2xlarge.',
    resolution: {
      contradiction:
        'The cluster section lists OLAP processing as a node type beside ClickHouse, without a count; the requirements table knows ClickHouse alone as OLAP.',
      decision: 'The group that runs RisingWave: one node, scaling to three.',
    },
    stages: WORKLOADS,
    parts: [
      {
        name: 'nodes',
        check: scales({
          role: 'olap',
          types: D3EN,
          count: SIZES.of('DAT-OLAP', 'count', 1),
          limit: SIZES.of('DAT-OLAP', 'limit', 3),
        }),
      },
      { name: 'what works views out', check: usesOlapNodes },
    ],
  },
  {
    id: 'DAT-KAFKA',
    section: 'Data analysis',
    title: 'Kafka',
    statement: 'Kafka: 3 nodes d3en.2xlarge, 3 TB each.',
    deviation:
      'AWS sells d3en in two of the three zones of Jakarta. Brokers must survive the loss of a zone, so the one in apse3-az3 is an i3en.2xlarge: 8 vCPU, 64 GiB, 5 TB of local disk.',
    stages: WORKLOADS,
    parts: [
      {
        name: 'nodes',
        check: keepsData({
          role: 'kafka',
          types: D3EN,
          count: SIZES.of('DAT-KAFKA', 'count', 3),
          terabytes: 3,
          onePerZone: true,
        }),
      },
      { name: 'Kafka', check: hasKafka },
    ],
  },
  {
    id: 'DAT-ZOOKEEPER',
    section: 'Data analysis',
    title: 'ZooKeeper',
    statement: 'ZooKeeper: 3 nodes d3en.2xlarge, 3 TB each.',
    deviation:
      'As with Kafka, the node in apse3-az3 is an i3en.2xlarge, since AWS sells no d3en there. Kafka 4 needs no ZooKeeper; the ensemble coordinates ClickHouse.',
    stages: WORKLOADS,
    parts: [
      {
        name: 'nodes',
        check: keepsData({
          role: 'zookeeper',
          types: D3EN,
          count: SIZES.of('DAT-ZOOKEEPER', 'count', 3),
          terabytes: 3,
          onePerZone: true,
        }),
      },
      { name: 'ZooKeeper', check: hasZookeeper },
    ],
  },
  {
    id: 'DAT-DEBEZIUM',
    section: 'Data analysis',
    title: 'Debezium',
    statement: 'Debezium, capturing MySQL changes into Kafka.',
    stages: WORKLOADS,
    parts: [
      { name: 'credential', check: hasCaptureUser },
      { name: 'Debezium', check: hasDebezium },
      { name: 'its events in ClickHouse', check: reachesClickhouse },
    ],
  },
  {
    id: 'DAT-RISINGWAVE',
    section: 'Data analysis',
    title: 'RisingWave',
    statement: 'RisingWave, streaming SQL between Kafka topics.',
    stages: WORKLOADS,
    parts: [{ name: 'RisingWave', check: hasRisingwave }],
  },
  {
    id: 'DAT-PENTAHO',
    section: 'Data analysis',
    title: 'Pentaho',
    statement: 'Pentaho ETL: 1 node t3.2xlarge (or m5.2xlarge), 250 GB.',
    stages: WORKLOADS,
    parts: [
      {
        name: 'node',
        check: scales({
          role: 'etl',
          types: ['t3.2xlarge', 'm5.2xlarge'],
          count: SIZES.of('DAT-PENTAHO', 'count', 1),
          disk: SIZES.of('DAT-PENTAHO', 'disk', 250),
        }),
      },
      { name: 'Pentaho', open: NO_LICENCE },
    ],
  },
];
