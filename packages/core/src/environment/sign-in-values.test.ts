import { expect, test } from 'vitest';
import { TEST_TELEMETRY, TEST_VALUES } from '../fixtures.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';

const failure = (more: object): string => {
  const mesh = { tracedPercent: 5, gatewayPods: { min: 1, max: 2 } };
  const platform = {
    ...{ copies: 'one', mesh, survives: 'the loss of a node', quotas: {}, services: {}, telemetry: TEST_TELEMETRY },
    ...more,
  };
  try {
    defineEnvironment({ ...TEST_VALUES, platform } as EnvironmentValues);
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/staging: /, '');
  }
  return 'accepted';
};

test('accepts how users meet Keycloak, and authorities of databases', () => {
  expect(failure({ signIn: { title: 'SMILE', languages: ['id', 'en'] } })).toBe('accepted');
  expect(failure({ databaseAuthorities: '-----BEGIN CERTIFICATE-----' })).toBe('accepted');
});

test.each([
  [
    failure({ signIn: { title: '', languages: ['id'] } }),
    'platform.signIn.title: expected a name of 1 to 255 characters, got ""; users read it when they sign in',
  ],
  [
    failure({ signIn: { title: 'SMILE', languages: ['id', 'english'] } }),
    'platform.signIn.languages[1]: expected a language of two small letters, got "english"; ISO 639-1 has them, as in en',
  ],
  [
    failure({ databaseAuthorities: '-----BEGIN CERTIFICATE-----\n-----BEGIN PRIVATE KEY-----' }),
    'platform.databaseAuthorities: expected certificates as PEM and nothing else; paste the bundle of the region, never a key',
  ],
])('%s', (message, expected) => {
  expect(message).toBe(expected);
});
