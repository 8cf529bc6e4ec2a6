import { defineEnvironment, INTERFACE_ENDPOINT_SERVICES } from '@smile/core';
import { indonesia } from '../../country.ts';

/** Live workloads: isolated in an account of its own, spread over three zones (ENV-PRD). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'production',
  account: { id: '111111111111', ownsSingletons: true },
  network: {
    cidr: '10.0.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'one-per-zone',
    flowLogRetention: '30 days',
    interfaceEndpoints: INTERFACE_ENDPOINT_SERVICES,
    privateDomain: 'prd.smile.internal',
  },
  deployment: {
    jenkins: {
      issuerUrl: 'https://jenkins.smile.example/oidc',
      planSubjects: ['https://jenkins.smile.example/job/infrastructure/job/*'],
      applySubjects: ['https://jenkins.smile.example/job/infrastructure-deploy/job/main/'],
    },
    breakGlassPrincipals: ['arn:aws:iam::111111111111:role/platform-on-call'],
  },
  access: {
    bastion: { instanceType: 't3.large' },
    operatorPrincipals: ['arn:aws:iam::111111111111:role/platform-operators'],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  dataClass: 'confidential',
  allowDataLoss: false,
});
