import { expect, it } from 'vitest';
import { parseQuantity, showQuantity } from './quantity.ts';

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/: suffixes are case-sensitive, one at most, and `m` is
// a thousandth; https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory gives the equal amounts.
it.each([
  ['100m', 0.1],
  ['0.1', 0.1],
  ['1', 1],
  ['1e3', 1000],
  ['128Mi', 134217728],
  ['129M', 129000000],
  ['129e6', 129000000],
  ['1.5Gi', 1610612736],
  ['12E', 12e18],
])('%s is %d', (text, amount) => {
  expect(parseQuantity(text)).toBe(amount);
});

it.each(['500mm', '1gb', '1 Gi', '2Gb', '', 'Mi', '1K', '0x1', '1,5', '512MB', '1Gi2'])('%j is no quantity', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

it('is shown as Kubernetes prints it', () => {
  expect([showQuantity('requests.cpu', 0.3), showQuantity('cpu', 2), showQuantity('memory', 2 ** 31)]).toEqual([
    '300m',
    '2',
    '2Gi',
  ]);
});
