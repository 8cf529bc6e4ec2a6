import { asList, asObject, valueAt } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { type ChartReleaseFound, judgeValues, type ValueFact } from '../releases-of.ts';
import { keepsLessThan, usesBucket } from './logs.ts';
import { onlyRelease } from './metrics.ts';
import { applicationCluster, mayReach, PARTS } from './telemetry-clusters.ts';

const TEMPO: readonly ValueFact[] = [
  { expected: 'traces on S3', at: 'tempo.storage.trace.backend', holds: (value) => value === 's3' },
  { expected: 'a volume for what is not yet written', at: 'persistence.enabled', holds: (value) => value === true },
];

/** Tempo keeps traces on its bucket. */
export function storesTraces(one: EnvironmentExamination): void {
  const cluster = applicationCluster(one);
  const release = cluster === undefined ? undefined : onlyRelease(one, 'tempo', cluster);
  if (cluster === undefined || release === undefined) return;
  judgeValues(one, release, TEMPO);
  usesBucket(one, release, { name: 'tempo', at: 'tempo.storage.trace.s3.bucket' });
  keepsLessThan(one, release, { bucket: 'tempo', at: 'tempo.retention' });
  mayReach(one, cluster, PARTS.gateway, PARTS.tempo, 4317);
}

/** Jaeger shows traces, from a store that outlives its pod and that one pod at a time may open. */
export function showsTraces(one: EnvironmentExamination): void {
  const cluster = applicationCluster(one);
  const release = cluster === undefined ? undefined : onlyRelease(one, 'jaeger', cluster);
  if (cluster === undefined || release === undefined) return;
  judgeValues(one, release, [
    { expected: 'one pod, which alone may open its store', at: 'jaeger.replicas', holds: (value) => value === 1 },
    {
      expected: 'the old pod gone before the new one',
      at: 'jaeger.strategy.type',
      holds: (value) => value === 'Recreate',
    },
    {
      expected: 'a way in for spans',
      at: 'userconfig.receivers.otlp.protocols.grpc.endpoint',
      holds: (value) => /^0\.0\.0\.0:4317$/.test(String(value)),
    },
  ]);
  keepsSpans(one, release);
  mayReach(one, cluster, PARTS.gateway, PARTS.jaeger, 4317);
}

/** Badger writes below a folder that is a claim, and forgets after a while. https://www.jaegertracing.io/docs/latest/storage/badger/ */
function keepsSpans(one: EnvironmentExamination, release: ChartReleaseFound): void {
  const { values, resource } = release;
  const asked = valueAt(values, 'userconfig.extensions.jaeger_query.storage.traces');
  const backends = asObject(valueAt(values, 'userconfig.extensions.jaeger_storage.backends'));
  const badger = asObject(asObject(backends[String(asked)]).badger);
  const folders = Object.values(asObject(badger.directories)).map(String);
  const claims = new Set(
    asList(valueAt(values, 'jaeger.extraVolumes'))
      .map((volume) => asObject(volume))
      .filter(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined)
      .map(({ name }) => name),
  );
  const mounts = asList(valueAt(values, 'jaeger.extraVolumeMounts'))
    .map((mount) => asObject(mount))
    .filter(({ name }) => claims.has(name))
    .map(({ mountPath }) => String(mountPath));
  const isKept =
    folders.length > 0 && folders.every((folder) => mounts.some((mount) => folder.startsWith(`${mount}/`)));
  one.holds(resource, 'spans on a volume', folders.join(', ') || 'in memory', isKept && badger.ephemeral === false, {
    path: 'values',
  });
  const kept = asObject(badger.ttl).spans;
  one.holds(resource, 'an end for old spans', String(kept ?? 'none'), /^[1-9]\d*h$/.test(String(kept)), {
    path: 'values',
  });
}
