import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { AccountEvents } from './account-events.ts';
import { accountStackFor } from './fixtures.ts';

const TOPIC = 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms';

const stack = accountStackFor((scope) => {
  new AccountEvents(scope, 'Events', { topic: { topicArn: TOPIC } });
});

const rules = resourcesOf(stack, CloudwatchEventRule) as { name: string; event_pattern: string; state: string }[];
const patternOf = (name: string) => JSON.parse(rules.find((rule) => rule.name === name)?.event_pattern ?? '{}');

describe('events that people hear about (GOV-CLOUDWATCH)', () => {
  test.each([
    [
      'smile-uat-security-hub-findings',
      {
        source: ['aws.securityhub'],
        'detail-type': ['Security Hub Findings - Imported'],
        detail: {
          findings: {
            // Security Hub repeats a NEW finding at every check, and has hundreds of HIGH on the first day.
            Severity: { Label: ['CRITICAL'] },
            Workflow: { Status: ['NEW'] },
            RecordState: ['ACTIVE'],
            ProductName: ['Security Hub', 'IAM Access Analyzer'],
          },
        },
      },
    ],
    [
      'smile-uat-inspector-findings',
      {
        // https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html
        source: ['aws.inspector2'],
        'detail-type': ['Inspector2 Finding'],
        detail: { severity: ['CRITICAL'], status: ['ACTIVE'], exploitAvailable: ['YES'], fixAvailable: ['YES'] },
      },
    ],
    [
      'smile-uat-guard-duty-findings',
      {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Finding'],
        detail: { severity: [{ numeric: ['>=', 7] }] },
      },
    ],
    [
      'smile-uat-break-glass',
      {
        source: ['aws.sts'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: ['AssumeRole'], requestParameters: { roleArn: [{ suffix: '-break-glass' }] } },
      },
    ],
    [
      'smile-uat-health',
      {
        source: ['aws.health'],
        'detail-type': ['AWS Health Event'],
        detail: { eventTypeCategory: ['issue', 'investigation', 'scheduledChange'] },
      },
    ],
    [
      'smile-uat-database-events',
      {
        source: ['aws.rds'],
        'detail-type': ['RDS DB Instance Event'],
        detail: { EventCategories: ['availability', 'failover', 'failure', 'low storage', 'recovery'] },
      },
    ],
    [
      'smile-uat-failed-backups',
      {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change'],
        detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'] },
      },
    ],
    [
      'smile-uat-failed-restores',
      {
        source: ['aws.backup'],
        'detail-type': ['Restore Job State Change'],
        detail: { status: ['FAILED', 'ABORTED'] },
      },
    ],
  ])('%s', (name, pattern) => {
    expect(patternOf(name)).toEqual(pattern);
  });

  test('are the eight above, no others', () => {
    expect(rules).toHaveLength(8);
  });

  test('count taking on a role, which EventBridge takes for a read and leaves out of ordinary rules', () => {
    expect(Object.fromEntries(rules.map(({ name, state }) => [name, state]))).toEqual({
      'smile-uat-security-hub-findings': 'ENABLED',
      'smile-uat-inspector-findings': 'ENABLED',
      'smile-uat-guard-duty-findings': 'ENABLED',
      'smile-uat-break-glass': 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      'smile-uat-health': 'ENABLED',
      'smile-uat-failed-backups': 'ENABLED',
      'smile-uat-failed-restores': 'ENABLED',
      'smile-uat-database-events': 'ENABLED',
    });
  });

  test('say whether they are on with `state` alone (P75)', () => {
    for (const rule of rules) expect(rule).not.toHaveProperty('is_enabled');
  });
});

describe('messages', () => {
  const targets = resourcesOf(stack, CloudwatchEventTarget) as {
    arn: string;
    role_arn?: string;
    input_transformer: { input_paths: Record<string, string>; input_template: string };
  }[];

  test('go to the topic without a role, which would break delivery to an encrypted topic', () => {
    expect(targets.map(({ arn }) => arn)).toEqual(Array.from({ length: 8 }, () => TOPIC));
    for (const target of targets) expect(target).not.toHaveProperty('role_arn');
  });

  test('use every word that they look up, and look up every word that they use', () => {
    for (const { input_transformer: transformer } of targets) {
      const used = [...transformer.input_template.matchAll(/<(\w+)>/g)].map(([, word]) => word);
      expect(Object.keys(transformer.input_paths).sort()).toEqual([...new Set(used)].sort());
    }
  });

  test('are quoted line by line, as EventBridge wants them', () => {
    expect(targets[0]?.input_transformer.input_template).toBe(
      [
        '"Break-glass: <who> took on <role> from <address> at <time>."',
        '"Every use is investigated: ask on-call what is burning."',
      ].join('\n'),
    );
  });
});
