import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostNodesInZone, subnetCapacityProblems } from './subnet-capacity.ts';

const SMALL = { zone: 'apse3-az1', cidr: '10.1.0.0/26', usableAddresses: 59 };
const USUAL = { zone: 'apse3-az1', cidr: '10.1.0.0/19', usableAddresses: 8187 };

const demand = (group: string, nodes: number, podsPerNode = 110, addressesPerNode = 129) => ({
  group,
  nodes,
  podsPerNode,
  addressesPerNode,
});

describe('a subnet', () => {
  test('of /19 holds every group of production at its largest', () => {
    expect(subnetCapacityProblems(USUAL, [demand('app', 5), demand('wms', 2), demand('clickhouse', 3)])).toEqual([]);
  });

  test('of /26 does not hold 40 nodes, and says which would', () => {
    expect(subnetCapacityProblems(SMALL, [demand('app', 40)])).toEqual([
      'subnet 10.1.0.0/26 in apse3-az1 has 47 addresses for nodes and their pods (a fifth of its 59 stays free), but 40 nodes of app with 110 pods each need 5160; use a /19 or larger, or fewer pods per node',
    ]);
  });

  test('says how many nodes would fit beside the others', () => {
    expect(subnetCapacityProblems(USUAL, [demand('app', 40), demand('wms', 20)])).toEqual([
      'subnet 10.1.0.0/19 in apse3-az1 has 6549 addresses for nodes and their pods (a fifth of its 8187 stays free), but 40 nodes of app with 110 pods each and 20 nodes of wms with 110 pods each need 7740; use a /18 or larger, or at most 10 nodes of wms there',
    ]);
  });

  test('can be needed larger than AWS has any', () => {
    expect(subnetCapacityProblems(SMALL, [demand('app', 1000)])[0]).toContain(
      'need 129000; no subnet is large enough, or fewer pods per node',
    );
  });

  test('holds nothing without complaint', () => {
    expect(subnetCapacityProblems(SMALL, [])).toEqual([]);
  });

  test('is never promised by a remedy that does not help', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 2, max: 200 }), (nodes, addresses) => {
        const [problem] = subnetCapacityProblems(SMALL, [demand('app', nodes, 10, addresses)]);
        const most = Number(/at most (\d+) nodes/.exec(problem ?? '')?.[1] ?? '0');
        const prefixLength = Number(/use a \/(\d+)/.exec(problem ?? '')?.[1] ?? '0');
        if (most > 0) expect(subnetCapacityProblems(SMALL, [demand('app', most, 10, addresses)])).toEqual([]);
        if (prefixLength === 0) return;
        const larger = { ...SMALL, cidr: `10.1.0.0/${prefixLength}`, usableAddresses: 2 ** (32 - prefixLength) - 5 };
        expect(subnetCapacityProblems(larger, [demand('app', nodes, 10, addresses)])).toEqual([]);
      }),
    );
  });
});

test.each([
  [10, 3, 5],
  [4, 3, 2],
  [3, 2, 3],
  [1, 1, 1],
])('of %i nodes in %i zones, one zone may come to hold %i', (maxSize, zones, most) => {
  expect(mostNodesInZone(maxSize, zones)).toBe(most);
});
