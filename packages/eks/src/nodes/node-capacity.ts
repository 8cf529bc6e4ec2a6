import { instanceHardware } from './instance-hardware.ts';

/** What pods can ask for, on one node or on many. */
export interface Resources {
  /** Thousandths of a CPU. */
  readonly cpuMillis: number;
  readonly memoryMebibytes: number;
}

/**
 * Share of the memory that the hypervisor and the kernel keep. Karpenter reckons with the same for types that it has not seen.
 * https://karpenter.sh/docs/reference/settings/ (`vmMemoryOverheadPercent`)
 */
const KERNEL_SHARE = 0.075;

/** What the kubelet keeps free before it evicts pods. https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/#hard-eviction-thresholds */
const EVICTION_MEBIBYTES = 100;

/** Thousandths of each CPU that are kept for the kubelet and its like: of the first, the second, the third and fourth, and each further one. */
const RESERVED_MILLIS = [60, 10, 5, 5];
const RESERVED_OF_FURTHER = 2.5;

/**
 * What pods can ask for on one node of a type: its size less what Amazon Linux 2023 keeps for itself; undefined for a type
 * that is not known.
 *
 * Source: awslabs/amazon-eks-ami, nodeadm/internal/kubelet/config.go (`getMemoryMebibytesToReserve`, `getCPUMillicoresToReserve`).
 *
 * @param maxPods most pods that the kubelet takes, which is what memory is kept by.
 */
export function nodeCapacity(instanceType: string, maxPods: number): Resources | undefined {
  const hardware = instanceHardware(instanceType);
  if (hardware === undefined) return undefined;
  const { vcpus, memoryGibibytes } = hardware;
  const reserved = Array.from({ length: vcpus }, (_, cpu) => RESERVED_MILLIS[cpu] ?? RESERVED_OF_FURTHER);
  const memory = memoryGibibytes * 1024 * (1 - KERNEL_SHARE) - (11 * maxPods + 255) - EVICTION_MEBIBYTES;
  return {
    cpuMillis: Math.floor(vcpus * 1000 - reserved.reduce((sum, one) => sum + one, 0)),
    memoryMebibytes: Math.floor(memory),
  };
}
