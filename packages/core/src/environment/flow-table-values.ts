import { z } from 'zod';
import type { Days } from '../units.ts';
import { days, oneOf, shown, text } from './checks.ts';
import { flowTableProblems } from './flow-table-problems.ts';

/** The two ways of a table from MySQL to ClickHouse (DAT-DEBEZIUM, DAT-RISINGWAVE). */
export const DATA_PATHS = ['direct', 'risingwave'] as const;

/** `direct`: Debezium → Kafka → ClickHouse. `risingwave`: Debezium → Kafka → RisingWave → Kafka → ClickHouse. */
export type DataPath = (typeof DATA_PATHS)[number];

/** Types of columns of MySQL that the flow can carry, as MySQL names them. A `tinyint(1)` is a `tinyint`; a column that was made with the word BOOLEAN travels as another type, and is not among them. */
export const SIMPLE_COLUMN_TYPES = [
  'tinyint',
  'smallint',
  'int',
  'int unsigned',
  'bigint',
  'double',
  'char',
  'varchar',
  'text',
  'json',
  'date',
  'datetime',
  'datetime(6)',
  'timestamp',
] as const;

/** One of {@link SIMPLE_COLUMN_TYPES}, or a decimal with its precision and scale, as in `decimal(12,2)`. */
export type ColumnType = (typeof SIMPLE_COLUMN_TYPES)[number] | `decimal(${number},${number})`;

/** A column that leaves MySQL. One that a table does not list stays there. */
export interface ColumnValues {
  readonly type: ColumnType;
  /** Whether MySQL allows NULL in it. @default false */
  readonly nullable?: boolean;
  /**
   * What happens to a value that tells who a person is. `masked`: Debezium writes asterisks instead, before it reaches Kafka.
   * A column whose name sounds like a person must say one of the two.
   * @default - it tells of no person
   */
  readonly personal?: 'masked' | { readonly keptBecause: string };
}

/** Sums and counts that RisingWave keeps right when a row changes or goes. */
export const STREAMED_FUNCTIONS = ['count', 'sum', 'min', 'max'] as const;

/** What can be counted twice without a difference, as Kafka Connect may do: ClickHouse never takes anything back. */
export const REPEATABLE_FUNCTIONS = ['uniq', 'min', 'max'] as const;

/** A figure of a group of rows. */
export interface Measure<Function extends string> {
  readonly function: Function;
  /** Column that it is made of. @default - rows; only `count` goes without */
  readonly column?: string;
}

/** A row of ClickHouse for each row of MySQL, in its newest version. */
export interface NewestVersions {
  readonly engine: 'ReplacingMergeTree';
}

/** A row for each group of rows. */
interface Groups<Engine extends string, Function extends string> {
  readonly engine: Engine;
  /** Columns whose values make a group. */
  readonly by: readonly [string, ...string[]];
  /** Column of a date or time whose day makes a group too. @default - none */
  readonly byDayOf?: string;
  /** Figures of a group, by the name of their column in ClickHouse. */
  readonly measures: Readonly<Record<string, Measure<Function>>>;
}

/** Groups that ClickHouse makes of the events as they come, beside the newest versions. */
export type AggregatedGroups = Groups<'AggregatingMergeTree', (typeof REPEATABLE_FUNCTIONS)[number]>;

/** Groups that RisingWave keeps, and of which ClickHouse has the newest version. */
export type StreamedGroups = Groups<'ReplacingMergeTree', (typeof STREAMED_FUNCTIONS)[number]>;

/** One table of MySQL on its way to ClickHouse. Everything on that way is derived from it (docs/runbooks/add-a-table.md). */
export type FlowTable = {
  /** Schema of MySQL, as in `smile`. */
  readonly database: string;
  /** As in `stock`. */
  readonly table: string;
  /** Columns that leave MySQL, in the order that ClickHouse shows. */
  readonly columns: Readonly<Record<string, ColumnValues>>;
  /** Columns of its primary key. */
  readonly key: readonly [string, ...string[]];
  /** Partitions of its topics. Another number sends keys elsewhere: raise `generation` with it. */
  readonly partitions: number;
  readonly retention: {
    /** How long Kafka keeps events. On the path of RisingWave it keeps the newest of each key for ever, and older ones so long. */
    readonly topic: Days;
    /** How long ClickHouse keeps events as they came. */
    readonly raw: Days;
  };
} & (
  | { readonly path: 'direct'; readonly target: NewestVersions | AggregatedGroups }
  | { readonly path: 'risingwave'; readonly target: StreamedGroups }
);

const NAME = /^[a-z][a-z0-9_]*$/;

/** MySQL's longest name. https://dev.mysql.com/doc/refman/8.0/en/identifier-length.html */
const LONGEST_NAME = 64;

const name = text(
  `a name of up to ${LONGEST_NAME} small letters, digits and underscores`,
  (value) => NAME.test(value) && value.length <= LONGEST_NAME,
  'write it as MySQL has it',
);

/** MySQL's own bounds. https://dev.mysql.com/doc/refman/8.0/en/fixed-point-types.html */
function isDecimal(value: string): boolean {
  const [, precision = '', scale = ''] = /^decimal\((\d{1,2}),(\d{1,2})\)$/.exec(value) ?? [];
  if (precision === '') return false;
  return Number(precision) >= 1 && Number(precision) <= 65 && Number(scale) <= Math.min(30, Number(precision));
}

const columnType = text(
  `one of ${SIMPLE_COLUMN_TYPES.join(', ')}, or decimal(12,2)`,
  (value) => SIMPLE_COLUMN_TYPES.some((type) => type === value) || isDecimal(value),
  'add the type to the flow first',
).transform((value) => value as ColumnType);

const column = z.strictObject({
  type: columnType,
  nullable: z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` }).optional(),
  personal: z
    .union(
      [
        z.literal('masked'),
        z.strictObject({ keptBecause: text('a reason', (value) => value.trim() !== '', 'say who allowed it') }),
      ],
      {
        error: (issue) =>
          `expected masked or { keptBecause } with a reason, got ${shown(issue.input)}; to keep the column in MySQL, do not list it`,
      },
    )
    .optional(),
});

const partitions = (issue: { readonly input?: unknown }) =>
  `expected a whole number from 1 to 100, got ${shown(issue.input)}; 6 carry a thousand events a second`;

const listOfColumns = (what: string) =>
  z.tuple([name], name, { error: (issue) => `expected at least one column, got ${shown(issue.input)}; ${what}` });

const measure = (functions: readonly [string, ...string[]], remedy: string) =>
  z.strictObject({ function: oneOf(functions, remedy), column: name.optional() });

const groups = (engine: string, functions: readonly [string, ...string[]], remedy: string) =>
  z.strictObject({
    engine: z.literal(engine),
    by: listOfColumns('name what makes a group'),
    byDayOf: name.optional(),
    measures: z.record(name, measure(functions, remedy)),
  });

const everyTable = {
  database: name,
  table: name,
  columns: z.record(name, column),
  key: listOfColumns('a table without a primary key cannot be followed'),
  partitions: z
    .number({ error: partitions })
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= 100, { error: partitions }),
  retention: z.strictObject({
    topic: days({ min: 1, max: 90 }, 'longer than a weekend without ClickHouse'),
    raw: days({ min: 1, max: 3653 }, 'newest versions are kept for ever'),
  }),
};

const direct = z.strictObject({
  ...everyTable,
  path: z.literal('direct'),
  target: z.discriminatedUnion(
    'engine',
    [
      z.strictObject({ engine: z.literal('ReplacingMergeTree') }),
      groups(
        'AggregatingMergeTree',
        REPEATABLE_FUNCTIONS,
        'an event may come twice, and ClickHouse takes nothing back; sums and counts need path risingwave',
      ),
    ],
    {
      error: (issue) =>
        `expected an engine ReplacingMergeTree or AggregatingMergeTree, got ${engineIn(issue.input)}; say what ClickHouse makes of it`,
    },
  ),
});

const risingwave = z.strictObject({
  ...everyTable,
  path: z.literal('risingwave'),
  target: groups('ReplacingMergeTree', STREAMED_FUNCTIONS, 'RisingWave keeps these right when rows change'),
});

function engineIn(target: unknown): string {
  return shown((target as { readonly engine?: unknown } | undefined)?.engine);
}

/** Checks one {@link FlowTable}: its form, and whether its parts fit together. */
export const flowTableSchema = z
  .discriminatedUnion('path', [direct, risingwave], {
    error: (issue) =>
      `expected path ${DATA_PATHS.join(' or ')}, got ${shown((issue.input as { readonly path?: unknown }).path)}; risingwave is for sums and counts`,
  })
  .check((context) => {
    for (const { path, message } of flowTableProblems(context.value as unknown as FlowTable)) {
      context.issues.push({ code: 'custom', path: [...path], input: context.value, message });
    }
  });
