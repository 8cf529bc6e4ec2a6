import type { ChartName } from '@smile/catalogue';
import { type ChartSource, isMap, type Value, type ValueMap } from './chart-source.ts';
import { VALUE_EXCEPTIONS } from './value-exceptions.ts';

/** Maps that charts pass through to Kubernetes whole, wherever they stand; their defaults name some of their keys. */
const PASSED_THROUGH = /securityContext$|annotations$|labels$|^(nodeSelector|affinity|resources|grafana\.ini)$/i;

/** Where Istio's charts keep their defaults, so that values may stand at the top or below `global`. */
const ISTIO_DEFAULTS = '_internal_defaults_do_not_set';

/**
 * Keys of values that a chart does not have, as paths such as `image.tagg`: most often misspelt, since Helm takes them
 * without a word.
 *
 * A chart has what `values.yaml` has, what its schema names, and what charts inside it have. Below a default that is
 * empty, or no map, every key is taken: the chart says nothing of them.
 */
export function unknownKeys(name: ChartName, values: ValueMap, source: ChartSource): readonly string[] {
  return unknownIn(values, source, []).filter((path) => !isException(name, path));
}

function unknownIn(values: ValueMap, source: ChartSource, path: readonly string[]): readonly string[] {
  const hidden = source.defaults[ISTIO_DEFAULTS];
  const defaults = isMap(hidden) ? { ...hidden, ...source.defaults } : source.defaults;
  const schema = source.schema === undefined ? undefined : resolveReference(source.schema, source.schema);
  return Object.entries(values).flatMap(([key, value]) => {
    const here = [...path, key];
    if (key === 'global' && !(key in defaults)) return [];
    const known = { defaults: own(defaults, key), schema: propertyOf(schema, key, source.schema) };
    const subchart = source.subcharts.get(key);
    if (source.subcharts.has(key)) return ofSubchart(value, subchart, known.defaults, here);
    return compare(value, known, source.schema, here);
  });
}

/** What the outer chart sets for an inner one need not stand in the inner one's values. */
function ofSubchart(
  value: Value,
  subchart: ChartSource | undefined,
  outer: Value | undefined,
  path: readonly string[],
) {
  if (subchart === undefined || !isMap(value)) return [];
  // Whether an inner chart is installed at all is read by Helm, not by its templates.
  const { enabled: _, ...rest } = value;
  const defaults = isMap(outer) ? mergeMaps(subchart.defaults, outer) : subchart.defaults;
  return unknownIn(rest, { ...subchart, defaults }, path);
}

interface Known {
  readonly defaults: Value | undefined;
  readonly schema: ValueMap | undefined;
}

function compare(value: Value, known: Known, root: ValueMap | undefined, path: readonly string[]): readonly string[] {
  if (known.defaults === undefined && known.schema === undefined) return [path.join('.')];
  if (!isMap(value) || PASSED_THROUGH.test(path.at(-1) ?? '')) return [];
  const named = isMap(known.defaults) && Object.keys(known.defaults).length > 0;
  const listed = known.schema !== undefined && isMap(known.schema.properties);
  if (!named && !listed) return [];
  if (!named && known.defaults !== undefined) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    compare(
      inner,
      {
        defaults: isMap(known.defaults) ? own(known.defaults, key) : undefined,
        schema: propertyOf(known.schema, key, root),
      },
      root,
      [...path, key],
    ),
  );
}

/** What a schema says of a key: by name, or of every key that it does not name. */
function propertyOf(schema: ValueMap | undefined, key: string, root: ValueMap | undefined): ValueMap | undefined {
  if (schema === undefined) return undefined;
  const { properties, additionalProperties } = schema;
  const found = isMap(properties) ? own(properties, key) : undefined;
  if (found !== undefined) return isMap(found) ? resolveReference(found, root) : {};
  return isMap(additionalProperties) ? resolveReference(additionalProperties, root) : undefined;
}

/** A `$ref` within the schema, as in `#/definitions/helm-values`. */
function resolveReference(schema: ValueMap, root: ValueMap | undefined): ValueMap {
  const { $ref: reference } = schema;
  if (typeof reference !== 'string' || !reference.startsWith('#/') || root === undefined) return schema;
  const target = reference
    .slice(2)
    .split('/')
    .reduce<Value | undefined>((at, step) => (isMap(at) ? own(at, step) : undefined), root);
  return isMap(target) ? target : schema;
}

function isException(chart: ChartName, path: string): boolean {
  return VALUE_EXCEPTIONS.some(
    (exception) => exception.chart === chart && `${path}.`.startsWith(`${fitted(exception.path, path)}.`),
  );
}

/** A pattern with its `*` filled in from a path. */
function fitted(pattern: string, path: string): string {
  const steps = path.split('.');
  return pattern
    .split('.')
    .map((step, index) => (step === '*' ? (steps[index] ?? '*') : step))
    .join('.');
}

function mergeMaps(under: ValueMap, over: ValueMap): ValueMap {
  const merged: Record<string, Value> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = own(under, key);
    merged[key] = isMap(value) && isMap(below) ? mergeMaps(below, value) : value;
  }
  return merged;
}

function own(map: ValueMap, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
