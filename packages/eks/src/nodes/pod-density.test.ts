import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instanceHardware } from './instance-hardware.ts';
import { addressesOfNode, mostPods, podDensityProblems } from './pod-density.ts';

describe('most pods', () => {
  test.each([
    // AWS publishes these: awslabs/amazon-eks-ami, eni-max-pods.
    ['d3en.2xlarge', false, 18],
    ['m6g.2xlarge', false, 58],
    ['m6g.xlarge', false, 58],
    ['t3.2xlarge', false, 58],
    ['t3.small', false, 11],
    ['m5.8xlarge', false, 234],
    // And these follow from its recommendation.
    ['d3en.2xlarge', true, 110],
    ['m6g.xlarge', true, 110],
    ['t3.small', true, 110],
    ['t3.micro', true, 34],
    ['m5.4xlarge', true, 110],
    ['m5.8xlarge', true, 250],
  ])('of %s, prefixes %s: %i', (instanceType, prefixDelegation, most) => {
    expect(mostPods({ instanceType, prefixDelegation })).toBe(most);
  });

  test('are not known of a type that is not in the table', () => {
    expect(mostPods({ instanceType: 'toaster', prefixDelegation: true })).toBeUndefined();
  });
});

describe('problems', () => {
  test.each([undefined, 1, 40, 110])('none with %s pods on d3en.2xlarge with prefixes', (podsPerNode) => {
    expect(podDensityProblems({ instanceType: 'd3en.2xlarge', prefixDelegation: true, podsPerNode })).toEqual([]);
  });

  test.each([
    [
      40,
      false,
      'podsPerNode: d3en.2xlarge runs 18 pods without prefix delegation, got 40; switch on prefix delegation, with which it runs 110, or lower podsPerNode',
    ],
    [
      200,
      false,
      'podsPerNode: d3en.2xlarge runs 18 pods without prefix delegation, got 200; use 1 to 18, and more nodes or another type for more',
    ],
    [
      111,
      true,
      'podsPerNode: d3en.2xlarge runs 110 pods with prefix delegation, got 111; use 1 to 110, and more nodes or another type for more',
    ],
    [
      0,
      true,
      'podsPerNode: d3en.2xlarge runs 110 pods with prefix delegation, got 0; use 1 to 110, and more nodes or another type for more',
    ],
  ])('%i pods, prefixes %s', (podsPerNode, prefixDelegation, problem) => {
    expect(podDensityProblems({ instanceType: 'd3en.2xlarge', prefixDelegation, podsPerNode })).toEqual([problem]);
  });

  test('a type that is not in the table', () => {
    expect(podDensityProblems({ instanceType: 'p5.48xlarge', prefixDelegation: true, podsPerNode: undefined })).toEqual(
      ['how many pods run on p5.48xlarge is not known; add the type to packages/eks/src/nodes/instance-hardware.ts'],
    );
  });
});

describe('addresses of a node', () => {
  test.each([
    // Seven prefixes for 110 pods and one in advance, over two interfaces of four slots.
    ['d3en.2xlarge', true, 110, 130],
    ['m6g.2xlarge', true, 110, 129],
    ['m6g.2xlarge', true, 16, 33],
    // All that it can have, since the interface in advance does not fit.
    ['d3en.2xlarge', false, 18, 20],
    ['m6g.2xlarge', false, 20, 39],
    ['toaster', true, 10, 0],
  ])('%s, prefixes %s, %i pods: %i', (instanceType, prefixDelegation, pods, addresses) => {
    expect(addressesOfNode({ instanceType, prefixDelegation }, pods)).toBe(addresses);
  });

  test('are enough for its pods and never more than its interfaces hold', () => {
    const types = ['m6g.xlarge', 't3.small', 't3.micro', 'd3en.2xlarge', 'i3en.2xlarge', 'm5.8xlarge', 'r6g.large'];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.boolean(),
        fc.integer({ min: 1, max: 250 }),
        (instanceType, prefixDelegation, pods) => {
          const most = mostPods({ instanceType, prefixDelegation }) ?? 0;
          const hardware = instanceHardware(instanceType);
          if (pods > most || hardware === undefined) return;
          const addresses = addressesOfNode({ instanceType, prefixDelegation }, pods);
          const { interfaces, addressesPerInterface } = hardware;
          const slots = interfaces * (addressesPerInterface - 1);
          expect(addresses).toBeGreaterThanOrEqual(pods - 2);
          expect(addresses).toBeLessThanOrEqual(interfaces + slots * (prefixDelegation ? 16 : 1));
        },
      ),
    );
  });
});
