import { expect, test } from 'vitest';
import { instanceTypeProblems } from './instance-type-problems.ts';

test.each([
  ['t3.large', 'apse3-az1', []],
  ['d3en.2xlarge', 'apse3-az1', []],
  [
    'd3en.2xlarge',
    'apse3-az3',
    [
      'instanceType d3en.2xlarge is not sold in apse3-az3, but in apse3-az1, apse3-az2; choose one of these zones or another type',
    ],
  ],
  ['t3a.large', 'apse3-az1', ['instanceType t3a.large is not sold in ap-southeast-3; did you mean t3.large?']],
  ['toaster', 'apse3-az1', ['instanceType toaster is not sold in ap-southeast-3; choose a type that it sells']],
])('%s in %s: %j', (instanceType, zone, problems) => {
  expect(instanceTypeProblems('ap-southeast-3', instanceType, zone)).toEqual(problems);
});
