import { expect, test } from 'vitest';
import { findRegionFacts } from './region-facts.ts';

test('facts are there for regions that the project knows, and nothing for others or none', () => {
  // https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
  expect(findRegionFacts('ap-southeast-3')?.zones).toEqual(['apse3-az1', 'apse3-az2', 'apse3-az3']);
  expect(['eu-west-1', '', undefined].map(findRegionFacts)).toEqual([undefined, undefined, undefined]);
});
