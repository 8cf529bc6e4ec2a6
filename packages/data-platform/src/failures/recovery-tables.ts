import { inDays } from '@smile/core';
import type { EnvironmentLayout } from './environment-layout.ts';
import { lossesIn } from './losses.ts';

type Row = readonly string[];

/** A table before somebody writes it down. */
export interface Cells {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** What works when something is lost, as a table of Markdown. */
export function lossTable(environment: Pick<EnvironmentLayout, 'values' | 'layout'>): string {
  const { columns, rows } = lossCells(environment);
  return table(
    columns,
    rows.map((row) => row.map((cell) => (cell === 'no' ? '**no**' : cell))),
  );
}

/** What works when something is lost. */
export function lossCells({ values, layout }: Pick<EnvironmentLayout, 'values' | 'layout'>): Cells {
  const word = (works: boolean) => (works ? 'yes' : 'no');
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
  const columns = [
    'what is lost',
    'Kafka takes',
    'Kafka gives',
    'ClickHouse takes',
    'ClickHouse answers',
    'data that is gone',
    'what to do',
  ];
  return { columns, rows };
}

/** How much may be lost, and how long it takes, by environment, when everything of a component is gone. */
export function recoveryTable(environments: readonly EnvironmentLayout[]): string {
  const { columns, rows } = recoveryCells(environments);
  return table(columns, rows);
}

/** The same before somebody writes it down. */
export function recoveryCells(environments: readonly EnvironmentLayout[]): Cells {
  const rows = environments.flatMap(({ environment, values: { kafka, clickhouse } }): readonly Row[] => [
    [environment, 'Kafka', 'what Debezium cannot read again from the binary log of MySQL', `${kafka.recoveryHours} h`],
    [
      environment,
      'ClickHouse',
      `24 h from S3; nothing while Kafka has its messages, ${inDays(kafka.retention)} days`,
      `${clickhouse.recoveryHours} h`,
    ],
  ]);
  return { columns: ['environment', 'lost', 'recovery point', 'recovery time'], rows };
}

function table(head: Row, rows: readonly Row[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
