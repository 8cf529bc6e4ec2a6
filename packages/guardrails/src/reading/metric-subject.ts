import { groupedBy, oncePer, type Reference, type Resource } from '@smile/inventory';
import { METRIC_SUBJECTS, type MetricSubject } from '../data/metric-subjects.ts';
import type { RuleContext } from '../rule.ts';
import { Block, isExpression } from './block.ts';
import { dimensionReferences, dimensionValue, type WatchedMetric } from './watched-metrics.ts';

/** What a dimension names: a resource, or what is wrong with its value, or neither where nobody can tell. */
export interface Subject {
  readonly resource?: Resource;
  readonly problem?: string;
}

/** What was found before, by metric and dimension, since several rules ask for the same. */
const remembered = new WeakMap<RuleContext, Map<WatchedMetric, Map<string, Subject>>>();

/** What the value of one dimension of a metric names. */
export function subjectOf(context: RuleContext, metric: WatchedMetric, dimension: string): Subject {
  const byMetric = remembered.get(context) ?? new Map<WatchedMetric, Map<string, Subject>>();
  remembered.set(context, byMetric);
  const byDimension = byMetric.get(metric) ?? new Map<string, Subject>();
  byMetric.set(metric, byDimension);
  const known = byDimension.get(dimension) ?? findSubject(context, metric, dimension);
  byDimension.set(dimension, known);
  return known;
}

function findSubject(context: RuleContext, metric: WatchedMetric, dimension: string): Subject {
  const subject = METRIC_SUBJECTS.find((one) => one.dimension === dimension);
  if (subject === undefined) return {};
  const value = dimensionValue(metric, dimension);
  const references = dimensionReferences(metric, dimension);
  if (references.length > 0 && (value === undefined || isExpression(value))) {
    return byReference(context, metric, subject, references);
  }
  return value === undefined || isExpression(value) ? {} : byValue(context, metric, subject, value);
}

function byReference(
  { inventory }: RuleContext,
  { alarm }: WatchedMetric,
  subject: MetricSubject,
  references: readonly Reference[],
): Subject {
  const ends = references.flatMap((reference) => {
    const resource = inventory.byAddress(reference.stack, reference.address);
    return resource === undefined ? [] : [{ resource, attribute: reference.attribute.replaceAll(/\[[^\]]*\]/g, '') }];
  });
  const fitting = ends.filter(({ resource }) => subject.types[resource.type] !== undefined);
  const [end] = fitting.length > 0 ? fitting : ends;
  if (end === undefined) return {};
  const { resource, attribute } = end;
  const allowed = subject.types[resource.type];
  const wanted = `${subject.dimension} must name ${withArticle(subject.noun)}`;
  if (allowed === undefined) return { problem: `${wanted}, got ${resource.address}${attribute && `.${attribute}`}` };
  if (
    resource.environment !== undefined &&
    alarm.environment !== undefined &&
    resource.environment !== alarm.environment
  ) {
    return { problem: `${wanted} of ${alarm.environment}, got ${resource.address} of ${resource.environment}` };
  }
  if (attribute !== '' && !allowed.includes(attribute)) {
    const trap = subject.traps?.[attribute];
    return {
      problem: `${wanted} by its ${allowed[0]}, got ${attribute}${trap === undefined ? '' : `, which ${trap}`}`,
    };
  }
  return { resource };
}

function byValue(context: RuleContext, { alarm }: WatchedMetric, subject: MetricSubject, value: string): Subject {
  const { known, byName } = namedBy(context, subject);
  const found = byName.get(value)?.find(({ resource }) => isSameEnvironment(resource, alarm));
  if (found !== undefined) return { resource: found.resource };
  const near = known.filter(({ resource }) => isSameEnvironment(resource, alarm));
  // A plan or a state of one stack does not hold what another stack has.
  if (context.inventory.source !== 'synth' && near.length === 0) return {};
  const names = [...new Set(near.map(({ name }) => name))].sort();
  // What AWS names is known after apply, so in code a literal of that form is nobody's.
  const some = names.length === 0 ? '' : `; there are ${names.join(', ')}`;
  const foreign = known.find(({ name }) => name === value)?.resource.environment;
  const owner = foreign === undefined ? '' : `, which is of ${foreign}`;
  return {
    problem: `${subject.dimension} must name ${withArticle(subject.noun)} of the same environment, got ${JSON.stringify(value)}${owner}${some}`,
  };
}

interface NamedResource {
  readonly resource: Resource;
  readonly name: string;
}

interface NamedResources {
  readonly known: readonly NamedResource[];
  readonly byName: ReadonlyMap<string, readonly NamedResource[]>;
}

const namedSubjects = oncePer((_: RuleContext) => new Map<MetricSubject, NamedResources>());

/** What the values of a dimension can name. */
function namedBy(context: RuleContext, subject: MetricSubject): NamedResources {
  const memory = namedSubjects(context);
  const remembered = memory.get(subject);
  if (remembered !== undefined) return remembered;
  const known = context
    .resources(Object.keys(subject.types))
    .flatMap((resource) => namesOf(resource, subject).map((name) => ({ resource, name })));
  const found = { known, byName: groupedBy(known, ({ name }) => [name]) };
  memory.set(subject, found);
  return found;
}

function isSameEnvironment(one: Resource, other: Resource): boolean {
  return one.environment === undefined || other.environment === undefined || one.environment === other.environment;
}

/** Values that name a resource in a dimension, as far as they are known. */
function namesOf(resource: Resource, subject: MetricSubject): readonly string[] {
  const block = Block.of(resource);
  switch (resource.type) {
    case 'aws_elasticache_replication_group':
      return cacheNodes(block);
    case 'aws_mq_broker':
      return brokerNames(block);
    case 'aws_wafv2_web_acl':
      return texts([block.block('visibility_config').text('metric_name')]);
    case 'aws_eks_node_group':
      return texts(
        block
          .blocks('resources')
          .flatMap((part) => part.blocks('autoscaling_groups').map((group) => group.text('name'))),
      );
    default:
      return texts((subject.types[resource.type] ?? []).map((attribute) => block.text(attribute)));
  }
}

/** Nodes of a replication group are called after it, with three digits. */
function cacheNodes(group: Block): readonly string[] {
  const id = group.text('replication_group_id');
  const count = group.number('num_cache_clusters') ?? 1;
  return id === undefined
    ? []
    : Array.from({ length: count }, (_, index) => `${id}-${String(index + 1).padStart(3, '0')}`);
}

/** ActiveMQ publishes per broker of a pair; RabbitMQ under the name as it is, also for a cluster. */
function brokerNames(broker: Block): readonly string[] {
  const name = broker.text('broker_name');
  if (name === undefined) return [];
  if (broker.text('engine_type')?.toLowerCase() !== 'activemq') return [name];
  const pair = broker.text('deployment_mode') === 'ACTIVE_STANDBY_MULTI_AZ' ? ['1', '2'] : ['1'];
  return pair.map((number) => `${name}-${number}`);
}

function withArticle(noun: string): string {
  return `${/^(?:[aeiou]|HTTP)/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

function texts(values: readonly (string | undefined)[]): readonly string[] {
  return values.filter((value) => value !== undefined);
}
