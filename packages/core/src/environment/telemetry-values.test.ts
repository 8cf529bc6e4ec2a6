import { expect, test } from 'vitest';
import { TEST_TELEMETRY, TEST_VALUES } from '../fixtures.ts';
import { defineEnvironment } from './environment.ts';
import type { PlatformValues } from './platform-values.ts';

const REST: Omit<PlatformValues, 'telemetry'> = {
  copies: 'one',
  survives: 'the loss of a node',
  mesh: { tracedPercent: 5, gatewayPods: { min: 1, max: 2 } },
  quotas: {},
  services: {},
};

const failure = (telemetry: unknown): string => {
  try {
    defineEnvironment({ ...TEST_VALUES, platform: { ...REST, telemetry: telemetry as PlatformValues['telemetry'] } });
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/staging: /, '');
  }
  return 'accepted';
};

const metrics = (values: object) => failure({ ...TEST_TELEMETRY, metrics: { ...TEST_TELEMETRY.metrics, ...values } });
const traces = (values: object) => failure({ ...TEST_TELEMETRY, traces: { ...TEST_TELEMETRY.traces, ...values } });
const recent = (values: object) => traces({ recent: { ...TEST_TELEMETRY.traces.recent, ...values } });

test('accepts values of telemetry', () => {
  expect(failure(TEST_TELEMETRY)).toBe('accepted');
});

test.each([
  [
    metrics({ retention: '2 weeks' }),
    'platform.telemetry.metrics.retention: expected a duration from 1 to 730 days, as in \'30 days\', got "2 weeks"; a month shows how this week differs from the last',
  ],
  [
    metrics({ volume: '5 GiB' }),
    'platform.telemetry.metrics.volume: expected a volume from 10 to 16384 GiB, as in \'50 GiB\', got "5 GiB"; a million series at two samples a minute fill about 5 GiB a day',
  ],
  [
    failure({ ...TEST_TELEMETRY, logs: { volume: '50Gi' } }),
    'platform.telemetry.logs.volume: expected a volume from 10 to 16384 GiB, as in \'50 GiB\', got "50Gi"; Loki keeps some hours of logs on it',
  ],
  [
    recent({ retention: '60 days' }),
    'platform.telemetry.traces.recent.retention: expected a duration from 1 to 30 days, as in \'30 days\', got "60 days"; older traces are in Tempo',
  ],
  [
    recent({ size: '20 GiB' }),
    'platform.telemetry.traces.recent.size: unknown setting; remove it or correct its spelling',
  ],
])('%s', (message, expected) => {
  expect(message).toBe(expected);
});
