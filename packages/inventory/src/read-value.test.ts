import { describe, expect, test } from 'vitest';
import { blocksAt, isAtOrBelow, textsAt, valueAt } from './read-value.ts';

describe('a value', () => {
  test.each([
    ['a block as an object', { vpc_config: { endpoint: true } }],
    ['a block as a list of one', { vpc_config: [{ endpoint: true }] }],
  ])('is found through %s', (_, values) => {
    expect(valueAt(values, 'vpc_config.endpoint')).toBe(true);
  });

  test('is found by an index where there are several blocks, and not without', () => {
    const values = { rule: [{ days: 7 }, { days: 30 }] };
    expect(valueAt(values, 'rule[1].days')).toBe(30);
    expect(valueAt(values, 'rule.days')).toBeUndefined();
  });

  test('is undefined for what is absent or null', () => {
    expect(valueAt({ a: null }, 'a')).toBeUndefined();
    expect(valueAt({ a: 'text' }, 'a.b.c')).toBeUndefined();
  });
});

test('blocks are a list, whether there is none, one or several', () => {
  expect(blocksAt({}, 'rule')).toEqual([]);
  expect(blocksAt({ rule: { id: 'a' } }, 'rule')).toEqual([{ id: 'a' }]);
  expect(blocksAt({ rule: [{ id: 'a' }, { id: 'b' }] }, 'rule')).toEqual([{ id: 'a' }, { id: 'b' }]);
});

test('texts are a list, whether the argument holds one or several, and nothing else is a text', () => {
  expect(textsAt({ groups: 'sg-1' }, 'groups')).toEqual(['sg-1']);
  expect(textsAt({ groups: ['sg-1', 2, null, 'sg-2'] }, 'groups')).toEqual(['sg-1', 'sg-2']);
});

describe('a path', () => {
  test.each([
    ['subnet_ids', 'subnet_ids', true],
    ['subnet_ids', 'subnet_ids[2]', true],
    ['vpc_config.subnet_ids', 'vpc_config[0].subnet_ids[2]', true],
    ['vpc_config[0].subnet_ids', 'vpc_config.subnet_ids[2]', true],
    ['ingress[1].security_groups', 'ingress[0].security_groups[0]', false],
    ['role', 'role_arn', false],
    ['vpc_config.subnet_ids', 'vpc_config.security_group_ids', false],
    ['a.b', 'a', false],
  ])('%s takes in %s: %s', (path, candidate, expected) => {
    expect(isAtOrBelow(path, candidate)).toBe(expected);
  });
});
