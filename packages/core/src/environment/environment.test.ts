import { describe, expect, test } from 'vitest';
import { TEST_COUNTRY, TEST_VALUES, testEnvironment } from '../fixtures.ts';
import { defineEnvironment, type EnvironmentValues } from './environment.ts';

const failure = (values: unknown): string => {
  try {
    defineEnvironment(values as EnvironmentValues);
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

/** The message for staging with one group of values changed. */
const changed = (group: 'network' | 'account' | 'deployment', values: object) =>
  failure({ ...TEST_VALUES, [group]: { ...TEST_VALUES[group], ...values } });

describe('names', () => {
  test.each([
    ['production', 'indonesia-production', 'smile-prd'],
    ['staging', 'indonesia-staging', 'smile-uat'],
    ['dev', 'indonesia-dev', 'smile-dev'],
    ['shared', 'indonesia-shared', 'smile-shared'],
  ] as const)('%s has stacks %s-… and resources %s-… (ENV-STG: staging is uat)', (stage, stackPrefix, namePrefix) => {
    expect(testEnvironment({ stage })).toMatchObject({ id: `indonesia/${stage}`, stackPrefix, namePrefix });
  });

  test('take the region from the country', () => {
    expect(testEnvironment().region).toBe('ap-southeast-3');
  });

  test('follow the country, so that a second country needs no other constructs (CTY-1)', () => {
    const country = { ...TEST_COUNTRY, id: 'elsewhere', namePrefix: 'smile-ew' };
    expect(testEnvironment({ country })).toMatchObject({
      id: 'elsewhere/staging',
      stackPrefix: 'elsewhere-staging',
      namePrefix: 'smile-ew-uat',
    });
  });
});

describe('problems', () => {
  test('are reported together, each with its path', () => {
    const message = failure({
      ...TEST_VALUES,
      stage: 'prod',
      account: { id: '1111', ownsSingletons: 'yes' },
      network: { ...TEST_VALUES.network, cidr: '10.0.0.5/16', natGateways: 'none', availabilityZones: ['apse3-az4'] },
      allowDataLos: true,
    });
    expect(message).toBe(
      [
        'indonesia/prod: 8 problems',
        '  - stage: expected one of dev, staging, production, shared, got "prod"; a stage is what an environment is for',
        '  - account.id: expected an AWS account id of twelve digits, got "1111"; quote it, so that zeros survive',
        '  - account.ownsSingletons: expected true or false, got "yes"',
        '  - network.cidr: "10.0.0.5/16" has host bits set; did you mean 10.0.0.0/16?',
        '  - network.availabilityZones: expected at least two zone ids; load balancers and data stores need them',
        '  - network.natGateways: expected one of one-per-zone, single, got "none"; production uses one-per-zone',
        '  - allowDataLos: unknown setting; remove it or correct its spelling',
        '  - network.availabilityZones[0]: expected one of apse3-az1, apse3-az2, apse3-az3, got "apse3-az4"; did you mean apse3-az1?',
      ].join('\n'),
    );
  });

  test.each([
    [
      { cidr: '10.0.0.0/20' },
      'cidr: expected an IPv4 block from /16 to /16, got "10.0.0.0/20"; subnets are planned for a /16, as in 10.0.0.0/16',
    ],
    [
      { cidr: '8.8.0.0/16' },
      'cidr: expected a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, got "8.8.0.0/16"; others are somebody\'s on the internet, whom the VPC could not reach',
    ],
    [
      { cidr: '172.32.0.0/16' },
      'cidr: expected a block of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, got "172.32.0.0/16"; others are somebody\'s on the internet, whom the VPC could not reach',
    ],
    [
      { cidr: 'ten' },
      'cidr: expected an IPv4 block from /16 to /16, got "ten"; subnets are planned for a /16, as in 10.0.0.0/16',
    ],
    [
      { cidr: undefined },
      'cidr: expected an IPv4 block from /16 to /16, got nothing; subnets are planned for a /16, as in 10.0.0.0/16',
    ],
    [
      { flowLogRetention: '30' },
      'flowLogRetention: expected a duration from 1 to 3650 days, as in \'30 days\', got "30"; the requirement is 30 days',
    ],
    [
      { flowLogRetention: '9999 days' },
      'flowLogRetention: expected a duration from 1 to 3650 days, as in \'30 days\', got "9999 days"; the requirement is 30 days',
    ],
    [
      { privateDomain: 'Prd' },
      'privateDomain: expected a domain in lower case, got "Prd"; use a name such as prd.smile.internal',
    ],
    [
      { availabilityZones: ['apse3-az1', 'apse3-az1'] },
      'availabilityZones[1]: "apse3-az1" is listed twice; remove one',
    ],
    [
      { availabilityZones: ['apse3-az1', 'ap-southeast-3b'] },
      'availabilityZones[1]: expected one of apse3-az1, apse3-az2, apse3-az3, got "ap-southeast-3b"; use zone ids, not zone names',
    ],
  ])('of the network: %j', (values, problem) => {
    expect(changed('network', values)).toBe(`indonesia/staging: network.${problem}`);
  });

  test('of production that may lose its data', () => {
    expect(() => defineEnvironment({ ...TEST_VALUES, stage: 'production', allowDataLoss: true })).toThrow(
      'allowDataLoss: expected false in production, got true; remove what is not needed any more by itself: smile apply --allow-destroy <address>',
    );
  });

  test('of an endpoint that is not known', () => {
    expect(changed('network', { interfaceEndpoints: ['sts', 'macie2'] })).toBe(
      'indonesia/staging: network.interfaceEndpoints[1]: expected one of autoscaling, ec2, ec2messages, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, kms, logs, secretsmanager, ssm, ssmmessages, sts, got "macie2"; add a service to interface-endpoint-services.ts once it is known to be sold',
    );
  });

  test('of an account number that lost its quotes', () => {
    expect(changed('account', { id: 222222222222 })).toBe(
      'indonesia/staging: account.id: expected an AWS account id of twelve digits, got 222222222222; quote it, so that zeros survive',
    );
  });

  test.each([{ stage: 'staging', accountId: '222222222222' }, 'staging', undefined])(
    'of a deployer that is neither the own cluster nor production: %j',
    (deployedBy) => {
      expect(changed('deployment', { deployedBy })).toBe(
        'indonesia/staging: deployment.deployedBy: expected own-cluster, or production with its accountId; an environment is deployed from its own cluster or from production, never from one below',
      );
    },
  );

  test('of a deployer whose account lost a digit', () => {
    expect(changed('deployment', { deployedBy: { stage: 'production', accountId: '1111' } })).toBe(
      'indonesia/staging: deployment.deployedBy.accountId: expected an AWS account id of twelve digits, got "1111"; quote it, so that zeros survive',
    );
  });

  test('of an environment below production that deploys another (ENV-PRD)', () => {
    expect(changed('deployment', { alsoDeploys: [{ stage: 'production', accountId: '111111111111' }] })).toBe(
      'indonesia/staging: deployment.alsoDeploys: expected nothing in staging, since only production deploys others, got production; move it to production',
    );
  });

  test('of production that another account deploys (ENV-PRD)', () => {
    const deployedBy = { stage: 'production', accountId: '222222222222' } as const;
    const deployment = { ...TEST_VALUES.deployment, deployedBy };
    expect(() => testEnvironment({ stage: 'production', deployment })).toThrow(
      'indonesia/production: deployment.deployedBy: expected own-cluster, since nothing stands above production, got another account; write own-cluster',
    );
  });

  test('of a break-glass principal that anyone could be', () => {
    expect(changed('deployment', { breakGlassPrincipals: ['*'] })).toBe(
      'indonesia/staging: deployment.breakGlassPrincipals[0]: expected an IAM user, or a role of IAM Identity Center that ends with _*, got "*"; another role cannot show MFA, so nobody could come through it',
    );
  });

  test('of a break-glass role that nobody could take on, because MFA is not passed from role to role', () => {
    expect(changed('deployment', { breakGlassPrincipals: ['arn:aws:iam::222222222222:role/on-call'] })).toBe(
      'indonesia/staging: deployment.breakGlassPrincipals[0]: expected an IAM user, or a role of IAM Identity Center that ends with _*, got "arn:aws:iam::222222222222:role/on-call"; another role cannot show MFA, so nobody could come through it',
    );
  });
});
