import { describe, expect, test } from 'vitest';
import { diagramOf } from '../diagram.ts';
import { clusterEstate } from '../fixtures/cluster-estate.ts';
import type { DiagramModel } from '../model.ts';
import { layOut } from '../render/layout.ts';

const estate = clusterEstate();
const clusters = diagramOf(estate, 'indonesia/dev', 'clusters');
const telemetry = diagramOf(estate, 'indonesia/dev', 'telemetry');
const data = diagramOf(estate, 'indonesia/dev', 'data-flow');

const arrows = ({ nodes, edges }: DiagramModel) => {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return edges.map(({ from, to, label, line }) => [names.get(from), names.get(to), label.join(' '), line].join(' | '));
};
const card = ({ nodes }: DiagramModel, name: string) => nodes.find((node) => node.name === name);

describe('inside the clusters', () => {
  test('pods lie in their namespaces, whose frames say how they are guarded', () => {
    const frame = clusters.groups.find(({ name }) => name === 'smile');
    expect(frame?.facts).toEqual(['Pod Security restricted, in the mesh']);
    expect(clusters.groups.find(({ id }) => id === frame?.parent)?.name).toBe('Application cluster');
    expect(clusters.nodes.find(({ name }) => name === 'API')?.group).toBe(frame?.id);
  });

  test('arrows are what policies of both ends let through, by port', () => {
    expect(arrows(clusters).sort()).toEqual([
      'API | OpenTelemetry collector | OTLP 4317 | solid',
      'Gateway web | API | 8080 | solid',
      'Kafka Connect CDC | Kafka data | 9093 | solid',
      'Loki | Alertmanager | 9093 | solid',
      'OpenTelemetry collector | Loki | 3100 | solid',
      'RisingWave | Kafka data | 9093 | solid',
    ]);
  });

  test('who reaches more than six others is told by a number', () => {
    expect(card(clusters, 'Prometheus')?.details).toEqual(['reaches 7 others']);
  });

  test('ways out of the cluster stand on the card', () => {
    expect(card(clusters, 'Kafka Connect CDC')?.details).toEqual(['to the VPC: MySQL 3306']);
    expect(card(clusters, 'Loki')?.details).toEqual(['to the internet: HTTPS 443']);
  });

  test('namespaces without arrows are one card', () => {
    expect(card(clusters, 'Namespaces without arrows')?.facts).toEqual(['olap:', '\u2003ClickHouse OLAP', 'wms']);
  });

  test('the description has the reasons of the policies', () => {
    expect(clusters.description).toContain(
      'istio-ingress/Gateway web reaches smile/API on 8080 (The gateway passes on requests).',
    );
  });
});

describe('telemetry', () => {
  test('leads from those who send to stores and topics, with ports and reasons', () => {
    expect(arrows(telemetry).sort()).toEqual([
      'Alertmanager | Alarm topic | alerts | solid',
      'Loki | Alertmanager | 9093 Rules on logs raise alerts | solid',
      'Loki | Bucket: Loki | objects | solid',
      'OpenTelemetry collector | Loki | 3100 Logs come to Loki | solid',
      'Pods that send | OpenTelemetry collector | OTLP 4317 | solid',
      'Prometheus | Pods with metrics | 9102 | solid',
    ]);
    expect(card(telemetry, 'Pods with metrics')?.facts).toEqual(['7 kinds of pods']);
  });
});

describe('the data platform', () => {
  test('leads in the direction of the data, dashed where no policy lets it through', () => {
    expect(arrows(data).sort()).toEqual([
      'Connector clickhouse-direct | ClickHouse | rows | dashed',
      'Connector mysql-main | Kafka | changes of tables 9093 | solid',
      'Kafka | Connector clickhouse-direct | changes and results 9093 | solid',
      'Kafka | RisingWave | changes 9093 | solid',
      'MySQL main | Connector mysql-main | changes (binary log) MySQL 3306 | solid',
      'RisingWave | Bucket: RisingWave state | state | dashed',
      'RisingWave | Kafka | results 9093 | solid',
      'RisingWave | MySQL main | metadata MySQL 3306 | solid',
    ]);
  });

  test('cards have sizes, tables and the secrets that come to them', () => {
    expect(card(data, 'Kafka')?.facts).toEqual(['3 brokers', '1 topic']);
    expect(card(data, 'ClickHouse')?.facts).toEqual(['1 shard, 5 replicas']);
    expect(card(data, 'Connector mysql-main')?.facts).toEqual([
      'Debezium for MySQL, captures',
      'smile.stock, smile.asset',
      'secret debezium: password, username',
    ]);
    expect(card(data, 'Connector clickhouse-direct')?.facts).toEqual([
      'sink for ClickHouse, reads',
      'smile.smile.stock',
    ]);
  });

  test('can be laid out, as the others', async () => {
    for (const model of [clusters, telemetry, data]) {
      const layout = await layOut(model);
      expect(layout.edges).toHaveLength(model.edges.length);
    }
  });
});
