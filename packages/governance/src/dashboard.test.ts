import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Dashboard, type Widget } from './dashboard.ts';
import { accountStackFor } from './fixtures.ts';
import { OVERVIEW_WIDGETS } from './overview-widgets.ts';

const stackWith = (widgets: readonly Widget[]) =>
  accountStackFor((scope) => {
    new Dashboard(scope, 'Dashboard', { name: 'overview', widgets });
  });

const graph: Widget = {
  title: 'CPU',
  metric: { namespace: 'AWS/RDS', name: 'CPUUtilization', dimensions: ['DBInstanceIdentifier'], statistic: 'Average' },
};

const widgetsIn = (widgets: readonly Widget[]) => {
  const [dashboard] = resourcesOf(stackWith(widgets), CloudwatchDashboard) as [{ dashboard_body: string }];
  return JSON.parse(dashboard.dashboard_body).widgets as { x: number; y: number; type: string; properties: object }[];
};

describe('a dashboard (GOV-CLOUDWATCH)', () => {
  test('is named after the environment', () => {
    expect(stackWith([graph])).toHaveResource(CloudwatchDashboard, { dashboard_name: 'smile-uat-overview' });
  });

  test('searches for what exists, so that a new database appears by itself', () => {
    expect(widgetsIn([graph])[0]).toMatchObject({
      type: 'metric',
      properties: {
        title: 'CPU',
        region: 'ap-southeast-3',
        metrics: [
          [
            {
              expression: `SEARCH('{AWS/RDS,DBInstanceIdentifier} MetricName="CPUUtilization"', 'Average', 300)`,
              id: 'e1',
            },
          ],
        ],
      },
    });
  });

  test('shows the states of alarms', () => {
    const alarm = 'arn:aws:cloudwatch:ap-southeast-3:222222222222:alarm:a';
    expect(widgetsIn([{ title: 'Audit', alarmArns: [alarm] }])[0]).toMatchObject({
      type: 'alarm',
      properties: { title: 'Audit', alarms: [alarm] },
    });
  });

  test('puts three in a row', () => {
    const places = widgetsIn([graph, graph, graph, graph]).map(({ x, y }) => [x, y]);
    expect(places).toEqual([
      [0, 0],
      [8, 0],
      [16, 0],
      [0, 6],
    ]);
  });
});

test('the overview covers every kind of thing that an environment runs', () => {
  const namespaces = new Set(OVERVIEW_WIDGETS.map(({ metric }) => metric.namespace));
  expect([...namespaces]).toEqual([
    'AWS/ApplicationELB',
    'AWS/EC2',
    'AWS/NATGateway',
    'AWS/RDS',
    'AWS/ElastiCache',
    'AWS/AmazonMQ',
    'AWS/Backup',
  ]);
});
