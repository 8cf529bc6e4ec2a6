import { soundsPersonal } from '@smile/core';
import { STRIMZI, settingsOf } from '../../reading/kubernetes/data-objects.ts';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

const KEPT = 'smile/personal-columns-kept';

export const personalColumns: Rule = {
  id: 'SMILE_DATA_PERSONAL',
  family: 'data-platform',
  severity: 'high',
  title: 'What tells who a person is leaves MySQL masked, or not at all',
  what: `Every KafkaConnector of Debezium lists its columns (\`column.include.list\`), and each whose name sounds like a person is masked or hashed (\`column.mask.…\`), or named with a reason in the annotation \`${KEPT}\`.`,
  why: 'Topics, dead letters, ClickHouse and its backups keep what they get, and more people read those than the database. Without a list, a column that is added tomorrow comes along.',
  remedy: 'Set personal of the column in the table list, or do not list it.',
  source:
    'https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-property-column-mask-with-length-chars',
  check: eachObject(
    'KafkaConnector',
    (connector) => {
      const { class: type = '', config } = settingsOf(connector);
      if (!type.startsWith('io.debezium.connector.')) return undefined;
      const columns = namesIn(config['column.include.list']);
      if (columns.length === 0) return 'must list its columns in column.include.list';
      const masks = Object.entries(config).flatMap(([key, value]) =>
        /^column\.mask\./.test(key) ? namesIn(value) : [],
      );
      const kept = keptColumns(connector.annotations[KEPT]);
      return columns
        .filter((column) => soundsPersonal(column.split('.').at(-1) ?? ''))
        .filter((column) => !masks.includes(column) && !kept.includes(column))
        .map((column) => `must mask ${column}, whose name sounds like a person`);
    },
    STRIMZI,
  ),
};

/** Names in a list of regular expressions, whose dots are escaped. */
function namesIn(list: unknown): readonly string[] {
  return typeof list === 'string' ? list.split(',').map((one) => one.trim().replaceAll('\\.', '.')) : [];
}

function keptColumns(annotation: string | undefined): readonly string[] {
  try {
    const kept = JSON.parse(annotation ?? '{}') as Readonly<Record<string, unknown>>;
    return Object.entries(kept).flatMap(([column, reason]) => (String(reason).trim() === '' ? [] : [column]));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
