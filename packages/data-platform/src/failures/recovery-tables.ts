import { type DataPlatformValues, inDays } from '@smile/core';
import type { DataLayout } from './data-layout.ts';
import { lossesIn } from './losses.ts';

/** An environment's values, and where its members lie. */
export interface EnvironmentLayout {
  readonly environment: string;
  readonly values: DataPlatformValues;
  readonly layout: DataLayout;
}

type Row = readonly string[];

/** What works when something is lost, as a table of Markdown. */
export function lossTable({ values, layout }: Pick<EnvironmentLayout, 'values' | 'layout'>): string {
  const word = (works: boolean) => (works ? 'yes' : '**no**');
  const rows = lossesIn(values, layout).map(
    ({ loss, kafkaWrites, kafkaReads, clickhouseWrites, clickhouseReads }): Row => [
      loss.what,
      word(kafkaWrites),
      word(kafkaReads),
      word(clickhouseWrites),
      word(clickhouseReads),
      loss.data,
      loss.remedy,
    ],
  );
  const head = [
    'what is lost',
    'Kafka takes',
    'Kafka gives',
    'ClickHouse takes',
    'ClickHouse answers',
    'data that is gone',
    'what to do',
  ];
  return table(head, rows);
}

/** How much may be lost, and how long it takes, by environment, when everything of a component is gone. */
export function recoveryTable(environments: readonly EnvironmentLayout[]): string {
  const rows = environments.flatMap(({ environment, values: { kafka, clickhouse } }): readonly Row[] => [
    [environment, 'Kafka', 'what Debezium cannot read again from the binary log of MySQL', `${kafka.recoveryHours} h`],
    [
      environment,
      'ClickHouse',
      `24 h from S3; nothing while Kafka has its messages, ${inDays(kafka.retention)} days`,
      `${clickhouse.recoveryHours} h`,
    ],
  ]);
  return table(['environment', 'lost', 'recovery point', 'recovery time'], rows);
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
