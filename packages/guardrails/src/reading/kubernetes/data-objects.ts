import { asObject, type KubernetesObject } from '@smile/inventory';
import type { RuleContext } from '../../rule.ts';
import { Block } from '../block.ts';
import { stageOf } from '../environments.ts';
import { isBeside, objectsOf } from './objects.ts';

/** Groups of Strimzi's kinds, and of Altinity's. */
export const STRIMZI = /^kafka\.strimzi\.io\//;
export const ALTINITY = /^clickhouse\.altinity\.com\//;

const CLUSTER = 'strimzi.io/cluster';

/** Whether an object is of a production environment. */
export function isInProduction({ resource }: KubernetesObject): boolean {
  return stageOf(resource.environment) === 'production';
}

/** What belongs to a Kafka by its label: pools, topics, users. */
export function ofKafka(context: RuleContext, kafka: KubernetesObject, kind: string): readonly KubernetesObject[] {
  return objectsOf(context, kind, STRIMZI).filter((one) => isBeside(one, kafka) && one.labels[CLUSTER] === kafka.name);
}

/** Whether pods wait rather than lie unevenly over zones. */
export function isOverZones(pod: Block): boolean {
  return pod
    .blocks('topologySpreadConstraints')
    .some(
      (one) =>
        one.text('topologyKey') === 'topology.kubernetes.io/zone' && one.text('whenUnsatisfiable') === 'DoNotSchedule',
    );
}

/** Volumes of a node of a pool, as Strimzi claims them. */
export function volumesOf({ spec }: KubernetesObject): readonly Block[] {
  const storage = new Block(spec).block('storage');
  return storage.text('type') === 'jbod' ? storage.blocks('volumes') : [storage];
}

/** Class and settings of a connector of Kafka Connect. */
export function settingsOf({ spec }: KubernetesObject): {
  readonly class: string | undefined;
  readonly config: Readonly<Record<string, unknown>>;
} {
  return { class: new Block(spec).text('class'), config: asObject(spec.config) };
}
