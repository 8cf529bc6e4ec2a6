import { describe, expect, test } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import type { ArgumentFacts } from './argument-facts.ts';
import { argumentFacts, FACTS_VERSION, findRefusedArguments } from './refused-arguments.ts';

const messages = (type: string, resource: ObjectValue, unknownIsSet = false) =>
  findRefusedArguments(type, resource, { unknownIsSet }).map(({ kind, message }) => `${kind}: ${message}`);

const judged = (facts: ArgumentFacts, resource: ObjectValue, unknownIsSet = false) =>
  findRefusedArguments('aws_x', resource, { unknownIsSet }, facts).map(({ message }) => message);

describe('what the provider said is refused here too', () => {
  // Each expectation is what the documentation of the resource says, not what the data file says.
  test.each<[string, string, ObjectValue, string]>([
    [
      'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cloudwatch_event_rule: at least one of schedule_expression or event_pattern is required',
      'aws_cloudwatch_event_rule',
      { name: 'x' },
      'combination: must set at least one of event_pattern, schedule_expression, got none',
    ],
    [
      '…/resources/eip: vpc is deprecated, use domain',
      'aws_eip',
      { vpc: true },
      'deprecated: vpc is deprecated: vpc is deprecated. Use domain instead.',
    ],
    [
      '…/resources/launch_template: name conflicts with name_prefix',
      'aws_launch_template',
      { name: 'a', name_prefix: 'b' },
      'combination: must set at most one of name, name_prefix, got name and name_prefix',
    ],
    [
      '…/resources/db_instance: password_wo_version is required with password_wo',
      'aws_db_instance',
      { password_wo: 'x' },
      'combination: must set password_wo_version beside password_wo',
    ],
    [
      '…/resources/db_instance: monitoring_interval is 0, 1, 5, 10, 15, 30 or 60',
      'aws_db_instance',
      { monitoring_interval: 7 },
      'value: monitoring_interval must be one of 0, 1, 5, 10, 15, 30, 60, got 7',
    ],
    [
      '…/resources/cloudwatch_event_target: target_id of letters, digits and .-_',
      'aws_cloudwatch_event_target',
      { target_id: 'a b' },
      'value: target_id must match ^[0-9A-Za-z_.-]+$, got "a b"',
    ],
    [
      '…/resources/lb_listener: tcp_idle_timeout_seconds is 60 to 6000',
      'aws_lb_listener',
      { tcp_idle_timeout_seconds: 59 },
      'value: tcp_idle_timeout_seconds must be 60 to 6000, got 59',
    ],
    [
      'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingSelectionForCreate.html: names have up to 50 characters',
      'aws_backup_restore_testing_selection',
      { name: 'n'.repeat(51), protected_resource_arns: ['*'] },
      'value: name must have 1 to 50 bytes, got 51',
    ],
  ])('%s', (_source, type, resource, message) => {
    expect(messages(type, resource)).toEqual([message]);
  });

  test.each<[string, ObjectValue]>([
    ['aws_eip', { domain: 'vpc' }],
    ['aws_launch_template', { name_prefix: 'b', name: null }],
    ['aws_db_instance', { password_wo: 'x', password_wo_version: 1 }],
    // The provider compares it without case.
    ['aws_mq_broker', { engine_type: 'rabbitMQ' }],
    ['aws_unheard_of', { name: 'x' }],
  ])('%s %j is taken', (type, resource) => {
    expect(messages(type, resource)).toEqual([]);
  });

  test('is data of the provider version that it names, for many types', () => {
    expect(FACTS_VERSION).toBe('5.100.0');
    expect(Object.keys(argumentFacts()).length).toBeGreaterThan(90);
  });
});

describe('groups of arguments', () => {
  const facts: ArgumentFacts = { exactlyOne: [['a', 'b', 'c']] };

  test.each<[ObjectValue, string[]]>([
    [{}, ['must set exactly one of a, b, c, got none']],
    [{ a: null, b: [], c: {} }, ['must set exactly one of a, b, c, got none']],
    [{ a: '' }, []],
    [{ b: false }, []],
    [{ a: [{}] }, []],
    [{ a: [{}], b: 1 }, ['must set exactly one of a, b, c, got a and b']],
    [{ a: 1, c: [{ d: null }] }, ['must set exactly one of a, b, c, got a and c']],
    [{ a: 1, b: 2, c: 3 }, ['must set exactly one of a, b, c, got a and b and c']],
    // What is not known may be null yet.
    [{ a: UNKNOWN }, []],
    [{ a: UNKNOWN, b: 1 }, []],
  ])('%j', (resource, expected) => {
    expect(judged(facts, resource)).toEqual(expected);
  });

  test('in code, a reference counts as an argument that is set', () => {
    expect(judged(facts, { a: UNKNOWN, b: 1 }, true)).toEqual(['must set exactly one of a, b, c, got a and b']);
  });

  test('are judged in every occurrence of their block, and not where there is none', () => {
    const nested: ArgumentFacts = { exactlyOne: [['rule.a', 'rule.b']] };
    const found = findRefusedArguments('aws_x', { rule: [{ a: 1 }, { a: 1, b: 2 }, {}] }, {}, nested);
    expect(found.map(({ path, message }) => [path, message])).toEqual([
      [['rule', 1], 'must set exactly one of rule.a, rule.b, got rule.a and rule.b'],
      [['rule', 2], 'must set exactly one of rule.a, rule.b, got none'],
    ]);
    expect(judged(nested, {})).toEqual([]);
  });

  test('may span blocks of different depth', () => {
    const spread: ArgumentFacts = { atMostOne: [['a', 'block.b']] };
    expect(judged(spread, { a: 1, block: [{ b: null }] })).toEqual([]);
    expect(judged(spread, { a: 1, block: [{ b: null }, { b: 2 }] })).toEqual([
      'must set at most one of a, block.b, got a and block.b',
    ]);
  });

  test('what an argument needs is asked for only where it is set', () => {
    const needs: ArgumentFacts = { needs: { a: ['b', 'c'] } };
    expect(judged(needs, { b: 1 })).toEqual([]);
    expect(judged(needs, { a: 1, b: UNKNOWN })).toEqual(['must set c beside a']);
    expect(judged(needs, { a: 1 })).toEqual(['must set b and c beside a']);
  });
});

describe('values', () => {
  test('are judged one by one, and not while they are unknown', () => {
    const facts: ArgumentFacts = { oneOf: { 'rule.kinds': ['x', 'y'] }, range: { count: [1, null] }, arn: ['role'] };
    const resource = { rule: [{ kinds: ['x', 'z', UNKNOWN] }, { kinds: UNKNOWN }], count: 0n, role: 'admin' };
    expect(judged(facts, resource)).toEqual([
      'rule.kinds must be one of x, y, got "z"',
      'count must be at least 1, got 0',
      'role must be an ARN, got "admin"',
    ]);
    expect(judged(facts, { rule: [], count: '1', role: 'arn:aws:iam::111111111111:role/admin' })).toEqual([]);
  });
});
