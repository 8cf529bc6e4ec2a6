import { expect, test } from 'vitest';
import { nodeCapacity } from './node-capacity.ts';

// vCPUs and GiB: https://docs.aws.amazon.com/ec2/latest/instancetypes/{gp,so}.html. CPU kept of 8: 60 + 10 + 2 x 5 + 4 x 2.5 = 90 and of 4: 80
// (https://docs.aws.amazon.com/eks/latest/best-practices/managing-cluster-costs.html quotes the same ranges); memory: 92.5 %, less 255 MiB and
// 11 MiB a pod, less 100 MiB: 32 GiB with 110 pods are 30,310.4 - 1,465 - 100.
test.each([
  ['m6g.2xlarge', 110, 7910, 28745],
  ['m6g.xlarge', 110, 3920, 13590],
  ['t3.2xlarge', 40, 7910, 29515],
  ['d3en.2xlarge', 20, 7910, 29735],
  ['i3en.2xlarge', 20, 7910, 60045],
  ['m6g.large', 20, 1930, 7002],
])('a %s with %d pods gives them %dm of CPU and %d MiB', (type, pods, cpuMillis, memoryMebibytes) => {
  expect(nodeCapacity(type, pods)).toEqual({ cpuMillis, memoryMebibytes });
});

test('a type that is not known has no answer, which is not the answer nothing', () => {
  expect(nodeCapacity('z9.huge', 110)).toBeUndefined();
});
