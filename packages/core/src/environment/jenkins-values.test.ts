import { describe, expect, test } from 'vitest';
import { TEST_TELEMETRY, TEST_VALUES } from '../fixtures.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';
import type { JenkinsValues } from './jenkins-values.ts';
import type { Stage } from './stages.ts';

const JENKINS: JenkinsValues = {
  repository: 'https://git.smile.example/smile/infrastructure',
  home: '50 GiB',
  mergeRequests: 'not here',
  images: 'copied',
  deploys: 'approved plans',
};

/** What is said of an environment whose Jenkins differs from the usual one; empty where nothing is wrong. */
function failure(jenkins: object, stage: Stage = 'staging'): string {
  const platform = {
    copies: 'one',
    survives: 'the loss of a node',
    mesh: { tracedPercent: 5, gatewayPods: { min: 1, max: 2 } },
    quotas: {},
    services: {},
    telemetry: TEST_TELEMETRY,
    jenkins: { ...JENKINS, ...jenkins },
  };
  try {
    defineEnvironment({ ...TEST_VALUES, stage, platform } as EnvironmentValues);
  } catch (error) {
    return (error as Error).message.replace(/^indonesia\/\w+: /, '');
  }
  return '';
}

describe('values of Jenkins', () => {
  test.each([
    ['production', {}],
    ['staging', { images: 'built' }],
    ['dev', { mergeRequests: 'checked', images: 'built', deploys: 'at once' }],
  ] as const)('are accepted in %s', (stage, jenkins) => {
    expect(failure(jenkins, stage)).toBe('');
  });

  test.each([
    [
      'an address with a password',
      { repository: 'https://bot:word@git.smile.example/smile/infrastructure' },
      'platform.jenkins.repository: expected an address such as https://git.example.org/group/project, got "https://bot:word@git.smile.example/smile/infrastructure"; leave out .git, names of users and passwords',
    ],
    [
      'a home that a week fills',
      { home: '10 GiB' },
      `platform.jenkins.home: expected a volume of 20 GiB or more, as in '50 GiB', got "10 GiB"; a hundred builds with their logs fill about 10 GiB`,
    ],
  ])('are refused with %s', (_, jenkins, expected) => {
    expect(failure(jenkins)).toBe(expected);
  });

  test.each([
    [
      'staging',
      { mergeRequests: 'checked' },
      'platform.jenkins.mergeRequests: expected not here in staging, where only code of the main branch runs, got checked; check them in dev',
    ],
    [
      'production',
      { images: 'built' },
      'platform.jenkins.images: expected copied in production, where no build runs, got built; build them in dev, staging',
    ],
    [
      'production',
      { deploys: 'at once' },
      'platform.jenkins.deploys: expected approved plans in production, got at once; nothing is applied there that nobody approved',
    ],
  ] as const)('are refused where they reach too far: %s, %o', (stage, jenkins, expected) => {
    expect(failure(jenkins, stage)).toBe(expected);
  });
});
