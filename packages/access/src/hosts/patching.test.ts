import { SsmAssociation } from '@cdktf/provider-aws/lib/ssm-association';
import { SsmMaintenanceWindow } from '@cdktf/provider-aws/lib/ssm-maintenance-window';
import { SsmMaintenanceWindowTarget } from '@cdktf/provider-aws/lib/ssm-maintenance-window-target';
import { SsmMaintenanceWindowTask } from '@cdktf/provider-aws/lib/ssm-maintenance-window-task';
import { SsmPatchBaseline } from '@cdktf/provider-aws/lib/ssm-patch-baseline';
import { SsmPatchGroup } from '@cdktf/provider-aws/lib/ssm-patch-group';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { Patching } from './patching.ts';

const stack = estateStackFor((scope) => void new Patching(scope, 'Patching', { schedule: 'cron(0 2 ? * SUN *)' }), {
  layer: 'access',
});

const targets = [{ key: 'tag:PatchGroup', values: ['smile-uat'] }];

test('approves urgent security patches after three days and everything else after two weeks', () => {
  expect(stack).toHaveResource(SsmPatchBaseline, {
    name: 'smile-uat-hosts',
    operating_system: 'AMAZON_LINUX_2023',
    approval_rule: [
      {
        approve_after_days: 3,
        compliance_level: 'CRITICAL',
        patch_filter: [
          { key: 'CLASSIFICATION', values: ['Security'] },
          { key: 'SEVERITY', values: ['Critical', 'Important'] },
        ],
      },
      { approve_after_days: 14, compliance_level: 'MEDIUM' },
    ],
  });
  expect(stack).toHaveResource(SsmPatchGroup, { patch_group: 'smile-uat' });
  expect(stack).toReference(SsmPatchGroup, 'baseline_id', SsmPatchBaseline);
});

test("installs patches on Sunday night in the country's time", () => {
  expect(stack).toHaveResource(SsmMaintenanceWindow, {
    name: 'smile-uat-patching',
    schedule: 'cron(0 2 ? * SUN *)',
    schedule_timezone: 'Asia/Jakarta',
    duration: 3,
    cutoff: 1,
  });
});

test('goes from host to host, stops at the first failure, and restarts a host that needs it', () => {
  expect(stack).toHaveResource(SsmMaintenanceWindowTarget, { resource_type: 'INSTANCE', targets });
  expect(stack).toHaveResource(SsmMaintenanceWindowTask, {
    task_type: 'RUN_COMMAND',
    task_arn: 'AWS-RunPatchBaseline',
    max_concurrency: '1',
    max_errors: '1',
    task_invocation_parameters: {
      run_command_parameters: {
        parameter: [
          { name: 'Operation', values: ['Install'] },
          { name: 'RebootOption', values: ['RebootIfNeeded'] },
        ],
      },
    },
  });
  expect(stack).toReference(SsmMaintenanceWindowTask, 'window_id', SsmMaintenanceWindow);
});

test('looks every day at what is missing and what is installed, and keeps the agent new', () => {
  expect(
    resourcesOf(stack, SsmAssociation)
      .map(({ name, schedule_expression }) => [name, schedule_expression])
      .sort(),
  ).toEqual([
    ['AWS-GatherSoftwareInventory', 'rate(1 day)'],
    ['AWS-RunPatchBaseline', 'rate(1 day)'],
    ['AWS-UpdateSSMAgent', 'rate(14 days)'],
  ]);
  expect(stack).toHaveResource(SsmAssociation, { parameters: { Operation: 'Scan' }, targets });
});
