import { expect, test } from 'vitest';
import { meshSchema } from './mesh-values.ts';

const MESH = { tracedPercent: 5, gatewayPods: { min: 3, max: 10 } };

const failure = (values: unknown) =>
  meshSchema.safeParse(values).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

test('accepts values of a mesh', () => {
  expect(failure(MESH)).toEqual([]);
});

test.each([
  [{ ...MESH, tracedPercent: 101 }, 'tracedPercent: expected 0 to 100 percent, got 101; 1 keeps one of a hundred'],
  [
    { ...MESH, gatewayPods: { min: 0, max: 10 } },
    'gatewayPods.min: expected at least 1 pod, got 0; a gateway without pods lets nobody in',
  ],
  [
    { ...MESH, gatewayPods: { min: 4, max: 2 } },
    'gatewayPods: min must not exceed max, got min=4 max=2; raise max or lower min',
  ],
])('refuses %j', (values, message) => {
  expect(failure(values)).toEqual([message]);
});
