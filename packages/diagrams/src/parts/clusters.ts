import type { Inventory, KubernetesObject, Resource } from '@smile/inventory';
import { kubernetesObjects } from '@smile/inventory';
import type { DiagramGroup } from '../model.ts';
import { describe } from './describe.ts';
import { partId } from './identity.ts';

/** A cluster with the name by which its objects know it. */
export interface ClusterPart {
  /** The same in every environment. */
  readonly id: string;
  /** As in `smile-prd-app`. */
  readonly cluster: string;
  /** As in `Application cluster`. */
  readonly name: string;
}

/** Clusters of an environment that have objects, in the order of the code. */
export function clustersOf(inventory: Inventory, environment: string): ClusterPart[] {
  const used = new Set(objectsOf(inventory, environment).map(({ cluster }) => cluster));
  return inventory
    .resources({ type: 'aws_eks_cluster', environment, mode: 'managed' })
    .flatMap((resource): ClusterPart[] => {
      const { name } = resource.values;
      if (typeof name !== 'string' || !used.has(name)) return [];
      return [{ id: partId(resource), cluster: name, name: describe(resource, inventory)?.name ?? name }];
    });
}

/** Objects inside the clusters of an environment. */
export function objectsOf(inventory: Inventory, environment: string): KubernetesObject[] {
  return kubernetesObjects(inventory).filter(({ resource }) => resource.environment === environment);
}

/** The frame around a cluster. */
export function clusterFrame({ id, name }: ClusterPart): DiagramGroup {
  return { id, kind: 'kubernetes', name, facts: [] };
}

/** What a release or the objects of one refer to outside the cluster, of some types. */
export function referredBy(inventory: Inventory, resource: Resource, types: readonly string[]): Resource[] {
  return [...new Set(inventory.references(resource))].filter(({ type }) => types.includes(type));
}
