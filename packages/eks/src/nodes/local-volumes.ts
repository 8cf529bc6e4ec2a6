import { instanceHardware } from './instance-hardware.ts';
import type { LocalDiskLayout } from './node-user-data.ts';

/** Volumes that the local disks of one node become. */
export interface LocalVolumes {
  readonly count: number;
  /** What a file system on each has room for. */
  readonly gibibytes: number;
}

const BYTES_OF_GIBIBYTE = 1024 ** 3;

/** A RAID 10 keeps everything twice. */
const COPIES_OF_RAID = 2;

/**
 * Share of a disk that XFS keeps for its own log and tables, and that is no room for data: its log is at most 2 GiB, and what it
 * reserves for the growth of its trees a fraction of a per cent. Rounded up to be safe.
 * https://man7.org/linux/man-pages/man8/mkfs.xfs.8.html
 */
const OF_XFS = 0.01;

/** The volumes on the local disks of a node of a type; undefined for a type without, or that is not known. */
export function localVolumes(instanceType: string, layout: LocalDiskLayout): LocalVolumes | undefined {
  const { localDisks = 0, localDiskGigabytes = 0 } = instanceHardware(instanceType) ?? {};
  if (localDisks === 0) return undefined;
  const each = (gigabytes: number) => Math.floor(((gigabytes * 1e9) / BYTES_OF_GIBIBYTE) * (1 - OF_XFS));
  if (layout === 'disks') return { count: localDisks, gibibytes: each(localDiskGigabytes) };
  return { count: 1, gibibytes: each((localDisks * localDiskGigabytes) / COPIES_OF_RAID) };
}
