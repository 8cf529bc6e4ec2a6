import { describe, expect, test } from 'vitest';
import { SIZES, Sizes } from './amendments.ts';
import { LEDGER } from './ledger.ts';

const redis = (from: string | number, to: string | number, on: string) => ({
  requirement: 'APP-REDIS',
  size: 'node_type',
  from,
  to,
  on,
  by: 'the owner',
  because: 'sessions of two provinces did not fit',
});

describe('a size of the owner', () => {
  test('is what the document says as long as nothing amends it', () => {
    expect(new Sizes([]).of('APP-REDIS', 'node_type', 'cache.m5.xlarge')).toBe('cache.m5.xlarge');
  });

  test('is what the last amendment says, in the order of the days', () => {
    const sizes = new Sizes([
      redis('cache.m5.2xlarge', 'cache.m5.4xlarge', '2027-05-01'),
      redis('cache.m5.xlarge', 'cache.m5.2xlarge', '2027-03-01'),
    ]);
    expect(sizes.of('APP-REDIS', 'node_type', 'cache.m5.xlarge')).toBe('cache.m5.4xlarge');
    expect(sizes.of('APP-REDIS', 'replicas', 1)).toBe(1);
    expect(sizes.amendmentsOf('APP-REDIS')).toHaveLength(2);
  });

  test.each<[string, object, string]>([
    [
      'another size than the one that holds',
      redis('cache.m5.large', 'cache.m5.2xlarge', '2027-03-01'),
      'packages/requirements/data/amendments.json: APP-REDIS node_type on 2027-03-01: changes "cache.m5.large" to "cache.m5.2xlarge", but "cache.m5.xlarge" holds; write what holds as from, and a value of the same kind as to',
    ],
    [
      'a text by a number',
      redis('cache.m5.xlarge', 2, '2027-03-01'),
      'packages/requirements/data/amendments.json: APP-REDIS node_type on 2027-03-01: changes "cache.m5.xlarge" to 2, but "cache.m5.xlarge" holds; write what holds as from, and a value of the same kind as to',
    ],
  ])('cannot be amended from %s', (_, record, message) => {
    const sizes = new Sizes([record]);
    expect(() => sizes.of('APP-REDIS', 'node_type', 'cache.m5.xlarge')).toThrow(expect.objectContaining({ message }));
  });

  test('needs a whole record, and every problem is said at once', () => {
    expect(() => new Sizes([{ requirement: 'APP-REDDIS', size: '', from: null, on: 'March', by: 'me' }])).toThrow(
      expect.objectContaining({
        message: `packages/requirements/data/amendments.json: 6 problems
  - record 1: requirement must be an id of the ledger, got "APP-REDDIS"
  - record 1: size must name what changes, as in node_type
  - record 1: from must be a text or a number
  - record 1: to must be a text or a number
  - record 1: on must be a day such as 2027-03-01, got "March"
  - record 1: because must say who, and why`,
      }),
    );
  });

  test('is asked for by some requirement of the ledger wherever it is amended', () => {
    expect(LEDGER.length).toBeGreaterThan(0);
    expect(SIZES.unused).toEqual([]);
    const sizes = new Sizes([{ ...redis(1, 2, '2027-03-01'), size: 'nodes' }]);
    sizes.of('APP-REDIS', 'node_type', 'cache.m5.xlarge');
    expect(sizes.unused).toEqual(['no requirement asks for APP-REDIS nodes; there are APP-REDIS node_type']);
  });
});
