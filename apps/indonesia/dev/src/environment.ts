import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia } from '../../country.ts';

/** Developers' tests and previews of branches (ENV-DEV). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'dev',
  account: { id: '333333333333', ownsSingletons: true },
  network: {
    cidr: '10.2.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
    flowLogRetention: '30 days',
    interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
    privateDomain: 'dev.smile.internal',
  },
  deployment: {
    jenkins: {
      issuerUrl: 'https://jenkins.smile.example/oidc',
      planSubjects: ['https://jenkins.smile.example/job/infrastructure/job/*'],
      applySubjects: ['https://jenkins.smile.example/job/infrastructure-deploy/job/main/'],
    },
    breakGlassPrincipals: ['arn:aws:iam::333333333333:role/platform-on-call'],
  },
  access: {
    bastion: { instanceType: 't3.small' },
    operatorPrincipals: ['arn:aws:iam::333333333333:role/platform-operators'],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  dataClass: 'internal',
  allowDataLoss: true,
});
