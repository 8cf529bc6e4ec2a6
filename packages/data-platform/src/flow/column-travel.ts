import type { ColumnType, ColumnValues, Measure } from '@smile/core';

/** What a value is on its way, in the words of Kafka Connect. */
type WireType = 'INT16' | 'INT32' | 'INT64' | 'FLOAT64' | 'STRING';

/** How a type of MySQL travels. */
interface Travel {
  /** What Debezium sends, with the settings of the connector. */
  readonly wire: WireType;
  /** Type in ClickHouse in the end. */
  readonly clickhouse: string;
  /** Makes it, in ClickHouse, of what came. @default - what came is of that type */
  readonly convert?: (column: string) => string;
  /** Its day as a text `YYYY-MM-DD`, in RisingWave. @default - it has none */
  readonly day?: (column: string) => string;
}

/**
 * Source: https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-data-types with `decimal.handling.mode: string`,
 * `time.precision.mode: adaptive_time_microseconds`, `bigint.unsigned.handling.mode: long`. A `datetime` has no zone: it comes as if it
 * were UTC, and stays what people see in MySQL.
 */
const TRAVELS: Readonly<Record<Exclude<ColumnType, `decimal${string}`>, Travel>> = {
  tinyint: { wire: 'INT16', clickhouse: 'Int16' },
  smallint: { wire: 'INT16', clickhouse: 'Int16' },
  int: { wire: 'INT32', clickhouse: 'Int32' },
  'int unsigned': { wire: 'INT64', clickhouse: 'Int64' },
  bigint: { wire: 'INT64', clickhouse: 'Int64' },
  double: { wire: 'FLOAT64', clickhouse: 'Float64' },
  char: { wire: 'STRING', clickhouse: 'String' },
  varchar: { wire: 'STRING', clickhouse: 'String' },
  text: { wire: 'STRING', clickhouse: 'String' },
  json: { wire: 'STRING', clickhouse: 'String' },
  date: {
    wire: 'INT32',
    clickhouse: 'Date32',
    convert: (column) => `addDays(toDate32('1970-01-01'), ${column})`,
    day: (column) => `to_char(DATE '1970-01-01' + ${column}, 'YYYY-MM-DD')`,
  },
  datetime: {
    wire: 'INT64',
    clickhouse: "DateTime64(3, 'UTC')",
    convert: (column) => `fromUnixTimestamp64Milli(${column}, 'UTC')`,
    day: (column) => `to_char(to_timestamp(${column} / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  },
  'datetime(6)': {
    wire: 'INT64',
    clickhouse: "DateTime64(6, 'UTC')",
    convert: (column) => `fromUnixTimestamp64Micro(${column}, 'UTC')`,
    day: (column) => `to_char(to_timestamp(${column} / 1000000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  },
  timestamp: {
    wire: 'STRING',
    clickhouse: "DateTime64(6, 'UTC')",
    convert: (column) => `parseDateTime64BestEffort(${column}, 6, 'UTC')`,
    day: (column) => `substr(${column}, 1, 10)`,
  },
};

/** Types of what came, in ClickHouse. */
const RAW: Readonly<Record<WireType, string>> = {
  INT16: 'Int16',
  INT32: 'Int32',
  INT64: 'Int64',
  FLOAT64: 'Float64',
  STRING: 'String',
};

/** Types of what comes, in RisingWave. https://docs.risingwave.com/sql/data-types/overview */
const STREAMED: Readonly<Record<WireType, string>> = {
  INT16: 'SMALLINT',
  INT32: 'INT',
  INT64: 'BIGINT',
  FLOAT64: 'DOUBLE PRECISION',
  STRING: 'VARCHAR',
};

function travelOf(type: ColumnType): Travel {
  const decimal = /^decimal\((\d+),(\d+)\)$/.exec(type);
  if (decimal === null) return TRAVELS[type as keyof typeof TRAVELS];
  const [, precision, scale] = decimal;
  return { wire: 'STRING', clickhouse: `Decimal(${precision}, ${scale})` };
}

/** What views call the event that they convert: a bare name would be the converted column of that name. */
export const EVENT = 'event';

/** A column of a table of ClickHouse that takes events in, and of the one that it ends up in. */
export interface ArrivingColumn {
  readonly name: string;
  readonly raw: string;
  readonly type: string;
  /** Makes the one of the other. */
  readonly expression: string;
}

/** A column as it comes from Debezium, or as RisingWave passes it on. */
export function arriving(name: string, { type, nullable = false }: ColumnValues): ArrivingColumn {
  const { wire, clickhouse, convert } = travelOf(type);
  return arrivingAs(name, RAW[wire], clickhouse, nullable, convert);
}

/** The day of a group: a text that becomes a date. */
export const ARRIVING_DAY: ArrivingColumn = arrivingAs(
  'day',
  'String',
  'Date32',
  false,
  (column) => `toDate32(${column})`,
);

/** A figure of a group as it comes from RisingWave: decimals as texts, all whole numbers with 64 bits. */
export function arrivingMeasure(
  name: string,
  { function: of }: Measure<string>,
  column: ColumnValues | undefined,
): ArrivingColumn {
  if (of === 'count' || column === undefined) return arrivingAs(name, 'Int64', 'Int64', false);
  const { nullable = false, type } = column;
  const scale = decimalScale(type);
  if (scale !== undefined) return arrivingAs(name, 'String', `Decimal(38, ${scale})`, nullable);
  return type === 'double'
    ? arrivingAs(name, 'Float64', 'Float64', nullable)
    : arrivingAs(name, 'Int64', 'Int64', nullable);
}

function arrivingAs(
  name: string,
  rawType: string,
  finalType: string,
  nullable: boolean,
  convert?: (column: string) => string,
): ArrivingColumn {
  const wrapped = (type: string) => (nullable ? `Nullable(${type})` : type);
  const column = `${EVENT}.\`${name}\``;
  const type = wrapped(finalType);
  const expression = convert?.(column) ?? (rawType === finalType ? column : `CAST(${column}, '${type}')`);
  return { name, raw: wrapped(rawType), type, expression };
}

function decimalScale(type: ColumnType): string | undefined {
  return /^decimal\(\d+,(\d+)\)$/.exec(type)?.[1];
}

/** Type of a column in RisingWave. */
export function streamedType({ type }: ColumnValues): string {
  return STREAMED[travelOf(type).wire];
}

/** The day of a column, in RisingWave; undefined when it has none. */
export function streamedDay(name: string, { type }: ColumnValues): string | undefined {
  return travelOf(type).day?.(`"${name}"`);
}

/** A figure of a group, in RisingWave. Sums of whole numbers would be decimals there, and texts in Kafka. */
export function streamedMeasure({ function: of, column }: Measure<string>, values: ColumnValues | undefined): string {
  if (column === undefined || values === undefined) return 'count(*)';
  const quoted = `"${column}"`;
  if (of === 'count') return `count(${quoted})`;
  if (decimalScale(values.type) !== undefined) return `${of}(${quoted}::numeric)`;
  return values.type === 'double' ? `${of}(${quoted})` : `${of}(${quoted})::bigint`;
}
