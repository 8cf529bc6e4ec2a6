import type { ColumnType, ColumnValues, FlowTable } from './flow-table-values.ts';

/** Where in a table, and what. */
interface TableProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Types that Debezium masks: it writes a text. */
const TEXTS: readonly ColumnType[] = ['char', 'varchar', 'text'];
const NUMBERS = /^(tinyint|smallint|int|int unsigned|bigint|double|decimal\(.*\))$/;
const MOMENTS: readonly ColumnType[] = ['date', 'datetime', 'datetime(6)', 'timestamp'];

/** Types whose values are told apart exactly and never change their looks on the way, so that a key of them is a key everywhere. */
const KEYS = /^(tinyint|smallint|int|int unsigned|bigint|char|varchar|date)$/;

/** Schemas that are no source: those of the servers, and those of the platform, which hold credentials. */
const NO_SOURCE = [
  'mysql',
  'sys',
  'performance_schema',
  'information_schema',
  'keycloak',
  'risingwave',
  'debezium',
  'system',
  'default',
  'public',
  'pg_catalog',
  'rw_catalog',
];

/** Ends of names that the flow gives by itself. */
const OWN_ENDS = ['_raw', '_totals', '_views'];

/** Names that sound like a person, in the languages of the schemas, as whole words of a name. */
const PERSONAL_NAME =
  /(^|_)(patient|person|full|first|last|middle|maiden|mother|father|parent|contact|user|staff|nurse|doctor)_?name(_|$)|(^|_)(nik|ktp|passport|phone|telephone|mobile|whatsapp|email|e_mail|address|alamat|birth|born|dob|birthdate|birthday|npwp|bpjs)(_|$)/;

/** Whether a column's name sounds like something that tells who a person is. */
export function soundsPersonal(column: string): boolean {
  return PERSONAL_NAME.test(column);
}

/** What does not fit together in a table whose parts are well formed. */
export function flowTableProblems(table: FlowTable): readonly TableProblem[] {
  return [...nameProblems(table), ...columnProblems(table), ...keyProblems(table), ...groupProblems(table)];
}

function nameProblems({ database }: FlowTable): readonly TableProblem[] {
  const path = ['database'];
  if (NO_SOURCE.includes(database)) {
    return [
      {
        path,
        message: `expected a schema of an application, got ${database}, which belongs to a server or to the platform; its tables must not be copied`,
      },
    ];
  }
  const end = OWN_ENDS.find((one) => database.endsWith(one));
  if (end === undefined) return [];
  return [{ path, message: `expected a name that does not end in ${end}, got ${database}; ClickHouse has ours there` }];
}

function columnProblems({ columns }: FlowTable): readonly TableProblem[] {
  if (Object.keys(columns).length === 0) {
    return [{ path: ['columns'], message: 'expected at least one column, got none; list what leaves MySQL' }];
  }
  return Object.entries(columns).flatMap(([name, column]) => personalProblems(name, column));
}

function personalProblems(name: string, { type, personal }: ColumnValues): readonly TableProblem[] {
  const path = ['columns', name, 'personal'];
  if (personal === 'masked' && !TEXTS.includes(type)) {
    return [
      {
        path,
        message: `expected a text, got a column of type ${type}; only ${TEXTS.join(', ')} can be masked, so do not list it`,
      },
    ];
  }
  if (personal !== undefined || !soundsPersonal(name)) return [];
  return [
    {
      path,
      message: `expected masked or { keptBecause }, got nothing; ${name} sounds like a person: mask it, say why not, or do not list it`,
    },
  ];
}

function keyProblems({ columns, key }: FlowTable): readonly TableProblem[] {
  return key.flatMap((name, index) => {
    const path = ['key', String(index)];
    const column = columns[name];
    if (column === undefined) return [unknown(path, name, columns)];
    if (key.indexOf(name) !== index) return [{ path, message: `${name} is in the key twice; remove one` }];
    if (column.nullable === true) {
      return [{ path, message: `expected a column without NULL, got ${name}; a primary key has none` }];
    }
    if (column.personal === 'masked') {
      return [{ path, message: `expected a column as it is, got ${name}, which is masked; all rows would be one` }];
    }
    if (KEYS.test(column.type)) return [];
    return [{ path, message: `expected a whole number, a short text or a date, got ${name} of type ${column.type}` }];
  });
}

function groupProblems(table: FlowTable): readonly TableProblem[] {
  const { target, columns } = table;
  if (!('by' in target)) return [];
  return [
    ...target.by.flatMap((name, index) => groupColumnProblems(name, ['target', 'by', String(index)], table)),
    ...dayProblems(target, columns),
    ...measureProblems(target, columns),
  ];
}

function groupColumnProblems(name: string, path: string[], { columns, target }: FlowTable): readonly TableProblem[] {
  const column = columns[name];
  if (column === undefined) return [unknown(path, name, columns)];
  if ('by' in target && target.by.indexOf(name) !== Number(path.at(-1))) {
    return [{ path, message: `${name} makes groups twice; remove one` }];
  }
  if (column.personal !== undefined) {
    return [{ path, message: `expected a column that tells of no person, got ${name}; a group would be a person` }];
  }
  if (column.nullable === true || !KEYS.test(column.type)) {
    return [
      {
        path,
        message: `expected a whole number, a short text or a date without NULL, got ${name} of type ${column.type}${column.nullable === true ? ' with NULL' : ''}`,
      },
    ];
  }
  return [];
}

function dayProblems({ by, byDayOf: name }: Grouped, columns: FlowTable['columns']): readonly TableProblem[] {
  if (name === undefined) return [];
  const path = ['target', 'byDayOf'];
  if (by.includes('day')) {
    return [{ path, message: 'a column day makes groups already, and the day would have its name; leave one out' }];
  }
  const column = columns[name];
  if (column === undefined) return [unknown(path, name, columns)];
  if (MOMENTS.includes(column.type) && column.nullable !== true) return [];
  return [
    {
      path,
      message: `expected a column of type ${MOMENTS.join(', ')} without NULL, got ${name} of type ${column.type}${column.nullable === true ? ' with NULL' : ''}`,
    },
  ];
}

function measureProblems({ by, measures }: Grouped, columns: FlowTable['columns']): readonly TableProblem[] {
  const entries = Object.entries(measures);
  if (entries.length === 0) {
    return [{ path: ['target', 'measures'], message: 'expected at least one measure, got none; say what is counted' }];
  }
  return entries.flatMap(([name, measure]) => {
    const path = ['target', 'measures', name];
    if (name === 'day' || by.includes(name)) {
      return [{ path, message: `${name} is the name of a column that makes groups; give the measure another` }];
    }
    if (measure.column === undefined) {
      return measure.function === 'count'
        ? []
        : [
            {
              path,
              message: `${measure.function} needs a column; say of what, as in { function: '${measure.function}', column: '…' }`,
            },
          ];
    }
    const column = columns[measure.column];
    if (column === undefined) return [unknown([...path, 'column'], measure.column, columns)];
    if (!['sum', 'min', 'max'].includes(measure.function) || NUMBERS.test(column.type)) return [];
    return [
      {
        path: [...path, 'column'],
        message: `expected a number for ${measure.function}, got ${measure.column} of type ${column.type}`,
      },
    ];
  });
}

type Grouped = Extract<FlowTable['target'], { readonly by: unknown }>;

function unknown(path: readonly string[], name: string, columns: FlowTable['columns']): TableProblem {
  const known = Object.keys(columns).join(', ');
  return { path, message: `expected one of ${known || 'no columns'}, got ${name}; list it among the columns` };
}
