import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia } from '../../country.ts';

/** Testing before production: the same parts at smaller counts (ENV-STG). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'staging',
  account: { id: '222222222222', ownsSingletons: true },
  network: {
    cidr: '10.1.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
    flowLogRetention: '30 days',
    interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
    privateDomain: 'uat.smile.internal',
  },
  deployment: {
    jenkins: {
      issuerUrl: 'https://jenkins.smile.example/oidc',
      planSubjects: ['https://jenkins.smile.example/job/infrastructure/job/*'],
      applySubjects: ['https://jenkins.smile.example/job/infrastructure-deploy/job/main/'],
    },
    breakGlassPrincipals: ['arn:aws:iam::222222222222:role/platform-on-call'],
  },
  access: {
    bastion: { instanceType: 't3.small' },
    operatorPrincipals: ['arn:aws:iam::222222222222:role/platform-operators'],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  dataClass: 'internal',
  allowDataLoss: false,
});
