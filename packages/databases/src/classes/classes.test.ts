import { describe, expect, test } from 'vitest';
import { classProblems } from './class-problems.ts';
import { isBurstable, memoryGibibytes } from './instance-memory.ts';

const REGION = 'ap-southeast-3';

describe('classProblems', () => {
  test.each([
    ['rdsMysql', 'm5.4xlarge'],
    ['rdsMysql', 't4g.medium'],
    ['elasticache', 'm5.xlarge'],
    ['mq', 'm5.large'],
  ] as const)('accepts %s %s, which Jakarta sells (REG-1)', (service, given) => {
    expect(classProblems(service, 'instanceClass', given, REGION)).toEqual([]);
  });

  test('offers the sizes of the same family', () => {
    expect(classProblems('mq', 'instanceType', 'm5.8xlarge', REGION)).toEqual([
      'instanceType: Amazon MQ sells no mq.m5.8xlarge in ap-southeast-3; choose one of mq.m5.2xlarge, mq.m5.4xlarge, mq.m5.large, mq.m5.xlarge',
    ]);
  });

  test('offers what was probably meant, and the families', () => {
    expect(classProblems('mq', 'instanceType', 'm4.large', REGION)).toEqual([
      'instanceType: Amazon MQ sells no mq.m4.large in ap-southeast-3; did you mean mq.m5.large? Families sold are m5, m7g, t3',
    ]);
  });

  test('offers the families where nothing comes close', () => {
    expect(classProblems('mq', 'instanceType', 'enormous', REGION)).toEqual([
      'instanceType: Amazon MQ sells no mq.enormous in ap-southeast-3; choose one of the families m5, m7g, t3',
    ]);
  });
});

test.each([
  ['t3.micro', 1],
  ['t4g.small', 2],
  ['t4g.medium', 4],
  ['m5.large', 8],
  ['m5.xlarge', 16],
  ['m5.4xlarge', 64],
  ['r6g.large', 16],
  ['r6g.2xlarge', 64],
  ['m7g.2xl', 32],
])('%s has %i GiB of memory', (instanceClass, gibibytes) => {
  expect(memoryGibibytes(instanceClass)).toBe(gibibytes);
});

test('only the t families run on credits', () => {
  expect(['t3.micro', 't4g.large', 'm5.large'].map(isBurstable)).toEqual([true, true, false]);
});
