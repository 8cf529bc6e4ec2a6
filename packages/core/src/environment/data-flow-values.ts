import { z } from 'zod';
import { oneOf, shown, text } from './checks.ts';
import { type JavaPodSize, javaPod, type PodSize, podSize } from './data-platform-values.ts';
import { type FlowTable, flowTableSchema } from './flow-table-values.ts';
import { problemsOf } from './problems.ts';

/** What flows from MySQL to ClickHouse in an environment, and with what. */
export interface DataFlowValues {
  /** Tables that flow, each by the one path that it names. */
  readonly tables: readonly FlowTable[];
  /**
   * Goes up by one when topics are made anew, as after the loss of Kafka's disks or with another number of partitions: their offsets
   * start again, and the rows that come then must win over those that ClickHouse has. Never goes down.
   * @default 1
   */
  readonly generation?: number;
  /** Hours for which the main MySQL keeps its binary log, as docs/runbooks/change-data-capture.md sets it. */
  readonly binaryLogHours: number;
  readonly connect: ConnectValues;
  readonly risingwave: RisingwaveValues;
  readonly pentaho: PentahoValues;
}

/** Kafka Connect, which runs Debezium and the sinks of ClickHouse. */
export interface ConnectValues {
  /**
   * Tag and digest in the environment's own registry, as in `1.0@sha256:…`: what was built of `images/kafka-connect`.
   * @default - it has not been built, and nothing of Kafka Connect is deployed
   */
  readonly image?: string;
  readonly pod: JavaPodSize;
}

/** RisingWave: one pod of each part, since what it knows is in S3 and in MySQL. */
export interface RisingwaveValues {
  /** Knows what runs where. */
  readonly meta: PodSize;
  /** Takes SQL. */
  readonly frontend: PodSize;
  /** Keeps the views. Memory is what it is short of first. */
  readonly compute: PodSize;
  /** Tidies up in S3. */
  readonly compactor: PodSize;
}

/**
 * Whether Pentaho may run. Versions 10 and later are under the Business Source Licence without a grant for production, so nothing of it is
 * deployed until somebody has answered: https://github.com/pentaho/pentaho-kettle/blob/master/LICENSE.TXT
 */
export type PentahoValues = { readonly licence: 'unanswered' } | PentahoWithLicence;

export interface PentahoWithLicence {
  /** `enterprise`: the ministry has a licence of Hitachi Vantara. `community-9`: the last release under the Apache licence. */
  readonly licence: 'enterprise' | 'community-9';
  /** Image that was built of the distribution, as in `9.4.0.0-343@sha256:…`. It is built outside of this repository. */
  readonly image: string;
  /** Where transformations and jobs come from: a Git repository and the commit that was reviewed. */
  readonly transformations: { readonly repository: string; readonly commit: string };
  /** Jobs by name: the file in the repository, and when it runs, as cron writes it, in UTC. */
  readonly jobs: Readonly<Record<string, { readonly file: string; readonly schedule: string }>>;
}

const wholeNumber = (least: number, most: number, remedy: string) => {
  const error = (issue: { readonly input?: unknown }) =>
    `expected a whole number from ${least} to ${most}, got ${shown(issue.input)}; ${remedy}`;
  return z.number({ error }).refine((value) => Number.isInteger(value) && value >= least && value <= most, { error });
};

const image = text(
  'a tag with a digest',
  (value) => /^[\w][\w.-]{0,127}@sha256:[0-9a-f]{64}$/.test(value),
  'write it as 1.4.2@sha256:…; a tag alone says nothing about what runs',
);

const pod = z.strictObject(podSize);

const pentaho = z.discriminatedUnion(
  'licence',
  [
    z.strictObject({ licence: z.literal('unanswered') }),
    z.strictObject({
      licence: oneOf(['enterprise', 'community-9'], 'ask the owner'),
      image,
      transformations: z.strictObject({
        repository: text(
          'an https address of a Git repository',
          (value) => /^https:\/\/\S+$/.test(value),
          'no user in it',
        ),
        commit: text('the 40 digits of a commit', (value) => /^[0-9a-f]{40}$/.test(value), 'a branch moves'),
      }),
      jobs: z.record(
        text(
          'a name of small letters and dashes',
          (value) => /^[a-z][a-z0-9-]{0,40}$/.test(value),
          'it names a CronJob',
        ),
        z.strictObject({
          file: text(
            'a path of a job file in the repository',
            (value) => /^[\w-][\w/-]*\.kjb$/.test(value),
            'as in nightly.kjb',
          ),
          schedule: text('five fields of cron', (value) => /^(\S+ ){4}\S+$/.test(value), 'as in 15 18 * * *, in UTC'),
        }),
      ),
    }),
  ],
  {
    error: (issue) =>
      `expected a licence unanswered, enterprise or community-9, got ${shown((issue.input as { readonly licence?: unknown } | undefined)?.licence)}; until it is answered, Pentaho is not deployed`,
  },
);

/** Checks {@link DataFlowValues}. */
export const dataFlowSchema = z.strictObject({
  tables: z.array(flowTableSchema).check((context) => {
    const tables = context.value as unknown as readonly FlowTable[];
    for (const { index, message } of collisions(tables)) {
      context.issues.push({ code: 'custom', path: [index], input: context.value, message });
    }
  }),
  // The version of a row has 16 bits for it, of which the first is a sign somewhere.
  generation: wholeNumber(1, 32_767, 'it goes up by one').optional(),
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-stored-proc-configuring.html
  binaryLogHours: wholeNumber(24, 168, 'RDS keeps it for 168 hours at the most; a weekend is 72'),
  connect: z.strictObject({ image: image.optional(), pod: javaPod }),
  risingwave: z.strictObject({ meta: pod, frontend: pod, compute: pod, compactor: pod }),
  pentaho,
});

/** Tables whose names meet somewhere. Kafka takes dots and underscores for the same: https://issues.apache.org/jira/browse/KAFKA-2337 */
function collisions(tables: readonly FlowTable[]): readonly { readonly index: number; readonly message: string }[] {
  return tables.flatMap((one, index) => {
    const first = tables.findIndex((other) => topicOf(other) === topicOf(one));
    const earlier = tables[first];
    if (first === index || earlier === undefined) return [];
    const named = ({ database, table }: FlowTable) => `${database}.${table}`;
    const message =
      named(earlier) === named(one)
        ? `${named(one)} is listed twice; remove one`
        : `${named(one)} and ${named(earlier)} would have one topic, since Kafka takes dots and underscores for the same; leave one out`;
    return [{ index, message }];
  });
}

function topicOf({ database, table }: FlowTable): string {
  return `${database}.${table}`.replaceAll('.', '_');
}

/** Everything that is wrong with values, as `path: problem`. */
export function dataFlowProblems(values: unknown): readonly string[] {
  const result = dataFlowSchema.safeParse(values);
  return result.success ? [] : problemsOf(result.error);
}
