import { expect, test } from 'vitest';
import { TEST_COUNTRY, TEST_EDGE, TEST_VALUES, testEnvironment } from '../fixtures.ts';
import { placeholdersIn } from './placeholders.ts';

test('finds every documentation value, with what to put there', () => {
  expect(placeholdersIn(testEnvironment())).toEqual([
    { path: 'country.domain', value: 'smile.example', replaceWith: 'the domain that you own' },
    { path: 'country.owner', value: 'platform@smile.example', replaceWith: "the team's mailbox" },
    { path: 'country.operatorCidrs[0]', value: '203.0.113.0/24', replaceWith: 'the public address block of an office' },
    { path: 'account.id', value: '222222222222', replaceWith: 'the id of the AWS account' },
    {
      path: 'deployment.breakGlassPrincipals[0]',
      value: 'arn:aws:iam::222222222222:user/break-glass-1',
      replaceWith: 'the ARN in the real account',
    },
    {
      path: 'governance.alarmEmails[0]',
      value: 'alarms@smile.example',
      replaceWith: "the team's mailbox",
    },
    {
      path: 'access.operatorPrincipals[0]',
      value: 'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
      replaceWith: 'the ARN in the real account',
    },
  ]);
});

test('finds nothing in an environment with real values', () => {
  const environment = testEnvironment({
    country: {
      ...TEST_COUNTRY,
      domain: 'smile.health.go.id',
      owner: 'platform@health.go.id',
      operatorCidrs: ['36.66.1.0/24'],
    },
    account: { id: '210987654321', ownsSingletons: true },
    deployment: {
      deployedBy: 'own-cluster',
      breakGlassPrincipals: ['arn:aws:iam::210987654321:user/break-glass-1'],
    },
    network: TEST_VALUES.network,
    governance: { ...TEST_VALUES.governance, alarmEmails: ['alarms@health.go.id'] },
    access: {
      ...TEST_VALUES.access,
      operatorPrincipals: [
        'arn:aws:iam::210987654321:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
      ],
    },
  });
  expect(placeholdersIn(environment)).toEqual([]);
});

test('takes ids of one repeated digit for documentation values, as Cloudflare gives none', () => {
  const edge = {
    zoneId: '0'.repeat(32),
    certificateId: '00000000-0000-0000-0000-000000000000',
    otherZoneId: '01'.repeat(16),
  };
  const values = {
    ...TEST_EDGE,
    cloudflare: { ...TEST_EDGE.cloudflare, zoneId: edge.zoneId, accountId: edge.otherZoneId },
    originPull: { ...TEST_EDGE.originPull, certificateId: edge.certificateId },
  };
  const found = placeholdersIn(testEnvironment({ edge: values })).filter(({ replaceWith }) =>
    replaceWith.startsWith('the id'),
  );
  expect(found.map(({ path, replaceWith }) => [path, replaceWith])).toEqual([
    ['account.id', 'the id of the AWS account'],
    ['edge.cloudflare.zoneId', 'the id that Cloudflare shows'],
    ['edge.originPull.certificateId', 'the id of the certificate that was uploaded'],
  ]);
});

test('takes a certificate authority in the name of a documentation domain for one, without repeating it', () => {
  const found = placeholdersIn(testEnvironment({ edge: TEST_EDGE })).filter(({ path }) => path.includes('authorities'));
  expect(found).toEqual([
    {
      path: 'edge.originPull.authorities',
      value: 'O=smile.example, CN=Documentation origin pull CA 1',
      replaceWith: 'the certificate of your own authority',
    },
  ]);
});
