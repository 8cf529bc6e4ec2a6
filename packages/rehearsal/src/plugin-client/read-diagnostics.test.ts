import { expect, test } from 'vitest';
import { type Lesson, lessonOf } from './read-diagnostics.ts';

/**
 * Messages as the libraries write them. Sources: terraform-plugin-sdk v2.37 helper/schema/schema.go and
 * helper/validation; terraform-plugin-framework-validators v0.18; terraform-provider-aws 5.100.0 internal/verify,
 * internal/framework/types.
 */
test.each<[summary: string, detail: string, place: readonly string[], lesson: Lesson]>([
  [
    'Conflicting configuration arguments',
    '"placement.0.host_id": conflicts with placement.0.host_resource_group_arn',
    ['placement', 'host_id'],
    { kind: 'atMostOne', paths: ['placement.host_id', 'placement.host_resource_group_arn'] },
  ],
  [
    'Invalid combination of arguments',
    '"private_key": one of `domain_name,private_key` must be specified',
    ['private_key'],
    { kind: 'exactlyOne', paths: ['domain_name', 'private_key'] },
  ],
  [
    'Invalid combination of arguments',
    '"domain_name": only one of `domain_name,private_key` can be specified, but `domain_name,private_key` were specified.',
    ['domain_name'],
    { kind: 'exactlyOne', paths: ['domain_name', 'private_key'] },
  ],
  [
    'Missing required argument',
    '"schedule_expression": one of `event_pattern,schedule_expression` must be specified',
    ['schedule_expression'],
    { kind: 'atLeastOne', paths: ['event_pattern', 'schedule_expression'] },
  ],
  [
    'Missing required argument',
    '"password_wo": all of `password_wo,password_wo_version` must be specified',
    ['password_wo'],
    { kind: 'needs', path: 'password_wo', paths: ['password_wo', 'password_wo_version'] },
  ],
  [
    'Invalid Attribute Combination',
    'Exactly one of these attributes must be configured: [protected_resource_arns,protected_resource_conditions]',
    ['protected_resource_arns'],
    { kind: 'exactlyOne', paths: ['protected_resource_arns', 'protected_resource_conditions'] },
  ],
  [
    'Invalid Attribute Combination',
    'Attribute "rule[0].prefix" cannot be specified when "rule[0].filter" is specified',
    ['rule', 'prefix'],
    { kind: 'atMostOne', paths: ['rule.filter', 'rule.prefix'] },
  ],
  [
    'Invalid Attribute Combination',
    'Attribute "b" must be specified when "a" is specified',
    ['a'],
    { kind: 'needs', path: 'a', paths: ['b'] },
  ],
  [
    'expected advanced_backup_setting.0.resource_type to be one of ["EC2"], got ~',
    '',
    ['advanced_backup_setting'],
    { kind: 'oneOf', path: 'advanced_backup_setting.resource_type', values: ['EC2'] },
  ],
  [
    'expected retention_in_days to be one of [0 1 3], got 2',
    '',
    [],
    { kind: 'oneOf', path: 'retention_in_days', values: ['0', '1', '3'] },
  ],
  [
    'expected status to be one of ["ENABLED" "DISABLED"], got ~',
    '',
    ['additional_configuration', 'status'],
    { kind: 'oneOf', path: 'additional_configuration.status', values: ['ENABLED', 'DISABLED'] },
  ],
  [
    'Invalid String Enum Value',
    'The provided value does not match any valid values.\n\nPath: http_endpoint\nGiven Value: ~\nValid Values: [disabled enabled no-preference ]',
    ['http_endpoint'],
    { kind: 'oneOf', path: 'http_endpoint', values: ['disabled', 'enabled', 'no-preference'] },
  ],
  [
    'expected length of name to be in the range (1 - 50), got a',
    '',
    [],
    { kind: 'length', path: 'name', bounds: [1, 50] },
  ],
  [
    '"dashboard_name" cannot be longer than 255 characters: "a"',
    '',
    [],
    { kind: 'length', path: 'dashboard_name', bounds: [null, 255] },
  ],
  [
    'expected changeable_for_days to be at least (3), got -7',
    '',
    [],
    { kind: 'range', path: 'changeable_for_days', bounds: [3, null] },
  ],
  [
    'Invalid Attribute Value',
    'Attribute validation_window_hours value must be between 1 and 168, got: -7',
    ['validation_window_hours'],
    { kind: 'range', path: 'validation_window_hours', bounds: [1, 168] },
  ],
  [
    '"dashboard_name" doesn\'t comply with restrictions ("^[0-9A-Za-z_-]+$"): "~"',
    '',
    [],
    { kind: 'form', path: 'dashboard_name', pattern: '^[0-9A-Za-z_-]+$' },
  ],
  [
    'expected value of event_bus_name to match regular expression "^[/\\\\.\\\\-_A-Za-z0-9]+$", got ~',
    '',
    [],
    { kind: 'form', path: 'event_bus_name', pattern: '^[/\\.\\-_A-Za-z0-9]+$' },
  ],
  [
    '"rule.0.copy_action.0.destination_vault_arn" (~) is an invalid ARN: arn: invalid prefix',
    '',
    ['rule'],
    { kind: 'arn', path: 'rule.copy_action.destination_vault_arn' },
  ],
])('%s %s', (summary, detail, place, lesson) => {
  const attribute = { steps: place.map((name) => ({ attribute_name: name })) };
  expect(lessonOf({ severity: 1, summary, detail, attribute })).toEqual(lesson);
});

test('a warning refuses nothing, unless it says that something is deprecated', () => {
  const detail = 'vpc is deprecated. Use domain instead.';
  const attribute = { steps: [{ attribute_name: 'vpc' }] };
  expect(lessonOf({ severity: 2, summary: 'Argument is deprecated', detail, attribute })).toEqual({
    kind: 'deprecated',
    path: 'vpc',
    message: detail,
  });
  const combination = 'No attribute specified when one (and only one) of [filter,prefix] is required';
  expect(lessonOf({ severity: 2, summary: 'Invalid Attribute Combination', detail: combination })).toBeUndefined();
  expect(lessonOf({ severity: 1, summary: 'Unable to reach the service' })).toBeUndefined();
});
