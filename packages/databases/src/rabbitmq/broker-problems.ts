import { classProblems } from '../classes/class-problems.ts';

/** What a RabbitMQ broker runs on. */
export interface BrokerShape {
  /** As in `3.13`. */
  readonly version: string;
  /** Without the `mq.` prefix, as in `m5.large`. */
  readonly instanceType: string;
  readonly nodes: 'cluster' | 'single';
}

/**
 * What Amazon MQ would refuse of a broker, which it says only at apply.
 *
 * Source: Amazon MQ guide, "Amazon MQ for RabbitMQ broker instance types" and "version management".
 */
export function brokerProblems({ version, instanceType, nodes }: BrokerShape, region: string): string[] {
  const major = Number.parseInt(version, 10);
  return [
    ...classProblems('mq', 'instanceType', instanceType, region),
    ...(major >= 4 && !instanceType.startsWith('m7g.')
      ? [
          `RabbitMQ ${version} runs on mq.m7g only, got instanceType=${instanceType}; choose mq.m7g.large, or version 3.13`,
        ]
      : []),
    ...(nodes === 'cluster' && instanceType.startsWith('t3.')
      ? [`a cluster does not run on mq.${instanceType}; choose mq.m5.large or larger, or nodes='single'`]
      : []),
  ];
}
