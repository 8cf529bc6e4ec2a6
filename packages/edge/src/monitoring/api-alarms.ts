import { Alarm, type AlarmTopic, type Metric } from '@smile/core';
import { Construct } from 'constructs';
import { ErrorShareAlarm } from './error-share-alarm.ts';

export interface ApiAlarmsProps {
  readonly apiId: string;
  readonly topic: AlarmTopic;
}

/** In milliseconds. */
const SLOW = 3000;

/** Alarms of an HTTP API. */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, { apiId, topic }: ApiAlarmsProps) {
    super(scope, id);
    const metric = (name: string, statistic?: Metric['statistic']): Metric => ({
      namespace: 'AWS/ApiGateway',
      name,
      dimensions: { ApiId: apiId },
      statistic,
    });
    new ErrorShareAlarm(this, 'ErrorsHigh', {
      topic,
      errors: metric('5xx'),
      requests: metric('Count'),
      description:
        'More than 5% of the answers of the API are 5xx; read integrationError in its access log, then look at the web load balancer',
    });
    new Alarm(this, 'Slow', {
      topic,
      metric: metric('Latency', 'p95'),
      description: 'One call in twenty to the API takes longer than 3 seconds (milliseconds); look at the application',
      threshold: SLOW,
      silence: 'good',
    });
  }
}
