import { chartReleases, type KubernetesObject, kubernetesObjects, oncePer, type PodTemplate } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { isExpression } from '../block.ts';
import { isBeside, objectsOf, podsOf } from './objects.ts';

/** Namespaces that every cluster has, and that nobody makes. */
const GIVEN = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];
/** API groups whose operators make pods, accounts and Services of their own. */
const OPERATORS =
  /^(kafka\.strimzi\.io|core\.strimzi\.io|clickhouse(-keeper)?\.altinity\.com|risingwave\.risingwavelabs\.com|monitoring\.coreos\.com|zookeeper\.)/;
/** Kinds of these groups that only describe something. */
const DESCRIPTIONS = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'KafkaTopic', 'KafkaUser', 'KafkaConnector'];

const charted: (context: RuleContext) => readonly string[] = oncePer((context: RuleContext) =>
  chartReleases(context.inventory).map(({ values }) => String(values.namespace ?? 'default')),
);

/**
 * Whether every object of a namespace is shown by the source: no chart of somebody else and no operator adds to it, and something
 * of it was read besides.
 */
export function isWholeNamespace(context: RuleContext, object: KubernetesObject): boolean {
  const { namespace = 'default' } = object;
  if (charted(context).some((name) => name === namespace || isExpression(name)) || isExpression(namespace))
    return false;
  return !operated(context).some((one) => isBeside(one, object));
}

const operated: (context: RuleContext) => readonly KubernetesObject[] = oncePer(({ inventory }: RuleContext) =>
  kubernetesObjects(inventory).filter(
    ({ apiVersion, kind }) => OPERATORS.test(apiVersion) && !DESCRIPTIONS.includes(kind),
  ),
);

/** Pods of objects in the namespace of an object. */
export function podsBeside(context: RuleContext, object: KubernetesObject): readonly PodTemplate[] {
  return podsOf(context).filter((pods) => isBeside(pods.object, object));
}

/** Whether the namespace of an object exists; a cluster of which no namespace was read does not tell. */
export function hasNamespace(context: RuleContext, { cluster, namespace }: KubernetesObject): boolean {
  if (namespace === undefined || GIVEN.includes(namespace) || isExpression(namespace)) return true;
  const known = objectsOf(context, 'Namespace').filter((one) => one.cluster === cluster);
  const isMadeByRelease = context
    .resources('helm_release')
    .some(({ values }) => values.create_namespace === true && values.namespace === namespace);
  return known.length === 0 || isMadeByRelease || known.some(({ name }) => name === namespace);
}
