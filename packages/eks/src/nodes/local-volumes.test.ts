import { expect, test } from 'vitest';
import { localVolumes } from './local-volumes.ts';

// EC2 guide, "instance store volumes": d3en.2xlarge has 4 x 13,980 GB HDD, i3en.2xlarge 2 x 2,500 GB NVMe, i4i.xlarge 1 x 937 GB.
test.each([
  // 13.98e12 bytes are 13,019.9 GiB.
  ['d3en.2xlarge', 'disks', { count: 4, gibibytes: 12_889 }],
  // Half of 55.92e12 bytes.
  ['d3en.2xlarge', 'raid', { count: 1, gibibytes: 25_779 }],
  // 2.5e12 bytes are 2,328.3 GiB.
  ['i3en.2xlarge', 'disks', { count: 2, gibibytes: 2305 }],
  ['i3en.2xlarge', 'raid', { count: 1, gibibytes: 2305 }],
  ['i4i.xlarge', 'disks', { count: 1, gibibytes: 863 }],
  ['m6g.2xlarge', 'disks', undefined],
  ['x9.huge', 'disks', undefined],
] as const)('the disks of a %s as %s are %j', (type, layout, expected) => {
  expect(localVolumes(type, layout)).toEqual(expected);
});
