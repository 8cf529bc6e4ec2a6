import { z } from 'zod';
import { type Days, type Gibibytes, isGibibytes } from '../units.ts';
import { days, text } from './checks.ts';

/**
 * How much is kept of metrics, logs and traces, and on how large volumes.
 *
 * Of how many requests there is a trace is decided at the way in, by the mesh. Logs and traces are kept a day less than their buckets keep objects (`storage.workloads`). How many copies of logs Loki writes
 * follows from `platform.copies`.
 */
export interface TelemetryValues {
  readonly metrics: {
    /** How long Prometheus keeps samples. That of the data cluster keeps a day, and sends everything to this one. */
    readonly retention: Days;
    /** Volume of each pod of Prometheus. The oldest samples go when it is almost full. A volume grows, and never shrinks. */
    readonly volume: Gibibytes;
  };
  readonly logs: {
    /** Volume of each pod of Loki: what it has not yet written to the bucket, and indexes that it has read. */
    readonly volume: Gibibytes;
  };
  readonly traces: {
    /** Volume of Tempo: what it has not yet written to the bucket. */
    readonly volume: Gibibytes;
    /** Jaeger shows recent traces from a volume of its own. */
    readonly recent: { readonly retention: Days; readonly volume: Gibibytes };
  };
}

/** EBS makes gp3 volumes of 1 GiB to 64 TiB; below 10 GiB nothing of ours has room. */
const VOLUME = { least: 10, most: 16_384 };

const volume = (what: string) =>
  text(
    `a volume from ${VOLUME.least} to ${VOLUME.most} GiB, as in '50 GiB'`,
    (value) => {
      const size = isGibibytes(value) ? Number.parseInt(value, 10) : Number.NaN;
      return size >= VOLUME.least && size <= VOLUME.most;
    },
    what,
  ).transform((value) => value as Gibibytes);

/** Checks {@link TelemetryValues}. */
export const telemetrySchema = z.strictObject({
  metrics: z.strictObject({
    retention: days({ min: 1, max: 730 }, 'a month shows how this week differs from the last'),
    volume: volume('a million series at two samples a minute fill about 5 GiB a day'),
  }),
  logs: z.strictObject({ volume: volume('Loki keeps some hours of logs on it') }),
  traces: z.strictObject({
    volume: volume('Tempo keeps some hours of traces on it'),
    recent: z.strictObject({
      retention: days({ min: 1, max: 30 }, 'older traces are in Tempo'),
      volume: volume('Jaeger keeps everything that it shows on it'),
    }),
  }),
});
