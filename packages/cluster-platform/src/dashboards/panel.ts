import { SOURCES } from '../addons/grafana/data-sources.ts';

/** Units of Grafana that our panels use. https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts */
type Unit = 'short' | 'percentunit' | 'percent' | 'reqps' | 'ms' | 's' | 'bytes' | 'dateTimeFromNow';

/** From which value on something is worth a look, and from which it is bad. */
interface Thresholds {
  readonly warning: number;
  readonly bad: number;
}

interface PanelOptions {
  readonly title: string;
  /** What a reader should know who sees it for the first time. @default - the title says it */
  readonly description?: string;
  readonly unit: Unit;
  /** @default - no colours */
  readonly thresholds?: Thresholds;
}

/** A line of a graph: PromQL, and what it is called. */
export interface MetricQuery {
  readonly expr: string;
  /** With labels as `{{namespace}}`. @default - all labels */
  readonly legend?: string;
}

/** A metric of CloudWatch, of every resource of its kind in the account. */
export interface AwsQuery {
  /** As in `AWS/RDS`. */
  readonly namespace: string;
  readonly metric: string;
  /** What tells resources apart, as in `DBInstanceIdentifier`. */
  readonly dimension: string;
  readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
}

/** A panel without its place on the page. */
export type Panel = Readonly<Record<string, unknown>> & { readonly title: string };

/** A graph over time. Points with an exemplar lead to a trace. */
export function graph(options: PanelOptions & { readonly queries: readonly MetricQuery[] }): Panel {
  return {
    ...common('timeseries', SOURCES.metrics, options),
    targets: options.queries.map(({ expr, legend }, index) => ({
      refId: letter(index),
      datasource: { uid: SOURCES.metrics },
      expr,
      legendFormat: legend ?? '__auto',
      exemplar: true,
    })),
  };
}

/** One number, as it is now. */
export function number(options: PanelOptions & { readonly expr: string }): Panel {
  return {
    ...common('stat', SOURCES.metrics, options),
    options: { colorMode: options.thresholds === undefined ? 'none' : 'background', graphMode: 'area' },
    targets: [{ refId: 'A', datasource: { uid: SOURCES.metrics }, expr: options.expr, instant: false }],
  };
}

/** A graph of AWS's own metrics. They come every minute or five, and each query costs. */
export function awsGraph(options: PanelOptions & { readonly queries: readonly AwsQuery[] }): Panel {
  return {
    ...common('timeseries', SOURCES.aws, options),
    targets: options.queries.map(({ namespace, metric, dimension, statistic }, index) => ({
      refId: letter(index),
      datasource: { uid: SOURCES.aws },
      queryMode: 'Metrics',
      metricQueryType: 0,
      metricEditorMode: 0,
      region: 'default',
      namespace,
      metricName: metric,
      dimensions: { [dimension]: '*' },
      matchExact: true,
      statistic,
      period: '300',
      label: `$\{PROP('Dim.${dimension}')} ${metric}`,
    })),
  };
}

/** Lines of logs, newest first. */
export function logLines(options: { readonly title: string; readonly expr: string }): Panel {
  return {
    type: 'logs',
    title: options.title,
    datasource: { uid: SOURCES.logs },
    options: { showTime: true, wrapLogMessage: true, enableLogDetails: true, sortOrder: 'Descending' },
    targets: [{ refId: 'A', datasource: { uid: SOURCES.logs }, expr: options.expr }],
  };
}

function common(type: string, source: string, { title, description, unit, thresholds }: PanelOptions): Panel {
  const steps = thresholds && [
    { color: 'green', value: null },
    { color: 'orange', value: thresholds.warning },
    { color: 'red', value: thresholds.bad },
  ];
  return {
    type,
    title,
    ...(description === undefined ? {} : { description }),
    datasource: { uid: source },
    fieldConfig: {
      defaults: { unit, ...(steps === undefined ? {} : { thresholds: { mode: 'absolute', steps } }) },
      overrides: [],
    },
  };
}

/** As Grafana names queries of a panel. */
function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
