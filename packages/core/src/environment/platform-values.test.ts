import { expect, test } from 'vitest';
import { TEST_TELEMETRY, TEST_VALUES } from '../fixtures.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';
import type { PlatformValues } from './platform-values.ts';

const PLATFORM: PlatformValues = {
  copies: 'one',
  survives: 'the loss of a node',
  mesh: { tracedPercent: 5, gatewayPods: { min: 1, max: 2 } },
  quotas: { smile: { cpu: '500m', memory: '16Gi', pods: 20 } },
  services: {},
  telemetry: TEST_TELEMETRY,
};

const failure = (platform: unknown): string => {
  try {
    defineEnvironment({ ...TEST_VALUES, platform } as EnvironmentValues);
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/staging: /, '');
  }
  return 'accepted';
};

const quota = (values: object) => failure({ ...PLATFORM, quotas: { smile: { ...PLATFORM.quotas.smile, ...values } } });

test('accepts values of a platform', () => {
  expect(failure(PLATFORM)).toBe('accepted');
});

test.each([
  [
    failure({ ...PLATFORM, copies: 3 }),
    'platform.copies: expected one of several, one, got 3; production uses several',
  ],
  [
    failure({ ...PLATFORM, survives: 'everything' }),
    'platform.survives: expected one of the loss of a zone, the loss of a node, got "everything"; production survives a zone',
  ],
  [
    quota({ cpu: '1.5' }),
    'platform.quotas.smile.cpu: expected CPUs, as in 16 or 500m, got "1.5"; Kubernetes counts whole or thousandths of CPUs',
  ],
  [
    quota({ memory: '16GB' }),
    'platform.quotas.smile.memory: expected memory, as in 64Gi or 512Mi, got "16GB"; use binary units',
  ],
  [quota({ pods: 0 }), 'platform.quotas.smile.pods: expected a whole number from 1, got 0; count the pods'],
  [quota({ pots: 4 }), 'platform.quotas.smile.pots: unknown setting; remove it or correct its spelling'],
])('%s', (message, expected) => {
  expect(message).toBe(expected);
});
