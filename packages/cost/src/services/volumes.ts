import {
  clusterOf,
  helmValues,
  type Inventory,
  type Json,
  type JsonObject,
  oncePer,
  type Resource,
} from '@smile/inventory';
import type { Charge, ChargeContext, Pricer } from '../charge.ts';
import { literal, numeric } from '../read-values.ts';
import { volume } from './machines.ts';

const EBS_DRIVER = 'ebs.csi.aws.com';

/** Volumes of their own. */
export const volumes: Pricer = {
  types: ['aws_ebs_volume'],
  charges: ({ values }, context) => [volume(values, 1, context)],
};

/**
 * What runs in the clusters and claims disks of EBS, for each replica. Claims are found by their storage class: in the settings of
 * charts, in objects that releases hold, and in Kubernetes resources. Disks of nodes are part of the node.
 */
export const claims: Pricer = {
  types: [
    'helm_release',
    'kubernetes_stateful_set_v1',
    'kubernetes_persistent_volume_claim_v1',
    'kubernetes_deployment_v1',
  ],
  charges: (resource, context) => {
    const settings = resource.type === 'helm_release' ? helmValues(context.inventory, resource) : resource.values;
    if (settings === undefined) {
      const why = 'the settings of the release are known only after apply';
      return [{ service: 'EBS', what: 'claims of pods', count: 1, why }];
    }
    const classes = ebsClasses(context.inventory, resource);
    return claimsIn(settings, classes).map((claim) => chargeOf(claim, context));
  },
};

/** A claim as some settings write it. */
interface Claim {
  /** Type of the volume, as in `gp3`. */
  readonly volumeType: string;
  /** As in `150Gi`. */
  readonly size: string;
  readonly replicas: number;
}

/** Storage classes of EBS in the cluster of a resource: their volumes' type, by name. */
function ebsClasses(inventory: Inventory, resource: Resource): ReadonlyMap<string, string> {
  return classesByCluster(inventory).get(clusterKey(inventory, resource)) ?? new Map();
}

/** By cluster, since hundreds of releases ask the same. */
const classesByCluster = oncePer((inventory: Inventory) => {
  const classes = new Map<string, Map<string, string>>();
  for (const one of inventory.resources({ type: 'kubernetes_storage_class_v1', mode: 'managed' })) {
    const name = literal(first(one.values.metadata), 'name');
    if (name === undefined || literal(one.values, 'storage_provisioner') !== EBS_DRIVER) continue;
    const key = clusterKey(inventory, one);
    const known = classes.get(key) ?? new Map<string, string>();
    classes.set(key, known.set(name, literal(first(one.values.parameters), 'type') ?? 'gp3'));
  }
  return classes;
});

function clusterKey(inventory: Inventory, resource: Resource): string {
  return `${resource.environment} ${clusterOf(inventory, resource)}`;
}

/** How charts and objects call the class of a claim. */
const CLASS_NAMES = ['storageClassName', 'storage_class_name', 'storageClass', 'class'];

function claimsIn(settings: JsonObject, classes: ReadonlyMap<string, string>): Claim[] {
  const found: Claim[] = [];
  const walk = (value: Json, replicas: number) => {
    if (Array.isArray(value)) for (const one of value) walk(one, replicas);
    if (!isObject(value) || value.enabled === false) return;
    const here = numeric(value, 'replicas') ?? numeric(value, 'replicaCount') ?? clickhousePods(value) ?? replicas;
    const size = sizeIn(value);
    const volumeType = CLASS_NAMES.map((name) => classes.get(String(value[name]))).find((type) => type !== undefined);
    if (size !== undefined && volumeType !== undefined) found.push({ volumeType, size, replicas: here });
    for (const inner of Object.values(value)) walk(inner, here);
  };
  walk(settings, 1);
  return found;
}

/** Pods of a ClickHouseInstallation, of which each has the claims. */
function clickhousePods(value: JsonObject): number | undefined {
  const { layout } = first(first(value.configuration).clusters);
  if (layout === undefined) return undefined;
  return (numeric(first(layout), 'shardsCount') ?? 1) * (numeric(first(layout), 'replicasCount') ?? 1);
}

/** Size of a claim: as charts shorten it, or in the claim itself. */
function sizeIn(value: JsonObject): string | undefined {
  const requests = first(first(value.resources).requests);
  return literal(value, 'size') ?? literal(requests, 'storage');
}

function chargeOf({ volumeType, size, replicas }: Claim, context: ChargeContext): Charge {
  const gibibytes = gibibytesOf(size);
  const what = `${volumeType} disks that pods claim`;
  if (gibibytes === undefined) return { service: 'EBS', what, count: replicas, why: `${size} is no size in Gi or Ti` };
  const price = context.prices.find(`ebs/${volumeType}`);
  return { service: 'EBS', what, quantity: replicas * gibibytes, price };
}

/** EBS bills gibibytes, which it writes as GB. */
function gibibytesOf(size: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)([MGT])i$/.exec(size) ?? [];
  const factors: Readonly<Record<string, number>> = { M: 1 / 1024, G: 1, T: 1024 };
  const factor = factors[unit ?? ''];
  return factor === undefined ? undefined : Number(amount) * factor;
}

/** An object, or the first of a list of blocks. */
function first(value: Json | undefined): JsonObject {
  const one = Array.isArray(value) ? value[0] : value;
  return isObject(one) ? one : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
