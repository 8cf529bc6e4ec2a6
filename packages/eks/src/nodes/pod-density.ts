import { type InstanceHardware, instanceHardware } from './instance-hardware.ts';

/** Addresses that come at once when prefixes are delegated: a /28. */
const PREFIX_SIZE = 16;

/** Pods in the host's own network, which need no address: the network add-on and kube-proxy. */
const PODS_WITHOUT_ADDRESS = 2;

/** What Kubernetes is tested with on a node of up to 30 processors, and on a larger one. */
const RECOMMENDED = { small: 110, large: 250, largeFromVcpus: 31 };

/** How many pods shall run on one node of a type. */
export interface PodDensity {
  readonly instanceType: string;
  readonly prefixDelegation: boolean;
}

/**
 * Most pods of one node; undefined for a type whose hardware we do not know.
 *
 * One address of each interface is the interface's own; each other is a pod's, or a prefix of sixteen. With prefixes the
 * arithmetic allows more than Kubernetes bears, so its recommendation is the limit.
 * https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
 */
export function mostPods({ instanceType, prefixDelegation }: PodDensity): number | undefined {
  const hardware = instanceHardware(instanceType);
  if (hardware === undefined) return undefined;
  const slots = slotsOf(hardware);
  if (!prefixDelegation) return slots + PODS_WITHOUT_ADDRESS;
  const recommended = hardware.vcpus < RECOMMENDED.largeFromVcpus ? RECOMMENDED.small : RECOMMENDED.large;
  return Math.min(slots * PREFIX_SIZE + PODS_WITHOUT_ADDRESS, recommended);
}

/** What is wrong with running so many pods on one node: a sentence, or nothing. */
export function podDensityProblems({
  instanceType,
  prefixDelegation,
  podsPerNode,
}: PodDensity & { readonly podsPerNode: number | undefined }): string[] {
  const most = mostPods({ instanceType, prefixDelegation });
  if (most === undefined) {
    return [
      `how many pods run on ${instanceType} is not known; add the type to packages/eks/src/nodes/instance-hardware.ts`,
    ];
  }
  if (podsPerNode === undefined || (Number.isInteger(podsPerNode) && podsPerNode >= 1 && podsPerNode <= most))
    return [];
  const withPrefixes = mostPods({ instanceType, prefixDelegation: true }) ?? most;
  const remedy =
    withPrefixes > most && podsPerNode <= withPrefixes
      ? `switch on prefix delegation, with which it runs ${withPrefixes}, or lower podsPerNode`
      : `use 1 to ${most}, and more nodes or another type for more`;
  const how = prefixDelegation ? 'with' : 'without';
  return [`podsPerNode: ${instanceType} runs ${most} pods ${how} prefix delegation, got ${podsPerNode}; ${remedy}`];
}

/**
 * Most addresses of its subnet that one node takes.
 *
 * Sixteen are taken for every sixteen pods and sixteen more in advance (`WARM_PREFIX_TARGET=1`); without prefixes, one
 * for every pod and a whole interface in advance (`WARM_ENI_TARGET=1`). Both are the network add-on's defaults.
 * Source: aws/amazon-vpc-cni-k8s, README.
 */
export function addressesOfNode({ instanceType, prefixDelegation }: PodDensity, podsPerNode: number): number {
  const hardware = instanceHardware(instanceType);
  if (hardware === undefined) return 0;
  const { interfaces, addressesPerInterface } = hardware;
  const most = interfaces * addressesPerInterface;
  if (!prefixDelegation) return Math.min(most, podsPerNode + interfaces + addressesPerInterface);
  const prefixes = Math.min(slotsOf(hardware), Math.ceil(podsPerNode / PREFIX_SIZE) + 1);
  return Math.ceil(prefixes / (addressesPerInterface - 1)) + prefixes * PREFIX_SIZE;
}

function slotsOf({ interfaces, addressesPerInterface }: InstanceHardware): number {
  return interfaces * (addressesPerInterface - 1);
}
