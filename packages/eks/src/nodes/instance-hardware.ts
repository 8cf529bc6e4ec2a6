/** What an EC2 instance type is made of, as far as nodes care. */
export interface InstanceHardware {
  readonly vcpus: number;
  readonly memoryGibibytes: number;
  /** Most network interfaces. */
  readonly interfaces: number;
  /** Most IPv4 addresses of one interface, its own among them. */
  readonly addressesPerInterface: number;
  /** Disks inside the machine, which are empty after a stop. */
  readonly localDisks: number;
  /** Size of each, in gigabytes of 10^9 bytes, as AWS tells it; 0 without disks. */
  readonly localDiskGigabytes: number;
}

type Architecture = 'arm64' | 'x86_64';

/** Interfaces, addresses per interface, and where there are local disks their number and the gigabytes of each. */
type Row = readonly [interfaces: number, addresses: number, localDisks?: number, gigabytes?: number];

/** Sizes of most families. */
const USUAL = {
  medium: [2, 4],
  large: [3, 10],
  xlarge: [4, 15],
  '2xlarge': [4, 15],
  '4xlarge': [8, 30],
  '8xlarge': [8, 30],
  '9xlarge': [8, 30],
  '12xlarge': [8, 30],
  '16xlarge': [15, 50],
  '18xlarge': [15, 50],
  '24xlarge': [15, 50],
  '32xlarge': [15, 50],
  '48xlarge': [15, 50],
} as const satisfies Record<string, Row>;

/** Families whose sizes are all {@link USUAL}. */
const USUAL_FAMILIES =
  'c5 c5d c5n c6g c6gd c6gn c7g c7gd c7i c8g m5 m5d m6g m6gd m6i m7g m7i m8g r5 r5d r6g r6gd r7g r7gd r7i r8g r8gd'.split(
    ' ',
  );

const BURSTABLE = {
  nano: [2, 2],
  micro: [2, 2],
  small: [3, 4],
  medium: [3, 6],
  large: [3, 12],
  xlarge: [4, 15],
  '2xlarge': [4, 15],
} as const satisfies Record<string, Row>;

/** Families of another kind, and the disks of those that hold data. */
const OTHER_FAMILIES: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  t3: BURSTABLE,
  t4g: BURSTABLE,
  d3en: {
    xlarge: [4, 3, 2, 13_980],
    '2xlarge': [4, 5, 4, 13_980],
    '4xlarge': [4, 10, 8, 13_980],
    '6xlarge': [4, 15, 12, 13_980],
    '8xlarge': [4, 20, 16, 13_980],
    '12xlarge': [3, 30, 24, 13_980],
  },
  i3en: {
    large: [3, 10, 1, 1250],
    xlarge: [4, 15, 1, 2500],
    '2xlarge': [4, 15, 2, 2500],
    '3xlarge': [4, 15, 1, 7500],
    '6xlarge': [8, 30, 2, 7500],
    '12xlarge': [8, 30, 4, 7500],
    '24xlarge': [15, 50, 8, 7500],
  },
  i4i: {
    large: [3, 10, 1, 468],
    xlarge: [4, 15, 1, 937],
    '2xlarge': [4, 15, 1, 1875],
    '4xlarge': [8, 30, 1, 3750],
    '8xlarge': [8, 30, 2, 3750],
    '12xlarge': [8, 30, 3, 3750],
    '16xlarge': [15, 50, 4, 3750],
    '24xlarge': [15, 30, 6, 3750],
    '32xlarge': [15, 50, 8, 3750],
  },
  i7ie: {
    large: [3, 10, 1, 1250],
    xlarge: [4, 15, 1, 2500],
    '2xlarge': [4, 15, 2, 2500],
    '3xlarge': [4, 15, 1, 7500],
    '6xlarge': [8, 30, 2, 7500],
    '12xlarge': [8, 50, 4, 7500],
    '18xlarge': [15, 50, 6, 7500],
    '24xlarge': [15, 50, 8, 7500],
    '48xlarge': [15, 50, 16, 7500],
  },
};

/**
 * The hardware of an instance type; undefined for one that is not in the table.
 *
 * Newer figures come from
 * `aws ec2 describe-instance-types --instance-types m6g.xlarge --query 'InstanceTypes[].[VCpuInfo,NetworkInfo,InstanceStorageInfo]'`.
 * Source: DescribeInstanceTypes as kept by aws/amazon-vpc-cni-k8s, pkg/vpc/vpc_ip_resource_limit.go of 2026-08-20, for
 * interfaces; EC2 guide, "instance store volumes", for disks and their sizes.
 */
export function instanceHardware(instanceType: string): InstanceHardware | undefined {
  const [family = '', size = ''] = instanceType.split('.');
  const sizes: Readonly<Record<string, Row>> = USUAL_FAMILIES.includes(family) ? USUAL : (OTHER_FAMILIES[family] ?? {});
  const row = sizes[size];
  if (row === undefined) return undefined;
  const [interfaces, addressesPerInterface, localDisks = 0, localDiskGigabytes = 0] = row;
  const vcpus = vcpusOf(family, size);
  const disks = { localDisks, localDiskGigabytes };
  return { vcpus, memoryGibibytes: memoryOf(family, size, vcpus), interfaces, addressesPerInterface, ...disks };
}

/** Processor architecture of any instance type: a family with a g behind its generation has AWS's own, which is Arm. */
export function architectureOf(instanceType: string): Architecture {
  return /^[a-z]+\d+g/.test(instanceType) ? 'arm64' : 'x86_64';
}

/** Whether a type earns credits while it idles, and spends them when it works. */
export function isBurstable(instanceType: string): boolean {
  return /^t\d/.test(instanceType);
}

function vcpusOf(family: string, size: string): number {
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  if (times !== undefined) return Number(times) * 4;
  if (size === 'xlarge') return 4;
  return size === 'medium' && !family.startsWith('t') ? 1 : 2;
}

/** Small sizes of burstable families, whose memory does not follow their vCPUs. */
const SMALL_MEMORY: Readonly<Record<string, number>> = { nano: 0.5, micro: 1, small: 2, medium: 4 };

/** https://docs.aws.amazon.com/ec2/latest/instancetypes/ of 2026-08: GiB for each vCPU, by the letter of the family. */
function memoryOf(family: string, size: string, vcpus: number): number {
  const small = SMALL_MEMORY[size];
  if (family.startsWith('t') && small !== undefined) return small;
  if (family.startsWith('c')) return 2 * vcpus;
  return /^[ri]/.test(family) ? 8 * vcpus : 4 * vcpus;
}
