import { describe, expect, test } from 'vitest';
import { Block, isExpression } from './block.ts';

describe('one nested block', () => {
  test.each([
    ['an object, as synthesized', { logs: { general: true } }],
    ['a list, as plans and states have it', { logs: [{ general: true }] }],
  ])('is read from %s', (_, values) => {
    expect(new Block(values).block('logs').flag('general', false)).toBe(true);
  });

  test('is empty where there is none', () => {
    expect(new Block({}).block('logs').flag('general', false)).toBe(false);
    expect(new Block({ logs: [] }).blocks('logs')).toEqual([]);
  });
});

describe('what is known later', () => {
  const block = new Block({ key: '${aws_kms_key.Data.arn}', rule: [{ size: null }] }, [
    'size',
    'rule[0].size',
    'disks',
  ]);

  test('is there, and neither true nor false', () => {
    expect([block.has('key'), block.has('size'), block.has('disks'), block.has('other')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect([block.flag('key', false), block.flag('size', false)]).toEqual([undefined, undefined]);
    expect([block.text('key'), block.number('size'), block.count('disks')]).toEqual([undefined, undefined, undefined]);
  });

  test('is known later inside a nested block, too', () => {
    expect(block.block('rule').isUnknown('size')).toBe(true);
    expect(new Block({ rule: [{}] }, ['rule[0]']).block('rule').has('anything')).toBe(true);
  });

  test('is told from escaped text', () => {
    expect([isExpression('${uuid()}'), isExpression('a $${version} b'), isExpression('plain')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

test('texts count as the booleans and numbers that they hold', () => {
  const block = new Block({ on: 'true', off: 'false', size: '20', empty: '' });
  expect([block.flag('on', false), block.flag('off', true), block.flag('empty', true)]).toEqual([true, false, true]);
  expect([block.number('size'), block.number('empty')]).toEqual([20, undefined]);
});

test('values are shown as they are written', () => {
  const block = new Block({ text: 'a', none: null, later: '${b.c.d}' });
  expect(['text', 'none', 'later', 'absent'].map((name) => block.show(name))).toEqual([
    '"a"',
    'nothing',
    'a value known after apply',
    'nothing',
  ]);
});
