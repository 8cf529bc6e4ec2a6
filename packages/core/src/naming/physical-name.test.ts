import { Construct } from 'constructs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import '@smile/testing/matchers';
import { estateStackFor, TEST_COUNTRY, testEnvironment } from '../fixtures.ts';
import { NAME_LIMITS } from './name-limits.ts';
import { type PhysicalNameOptions, physicalName } from './physical-name.ts';

/** The name of a construct at a path below a stack of layer `network`. */
function nameAt(path: string, options: PhysicalNameOptions): string {
  let name = '';
  estateStackFor((stack) => {
    let scope: Construct = stack;
    for (const id of path.split('/')) scope = new Construct(scope, id);
    name = physicalName(scope, options);
  });
  return name;
}

describe('physicalName', () => {
  test.each([
    ['Vpc', { max: 255 }, 'smile-uat-network-vpc'],
    ['Vpc/FlowLogs', { max: 255 }, 'smile-uat-network-vpc-flow-logs'],
    ['FlowLogs/Default', { max: 255 }, 'smile-uat-network-flow-logs'],
    ['FlowLogs/Resource', { max: 255 }, 'smile-uat-network-flow-logs'],
    ['Subnets/Public-apse3-az1', { max: 255 }, 'smile-uat-network-subnets-public-apse3-az1'],
    ['EKSCluster', { max: 255 }, 'smile-uat-network-eks-cluster'],
    ['Cluster', { max: 255, name: 'app' }, 'smile-uat-app'],
    ['Bucket', { max: 63, name: 'flow-logs', unique: 'global' }, 'smile-uat-flow-logs-222222222222'],
    ['VeryLongConstructName', { max: 32 }, 'smile-uat-network-very-lo-abf65d'],
    ['VeryLongConstructNamf', { max: 32 }, 'smile-uat-network-very-lo-20adf5'],
    ['VeryLongConstructName', { max: 40, unique: 'global' }, 'smile-uat-network-ve-abf65d-222222222222'],
  ] as const)('%s with %j is %s', (path, options, expected) => {
    expect(nameAt(path, options)).toBe(expected);
  });

  test('keeps its guarantees for any path and limit', () => {
    const path = fc.array(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,20}$/), { minLength: 1, maxLength: 4 });
    const max = fc.constantFrom(...Object.values(NAME_LIMITS).map((limit) => limit.max)).filter((limit) => limit >= 32);
    fc.assert(
      fc.property(path, max, (ids, limit) => {
        const name = nameAt(ids.join('/'), { max: limit });
        expect(name.length).toBeLessThanOrEqual(limit);
        expect(name).toMatch(/^smile-uat-[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(nameAt(ids.join('/'), { max: limit })).toBe(name);
      }),
      { numRuns: 50 },
    );
  });

  test('refuses words that hold the prefix already', () => {
    expect(() => nameAt('Filter', { max: 512, name: 'smile-uat-app-node-not-ready' })).toFailWith(
      'indonesia-staging-network/Filter: name must not start with the prefix of the environment, which is put before it, got smile-uat-app-node-not-ready; leave out smile-uat',
    );
  });

  test('says when a limit leaves no room', () => {
    expect(() => nameAt('Alb', { max: NAME_LIMITS.loadBalancerPrefix.max })).toFailWith(
      'indonesia-staging-network/Alb: no name fits into 6 characters, needed at least 16; shorten namePrefix, got smile-uat',
    );
  });

  test('follows the country and the environment', () => {
    const environment = testEnvironment({ country: { ...TEST_COUNTRY, namePrefix: 'smile-ph' }, stage: 'production' });
    const stack = estateStackFor(() => {}, { environment });
    expect(physicalName(new Construct(stack, 'Vpc'), { max: 99 })).toBe('smile-ph-prd-network-vpc');
  });
});
