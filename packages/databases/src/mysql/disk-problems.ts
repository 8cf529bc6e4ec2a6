import { type Gibibytes, inGibibytes } from '@smile/core';

/** Speed beyond what gp3 brings by itself. */
export interface ProvisionedDisk {
  /** 12,000 to 64,000. */
  readonly iops: number;
  /** 500 to 4,000. */
  readonly throughputMebibytesPerSecond: number;
}

/** Size and speed of a gp3 disk. */
export interface Disk {
  readonly storage: Gibibytes;
  readonly storageLimit: Gibibytes;
  readonly provisioned: ProvisionedDisk | undefined;
}

/** Below it, gp3 has 3,000 IOPS and 125 MiB/s and RDS refuses others; from it on, 12,000 and 500. In GiB. */
const STRIPED_FROM = 400;

/**
 * What RDS would refuse of a disk, which it says only at apply.
 *
 * Source: RDS user guide, "Amazon RDS DB instance storage", gp3 for MySQL, and "storage autoscaling".
 */
export function diskProblems({ storage, storageLimit, provisioned }: Disk): string[] {
  return [...autoscalingProblems(storage, storageLimit), ...speedProblems(inGibibytes(storage), provisioned)];
}

function autoscalingProblems(storage: Gibibytes, storageLimit: Gibibytes): string[] {
  const least = Math.ceil((inGibibytes(storage) * 11) / 10);
  if (inGibibytes(storageLimit) >= least) return [];
  return [
    `storageLimit must exceed storage by a tenth at least, got storage='${storage}' storageLimit='${storageLimit}'; use '${least} GiB' or more`,
  ];
}

function speedProblems(size: number, provisioned: ProvisionedDisk | undefined): string[] {
  if (provisioned === undefined) return [];
  const { iops, throughputMebibytesPerSecond: throughput } = provisioned;
  if (size < STRIPED_FROM) {
    return [
      `provisionedDisk needs a disk of ${STRIPED_FROM} GiB or more, got storage='${size} GiB'; leave it out for 3000 IOPS and 125 MiB/s`,
    ];
  }
  return [
    ...outside('iops', iops, 12_000, Math.min(64_000, size * 500)),
    ...outside('throughputMebibytesPerSecond', throughput, 500, Math.min(4_000, Math.floor(iops / 4))),
  ];
}

function outside(property: string, given: number, lowest: number, highest: number): string[] {
  if (given >= lowest && given <= highest) return [];
  return [`provisionedDisk.${property} must be ${lowest} to ${highest} on this disk, got ${given}; correct it`];
}
