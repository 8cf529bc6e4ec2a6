import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { TEST_GIT_SERVER, TEST_VALUES, testEnvironment } from '../fixtures.ts';
import type { AccessValues, GitServerValues } from './access-values.ts';

const withAccess = (values: object) => () => {
  testEnvironment({ access: { ...TEST_VALUES.access, ...values } as AccessValues });
};

const withGitServer = (values: object) => () => {
  testEnvironment({ gitServer: { ...TEST_GIT_SERVER, ...values } as GitServerValues });
};

test('an environment needs no Git server (ENV-SHR)', () => {
  expect(testEnvironment().gitServer).toBeUndefined();
  expect(testEnvironment({ gitServer: TEST_GIT_SERVER }).gitServer).toEqual(TEST_GIT_SERVER);
});

describe('refuses', () => {
  test.each([
    [
      'indonesia/staging: access.bastion.instanceType: expected an EC2 instance type, got "large"; write it as AWS does, as in t3.large',
      withAccess({ bastion: { instanceType: 'large' } }),
    ],
    [
      'indonesia/staging: access.operatorPrincipals[0]: expected an IAM user, or a role of IAM Identity Center that ends with _*, got "arn:aws:iam::222222222222:root"; another role cannot show MFA, so nobody could come through it',
      withAccess({ operatorPrincipals: ['arn:aws:iam::222222222222:root'] }),
    ],
    [
      'indonesia/staging: access.operatorPrincipals: expected at least one principal; without operators nobody reaches a host',
      withAccess({ operatorPrincipals: [] }),
    ],
    [
      'indonesia/staging: access.patchSchedule: expected a schedule of six fields, got "0 2 * * 0"; use minute, hour, day, month, weekday and year, as in cron(0 2 ? * SUN *)',
      withAccess({ patchSchedule: '0 2 * * 0' }),
    ],
    [
      'indonesia/staging: gitServer.dataVolume: expected a size in GiB, got "500 GB"; write it as in \'500 GiB\'',
      withGitServer({ dataVolume: '500 GB' }),
    ],
    [
      'indonesia/staging: gitServer.host: expected a host name in lower case, got "https://git.smile.example"; use a name such as git.smile.example',
      withGitServer({ host: 'https://git.smile.example' }),
    ],
    [
      'indonesia/staging: gitServer.zone: expected a zone id, got 1; use one of network.availabilityZones',
      withGitServer({ zone: 1 }),
    ],
  ])('%s', (message, make) => {
    expect(make).toFailWith(message);
  });
});
