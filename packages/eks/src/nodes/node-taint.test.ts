import { expect, test } from 'vitest';
import { eksTaint, labelProblems } from './node-taint.ts';

test.each([
  [undefined, 'NO_SCHEDULE'],
  ['NoSchedule', 'NO_SCHEDULE'],
  ['NoExecute', 'NO_EXECUTE'],
  ['PreferNoSchedule', 'PREFER_NO_SCHEDULE'],
] as const)('an effect of %s is %s to EKS', (effect, expected) => {
  expect(eksTaint({ key: 'a', value: 'b', effect })).toEqual({ key: 'a', value: 'b', effect: expected });
});

test('labels are ours, or node.kubernetes.io', () => {
  expect(labelProblems({ 'smile/x': '', 'smile/role': '', 'node.kubernetes.io/pool': '', plain: '' })).toEqual([]);
  expect(labelProblems({ 'kubernetes.io/os': '', 'eks.amazonaws.com/x': '' })).toEqual([
    "label kubernetes.io/os is Kubernetes' or EKS's own, and nodes with it do not join; use a prefix of ours",
    "label eks.amazonaws.com/x is Kubernetes' or EKS's own, and nodes with it do not join; use a prefix of ours",
  ]);
});
