import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

/** One picture of a dashboard. */
export type Widget = GraphWidget | AlarmsWidget;

/** A line for everything of a kind that exists, now or later. */
export interface GraphWidget {
  readonly title: string;
  readonly metric: {
    /** As in `AWS/RDS`. */
    readonly namespace: string;
    /** As in `CPUUtilization`. */
    readonly name: string;
    /** Names that tell the lines apart, as in `DBInstanceIdentifier`: exactly those that the service publishes. */
    readonly dimensions: readonly string[];
    readonly statistic: 'Average' | 'Maximum' | 'Minimum' | 'Sum';
  };
}

/** The states of alarms. */
export interface AlarmsWidget {
  readonly title: string;
  readonly alarmArns: readonly string[];
}

export interface DashboardProps {
  /** Words of the name after the environment's prefix. Changing it replaces the dashboard. */
  readonly name: string;
  /** From left to right, three in a row. */
  readonly widgets: readonly Widget[];
}

/** CloudWatch's grid is 24 columns wide. */
const WIDTH = 8;
const HEIGHT = 6;
const PER_ROW = 3;

const PERIOD_SECONDS = 300;

/**
 * A CloudWatch dashboard whose graphs search for what exists, so that it needs no change when a thing is added.
 *
 * The first three of an account are free, then about USD 3 a month each.
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { region } = EstateStack.ofConstruct(this).environment;
    const widgets = props.widgets.map((widget, index) => ({
      x: (index % PER_ROW) * WIDTH,
      y: Math.floor(index / PER_ROW) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      ...('metric' in widget ? graph(widget, region) : alarms(widget)),
    }));
    new CloudwatchDashboard(this, 'Default', {
      dashboardName: physicalName(this, { ...NAME_LIMITS.dashboard, name: props.name }),
      // Not `Fn.jsonencode`: cdktf 0.21 does not escape the quotes that a search needs.
      dashboardBody: JSON.stringify({ widgets }),
    });
  }
}

function graph({ title, metric }: GraphWidget, region: string): object {
  const schema = [metric.namespace, ...metric.dimensions].join(',');
  const expression = `SEARCH('{${schema}} MetricName="${metric.name}"', '${metric.statistic}', ${PERIOD_SECONDS})`;
  return {
    type: 'metric',
    properties: { title, region, view: 'timeSeries', stacked: false, metrics: [[{ expression, id: 'e1' }]] },
  };
}

function alarms({ title, alarmArns }: AlarmsWidget): object {
  return { type: 'alarm', properties: { title, alarms: alarmArns } };
}
