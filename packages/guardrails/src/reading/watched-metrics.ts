import type { Reference, Resource } from '@smile/inventory';
import type { MetricService } from '../data/metrics/metric-service.ts';
import { METRIC_SERVICES } from '../data/metrics.ts';
import type { RuleContext } from '../rule.ts';
import { Block } from './block.ts';

/** A metric that an alarm reads: its own, or one of its metric math. */
export interface WatchedMetric {
  readonly alarm: Resource;
  /** Where the metric is written in the alarm; empty for the alarm's own. */
  readonly at: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Names of the dimensions, sorted; undefined where they are known after apply. */
  readonly dimensions?: readonly string[];
  /** As in `Sum` or `p95`. */
  readonly statistic?: string;
  readonly period?: number;
  /** Whether metric math stands between the metric and the threshold. */
  readonly inMath: boolean;
}

/** What was found before, since several rules ask for the same. */
const remembered = new WeakMap<RuleContext, readonly WatchedMetric[]>();

/** Every metric that an alarm reads, those of metric math included. */
export function watchedMetrics(context: RuleContext): readonly WatchedMetric[] {
  const known = remembered.get(context) ?? findMetrics(context);
  remembered.set(context, known);
  return known;
}

function findMetrics({ resources }: RuleContext): readonly WatchedMetric[] {
  return resources('aws_cloudwatch_metric_alarm').flatMap((alarm) => {
    const block = Block.of(alarm);
    const queries = block.blocks('metric_query');
    const isList = Array.isArray(alarm.values.metric_query);
    if (queries.length === 0) {
      return [
        { ...metricOf(alarm, '', block, block.text('statistic') ?? block.text('extended_statistic')), inMath: false },
      ];
    }
    return queries.flatMap((query, index) => {
      if (!query.has('metric')) return [];
      const metric = query.block('metric');
      const at = isList ? `metric_query[${index}].metric` : 'metric_query.metric';
      return [{ ...metricOf(alarm, at, metric, metric.text('stat')), inMath: queries.length > 1 }];
    });
  });
}

/** The service that publishes a namespace; undefined for one of our own, or one that no table has. */
export function serviceOf(namespace: string | undefined): MetricService | undefined {
  return METRIC_SERVICES.find((service) => service.namespace === namespace);
}

/** Whether AWS publishes a namespace, and nobody else may. */
export function isServiceNamespace(namespace: string): boolean {
  return namespace.startsWith('AWS/') || serviceOf(namespace) !== undefined;
}

/** The value of a dimension as it is written. */
export function dimensionValue({ alarm, at }: WatchedMetric, dimension: string): string | undefined {
  const value = Object(blockAt(alarm, at).raw('dimensions'))[dimension] as unknown;
  return typeof value === 'string' ? value : undefined;
}

/** What a dimension's value refers to; a plan may tell only that one of the dimensions does. */
export function dimensionReferences({ alarm, at }: WatchedMetric, dimension: string): readonly Reference[] {
  const prefix = at === '' ? 'dimensions' : `${at}.dimensions`;
  const paths = [`${prefix}.${dimension}`, `${prefix}[${JSON.stringify(dimension)}]`, prefix];
  const found = paths.map((path) => alarm.references.filter((reference) => plain(reference.path) === plain(path)));
  return found.find((references) => references.length > 0) ?? [];
}

/** A plan nests one block as a list, synthesized JSON as an object. */
function plain(path: string): string {
  return path.replace(/\.metric\[\d+\]/, '.metric');
}

function blockAt(alarm: Resource, at: string): Block {
  const block = Block.of(alarm);
  const [, index = '0'] = /^metric_query(?:\[(\d+)\])?\.metric$/.exec(at) ?? [];
  return at === '' ? block : (block.blocks('metric_query')[Number(index)] ?? new Block({})).block('metric');
}

function metricOf(alarm: Resource, at: string, block: Block, statistic: string | undefined) {
  return {
    alarm,
    at,
    namespace: block.text('namespace'),
    name: block.text('metric_name'),
    dimensions: dimensionNames(block),
    statistic,
    period: block.number('period'),
  };
}

function dimensionNames(block: Block): readonly string[] | undefined {
  const value = block.raw('dimensions');
  if (typeof value === 'string' || (value === undefined && block.isUnknown('dimensions'))) return undefined;
  const later = block.isUnknown('dimensions') ? block.unknownBelow('dimensions') : [];
  return [...new Set([...Object.keys(Object(value ?? {})), ...later])].sort();
}
