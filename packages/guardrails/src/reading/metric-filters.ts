import { groupedBy, oncePer, type Resource } from '@smile/inventory';
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

/** Items by where their resources are: what a question about one account need not look at in all others. */
export class Neighbourhood<Item> {
  private readonly all: readonly Item[];
  private readonly resourceOf: (item: Item) => Resource;
  private readonly byAccount: ReadonlyMap<string | undefined, readonly Item[]>;

  constructor(all: readonly Item[], resourceOf: (item: Item) => Resource) {
    this.all = all;
    this.resourceOf = resourceOf;
    this.byAccount = groupedBy(all, (item) => [resourceOf(item).account]);
  }

  /** Those in the account and region of a resource, as far as both are known. */
  near(resource: Resource): readonly Item[] {
    const isVague = resource.account === undefined || this.byAccount.has(undefined);
    const candidates = isVague ? this.all : (this.byAccount.get(resource.account) ?? []);
    return candidates.filter((item) => isSamePlace(this.resourceOf(item), resource));
  }
}

const filtersByPlace = oncePer(
  (context: RuleContext) => new Neighbourhood(filterMetrics(context), ({ filter }) => filter),
);

/** Metrics that filters write where a resource is. */
export function filterMetricsNear(context: RuleContext, resource: Resource): readonly FilterMetric[] {
  return filtersByPlace(context).near(resource);
}

/** Whether two resources are where one can see the other: one account and one region, as far as both are known. */
export function isSamePlace(one: Resource, other: Resource): boolean {
  return (['account', 'region', 'environment'] as const).every(
    (part) => one[part] === undefined || other[part] === undefined || one[part] === other[part],
  );
}
