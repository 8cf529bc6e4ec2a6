import { metricRows } from '../../data/metrics.ts';
import { serviceOf } from '../../reading/watched-metrics.ts';
import type { Rule } from '../../rule.ts';

export const dashboardMetric: Rule = {
  id: 'SMILE_DASHBOARD_METRIC',
  family: 'monitoring',
  severity: 'medium',
  title: 'CloudWatch dashboards draw metrics that are published',
  what: 'Namespace, metric name and dimension names in every graph of an `aws_cloudwatch_dashboard`, searches included, are those of the service (packages/guardrails/src/data/metrics).',
  why: 'A graph of a metric that nobody publishes is empty, which looks like peace.',
  remedy: "Take the names from the service's guide, all dimensions of one row.",
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html',
  check: ({ resources }) =>
    resources('aws_cloudwatch_dashboard').flatMap((place) => {
      const body = place.values.dashboard_body;
      return typeof body !== 'string' ? [] : bodyProblems(body).map((message) => ({ place, message }));
    }),
};

interface Graph {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly string[];
}

function bodyProblems(body: string): readonly string[] {
  const parsed = widgetsOf(body.replaceAll(/\$\{[^{}]*\}/g, 'known-after-apply'));
  if (typeof parsed === 'string') return [parsed];
  return parsed.flatMap(graphsOf).flatMap(({ namespace, name, dimensions }) => {
    const service = serviceOf(namespace);
    if (service === undefined) {
      return namespace.startsWith('AWS/') ? [`namespace must be in the table of services, got ${namespace}`] : [];
    }
    const rows = metricRows(service, name);
    if (rows.length === 0) return [`${namespace} publishes no metric ${name}`];
    const sets = rows.flatMap((row) => row.dimensions);
    return sets.some((set) => [...set].sort().join() === [...dimensions].sort().join())
      ? []
      : [
          `${name} is published by ${sets.map((set) => set.join(' + ')).join(', or by ')}, got ${dimensions.join(' + ') || 'none'}`,
        ];
  });
}

function widgetsOf(body: string): readonly unknown[] | string {
  try {
    const { widgets } = JSON.parse(body) as { readonly widgets?: unknown };
    return Array.isArray(widgets) ? widgets : 'dashboard_body must have widgets';
  } catch {
    return 'dashboard_body must be JSON';
  }
}

/** Graphs of a widget: `[namespace, name, dimension, value, …]`, or a search by the names of dimensions. */
function graphsOf(widget: unknown): readonly Graph[] {
  const metrics: unknown = Object(Object(widget).properties).metrics;
  if (!Array.isArray(metrics)) return [];
  return metrics.flatMap((line: unknown) => {
    if (!Array.isArray(line)) return [];
    const texts = line.filter((one): one is string => typeof one === 'string');
    const [namespace, name, ...pairs] = texts;
    const expression: unknown = Object(line.at(-1)).expression;
    if (typeof expression === 'string') return searchesIn(expression);
    // `.` stands for what the line before has.
    if (namespace === undefined || name === undefined || texts.includes('.') || texts.includes('...')) return [];
    return [{ namespace, name, dimensions: pairs.filter((_, index) => index % 2 === 0) }];
  });
}

function searchesIn(expression: string): readonly Graph[] {
  const schemas = [...expression.matchAll(/\{([^}]+)\}[^']*?MetricName\s*=\s*\\?"?([\w%.-]+)/g)];
  return schemas.map(([, schema = '', name = '']) => {
    const [namespace = '', ...dimensions] = schema.split(',').map((part) => part.trim().replaceAll('"', ''));
    return { namespace, name, dimensions };
  });
}
