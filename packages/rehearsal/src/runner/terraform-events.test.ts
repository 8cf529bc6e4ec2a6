import { expect, test } from 'vitest';
import { parseEvent } from './terraform-events.ts';

test.each([
  [
    {
      type: 'diagnostic',
      diagnostic: {
        severity: 'error',
        summary: 'Bad',
        detail: 'Very',
        address: 'aws_vpc.Main',
        snippet: { context: 'resource.aws_vpc.Main' },
      },
    },
    {
      type: 'diagnostic',
      diagnostic: {
        severity: 'error',
        summary: 'Bad',
        detail: 'Very',
        address: 'aws_vpc.Main',
        context: 'resource.aws_vpc.Main',
      },
    },
  ],
  [
    { type: 'planned_change', change: { resource: { addr: 'aws_vpc.Main' }, action: 'replace' } },
    { type: 'planned_change', change: { address: 'aws_vpc.Main', action: 'replace' } },
  ],
  [
    { type: 'resource_drift', change: { resource: { addr: 'aws_vpc.Main' }, action: 'update' } },
    { type: 'resource_drift', change: { address: 'aws_vpc.Main', action: 'update' } },
  ],
  [
    { type: 'change_summary', changes: { add: 2, change: 1, remove: 0, operation: 'plan' } },
    { type: 'change_summary', counts: { add: 2, change: 1, remove: 0 }, operation: 'plan' },
  ],
  [
    { type: 'apply_complete', hook: { resource: { addr: 'aws_vpc.Main' }, action: 'create' } },
    { type: 'apply_complete', address: 'aws_vpc.Main', action: 'create' },
  ],
  [
    { type: 'apply_errored', hook: { resource: { addr: 'aws_vpc.Main' }, action: 'delete' } },
    { type: 'apply_errored', address: 'aws_vpc.Main', action: 'delete' },
  ],
])('reads %j', (line, event) => {
  expect(parseEvent(JSON.stringify(line))).toEqual(event);
});

test.each(['', 'Error: something', '{"type":"version"}', '{"type":"diagn', '{"type":"planned_change"}'])(
  'passes over %j',
  (line) => {
    expect(parseEvent(line)).toBeUndefined();
  },
);
