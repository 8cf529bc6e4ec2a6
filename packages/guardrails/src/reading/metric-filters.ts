import { oncePer, type Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { Block } from './block.ts';

/** A metric that a filter on a log group writes. */
export interface FilterMetric {
  readonly filter: Resource;
  readonly namespace?: string;
  readonly name?: string;
  /** Names of its dimensions, sorted. */
  readonly dimensions: readonly string[];
  /** What a record that matches counts; undefined where it is a field of the record. */
  readonly value?: number;
  /** What is written where nothing matches; without one, nothing is. */
  readonly defaultValue?: number;
}

/** Every metric that a filter writes. */
export const filterMetrics = oncePer(readFilterMetrics);

function readFilterMetrics({ resources }: RuleContext): readonly FilterMetric[] {
  return resources('aws_cloudwatch_log_metric_filter').flatMap((filter) =>
    Block.of(filter)
      .blocks('metric_transformation')
      .map((metric) => ({
        filter,
        namespace: metric.text('namespace'),
        name: metric.text('name'),
        dimensions: Object.keys(Object(metric.raw('dimensions') ?? {})).sort(),
        value: metric.number('value'),
        defaultValue: metric.has('default_value') ? metric.number('default_value') : undefined,
      })),
  );
}

/** Whether two resources are where one can see the other: one account and one region, as far as both are known. */
export function isSamePlace(one: Resource, other: Resource): boolean {
  return (['account', 'region', 'environment'] as const).every(
    (part) => one[part] === undefined || other[part] === undefined || one[part] === other[part],
  );
}
