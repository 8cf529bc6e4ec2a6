import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import type { RuleContext } from '../rule.ts';
import { requiredValues, type ValueRow } from './required-values.ts';
import { atLeast, between, GIVEN, is, like, NOTHING, OFF, ON, onlyOf, withAll } from './wanted.ts';

/** What a row says of one resource. */
function said(values: object, ...rows: readonly ValueRow[]): readonly string[] {
  const inventory = Inventory.fromStacks({ s: { resource: { aws_a: { A: { ...values } } } } });
  const context: RuleContext = {
    inventory,
    resources: (types) => inventory.resources({ mode: 'managed', type: types }),
    dataSources: () => [],
  };
  const check = requiredValues([{ type: 'aws_a', source: 'https://example.com', rows }]);
  return (check(context) ?? []).map(({ message }) => message);
}

describe('a row', () => {
  test('says what is wrong, what was found, and what happens otherwise', () => {
    expect(said({ on: false }, ['on', ON, 'it is off'])).toEqual(['on must be true, got false: it is off']);
    expect(said({}, ['on', ON, 'it is off'])).toEqual(['on must be true, got nothing: it is off']);
  });

  test('takes texts of numbers and switches as plans and states write them', () => {
    expect(said({ on: 'true', days: '7' }, ['on', ON, 'x'], ['days', between(7, 35), 'x'])).toEqual([]);
    expect(said({ days: '70' }, ['days', between(7, 35), 'x'])).toEqual(['days must be from 7 to 35, got "70": x']);
  });

  test('knows what the service takes where nothing is said', () => {
    expect(said({}, ['off', OFF, 'x'], ['days', is(30, 'or nothing'), 'x'])).toEqual([]);
    expect(said({ off: true }, ['off', OFF, 'x'])).toEqual(['off must be false, got true: x']);
  });

  test('leaves alone what is known later, and counts it as given', () => {
    expect(said({ key: '${aws_kms_key.K.arn}' }, ['key', GIVEN, 'x'], ['key', like(/^arn/, 'an ARN'), 'x'])).toEqual(
      [],
    );
    expect(said({}, ['key', GIVEN, 'it is not ours'])).toEqual(['key must be given, got nothing: it is not ours']);
  });

  test('reads every block, and says the same only once', () => {
    const rule = (days: number) => ({ expiration: { days } });
    expect(said({ rule: [rule(30), rule(1), rule(1)] }, ['rule.expiration.days', atLeast(7), 'x'])).toEqual([
      'rule.expiration.days must be at least 7, got 1: x',
    ]);
  });

  test('asks nothing of a block that may be missing, and everything of one that may not', () => {
    expect(said({}, ['log?.on', ON, 'x'])).toEqual([]);
    expect(said({}, ['log.on', ON, 'x'])).toEqual(['log.on must be true, got nothing: x']);
  });

  test('is for the blocks that its condition names', () => {
    const parameters = {
      parameter: [
        { name: 'a', value: 'off' },
        { name: 'b', value: 'off' },
      ],
    };
    const row: ValueRow = ['parameter.value', is('on'), 'x', (block) => block.text('name') === 'b'];
    expect(said(parameters, row)).toEqual(['parameter.value must be on, got "off": x']);
    expect(said({ parameter: [{ name: 'a', value: 'off' }] }, row)).toEqual([]);
  });

  test('compares lists by what is in them', () => {
    expect(said({ logs: ['a'] }, ['logs', withAll('a', 'b'), 'x'])).toEqual([
      'logs must be a list with a, b, got ["a"]: x',
    ]);
    expect(said({ logs: ['a', 'c'] }, ['logs', onlyOf(['a', 'b']), 'x'])).toEqual([
      'logs must be of a, b only, got ["a","c"]: x',
    ]);
    expect(said({ extra: ['a'] }, ['extra', NOTHING, 'x'])).toEqual(['extra must be left out, got ["a"]: x']);
  });
});
