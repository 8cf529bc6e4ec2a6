import { FLOW_SCHEMA, type StreamedTable } from '../../flow/risingwave-sql.ts';

/** Files of SQL by name, for psql. */
export function sqlFiles(tables: readonly StreamedTable[]): Readonly<Record<string, string>> {
  return {
    'start.sql': START,
    'drop-others.sql': dropOthers(tables),
    ...Object.fromEntries(tables.map((table) => [`table-${table.view}.sql`, tableFile(table)])),
  };
}

/** `\getenv` puts a variable of the environment into one of psql, which quotes it: https://www.postgresql.org/docs/17/app-psql.html */
const START = `\\getenv root_password ROOT_PASSWORD
ALTER USER root WITH PASSWORD :'root_password';
CREATE SCHEMA IF NOT EXISTS "${FLOW_SCHEMA}";
`;

function tableFile({ statements }: StreamedTable): string {
  return `\\getenv kafka_password KAFKA_PASSWORD\n${statements.map((statement) => `${statement};\n`).join('')}`;
}

/** Kinds of things, in the order in which they can be dropped. https://docs.risingwave.com/sql/system-catalogs/rw-catalog */
const KINDS = [
  { catalogue: 'rw_sinks', kind: 'SINK', name: ({ sink }: StreamedTable) => sink },
  { catalogue: 'rw_materialized_views', kind: 'MATERIALIZED VIEW', name: ({ view }: StreamedTable) => view },
  { catalogue: 'rw_tables', kind: 'TABLE', name: ({ source }: StreamedTable) => source },
] as const;

/** `\gexec` runs every row of an answer as a statement. */
function dropOthers(tables: readonly StreamedTable[]): string {
  return KINDS.map(({ catalogue, kind, name }) => {
    const kept = tables.map((table) => `'${name(table)}'`);
    const others = kept.length === 0 ? '' : ` AND thing.name NOT IN (${kept.join(', ')})`;
    return [
      `SELECT 'DROP ${kind} "${FLOW_SCHEMA}"."' || thing.name || '"'`,
      `FROM rw_catalog.${catalogue} AS thing JOIN rw_catalog.rw_schemas AS place ON thing.schema_id = place.id`,
      `WHERE place.name = '${FLOW_SCHEMA}'${others} \\gexec\n`,
    ].join(' ');
  }).join('');
}
