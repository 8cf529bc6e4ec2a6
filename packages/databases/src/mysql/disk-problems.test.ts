import { expect, test } from 'vitest';
import { type Disk, diskProblems } from './disk-problems.ts';

const disk = (values: Partial<Disk> = {}): Disk => ({
  storage: '500 GiB',
  storageLimit: '1000 GiB',
  provisioned: undefined,
  ...values,
});

test.each([
  disk(),
  disk({ provisioned: { iops: 12_000, throughputMebibytesPerSecond: 500 } }),
  disk({ provisioned: { iops: 64_000, throughputMebibytesPerSecond: 4_000 } }),
  disk({ storage: '100 GiB', storageLimit: '110 GiB' }),
])('accepts $storage to $storageLimit with $provisioned', (accepted) => {
  expect(diskProblems(accepted)).toEqual([]);
});

test('refuses a limit that leaves autoscaling no room', () => {
  expect(diskProblems(disk({ storageLimit: '500 GiB' }))).toEqual([
    "storageLimit must exceed storage by a tenth at least, got storage='500 GiB' storageLimit='500 GiB'; use '550 GiB' or more",
  ]);
});

test('refuses a speed for a disk below 400 GiB', () => {
  const provisioned = { iops: 12_000, throughputMebibytesPerSecond: 500 };
  expect(diskProblems(disk({ storage: '399 GiB', provisioned }))).toEqual([
    "provisionedDisk needs a disk of 400 GiB or more, got storage='399 GiB'; leave it out for 3000 IOPS and 125 MiB/s",
  ]);
});

test('refuses speeds that gp3 does not reach, all at once', () => {
  expect(diskProblems(disk({ provisioned: { iops: 3_000, throughputMebibytesPerSecond: 5_000 } }))).toEqual([
    'provisionedDisk.iops must be 12000 to 64000 on this disk, got 3000; correct it',
    'provisionedDisk.throughputMebibytesPerSecond must be 500 to 750 on this disk, got 5000; correct it',
  ]);
});
