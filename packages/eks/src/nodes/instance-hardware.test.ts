import { regionFacts } from '@smile/core';
import { expect, test } from 'vitest';
import { architectureOf, instanceHardware, isBurstable } from './instance-hardware.ts';

// Memory: https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html and so.html
test.each([
  ['m6g.2xlarge', { vcpus: 8, memoryGibibytes: 32, interfaces: 4, addressesPerInterface: 15, localDisks: 0 }],
  ['m6g.xlarge', { vcpus: 4, memoryGibibytes: 16, interfaces: 4, addressesPerInterface: 15, localDisks: 0 }],
  ['m6g.medium', { vcpus: 1, memoryGibibytes: 4, interfaces: 2, addressesPerInterface: 4, localDisks: 0 }],
  ['m5.8xlarge', { vcpus: 32, memoryGibibytes: 128, interfaces: 8, addressesPerInterface: 30, localDisks: 0 }],
  ['t3.2xlarge', { vcpus: 8, memoryGibibytes: 32, interfaces: 4, addressesPerInterface: 15, localDisks: 0 }],
  ['t4g.medium', { vcpus: 2, memoryGibibytes: 4, interfaces: 3, addressesPerInterface: 6, localDisks: 0 }],
  [
    'd3en.2xlarge',
    {
      vcpus: 8,
      memoryGibibytes: 32,
      interfaces: 4,
      addressesPerInterface: 5,
      localDisks: 4,
      localDiskGigabytes: 13_980,
    },
  ],
  [
    'i3en.2xlarge',
    {
      vcpus: 8,
      memoryGibibytes: 64,
      interfaces: 4,
      addressesPerInterface: 15,
      localDisks: 2,
      localDiskGigabytes: 2500,
    },
  ],
  [
    'i3en.3xlarge',
    {
      vcpus: 12,
      memoryGibibytes: 96,
      interfaces: 4,
      addressesPerInterface: 15,
      localDisks: 1,
      localDiskGigabytes: 7500,
    },
  ],
])('%s', (type, hardware) => {
  expect(instanceHardware(type)).toEqual({ localDiskGigabytes: 0, ...hardware });
});

test.each(['toaster', 'm6g.toaster', 'p5.48xlarge'])('nothing is known of %s', (type) => {
  expect(instanceHardware(type)).toBeUndefined();
});

test('is known of most types that Jakarta sells, and of every family that the estate uses', () => {
  const sold = Object.keys(regionFacts('ap-southeast-3').ec2Offerings.zonesByType);
  const virtual = sold.filter((type) => !type.includes('metal'));
  expect(virtual.filter((type) => instanceHardware(type) !== undefined).length).toBeGreaterThan(250);
  const families = ['m6g', 'm7g', 'm5', 'm6i', 't3', 't4g', 'd3en', 'i3en', 'i4i', 'r6g', 'c6g'];
  const unknown = virtual.filter(
    (type) => families.includes(type.split('.')[0] ?? '') && instanceHardware(type) === undefined,
  );
  expect(unknown).toEqual([]);
});

test.each([
  ['m6g.xlarge', 'arm64'],
  ['c7gd.large', 'arm64'],
  ['t4g.small', 'arm64'],
  ['r8g.large', 'arm64'],
  ['is4gen.large', 'arm64'],
  ['d3en.2xlarge', 'x86_64'],
  ['i3en.2xlarge', 'x86_64'],
  ['m7i-flex.large', 'x86_64'],
  ['g5.xlarge', 'x86_64'],
  ['t3.2xlarge', 'x86_64'],
])('%s is %s', (type, architecture) => {
  expect(architectureOf(type)).toBe(architecture);
});

test.each([
  ['t3.large', true],
  ['t4g.large', true],
  ['m5.large', false],
  ['toaster', false],
])('%s runs on credits: %s', (type, burstable) => {
  expect(isBurstable(type)).toBe(burstable);
});
