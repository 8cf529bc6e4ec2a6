import { defineEnvironment } from '@smile/core';
import { CODE_HOSTS, indonesia } from '../../country.ts';
import { ORIGIN_PULL_AUTHORITY } from './origin-pull-authority.ts';

/** What every environment uses: the Git server (ENV-SHR). */
export const environment = defineEnvironment({
  country: indonesia,
  stage: 'shared',
  account: { id: '444444444444', ownsSingletons: true },
  network: {
    cidr: '10.3.0.0/16',
    availabilityZones: ['apse3-az1', 'apse3-az2', 'apse3-az3'],
    natGateways: 'single',
    flowLogRetention: '30 days',
    interfaceEndpoints: ['ec2messages', 'kms', 'logs', 'ssm', 'ssmmessages', 'sts'],
    privateDomain: 'shared.smile.internal',
  },
  storage: { accessLogRetention: '90 days', loadBalancerLogRetention: '90 days' },
  edge: {
    cloudflare: {
      domain: 'smile.example',
      plan: 'pro',
      zoneId: '00000000000000000000000000000000',
      accountId: '00000000000000000000000000000000',
      ownsZone: false,
    },
    originDomain: 'origin-shared.smile.example',
    originPull: { authorities: ORIGIN_PULL_AUTHORITY, certificateId: '00000000-0000-0000-0000-000000000000' },
    loadBalancers: {
      // Through Cloudflare, which takes at most 100 MB in one request on the Pro plan (docs/runbooks/large-pushes.md).
      git: { admits: 'cloudflare', serves: 'git', hosts: { Git: 'git.smile.example' } },
    },
    codeHosts: CODE_HOSTS,
    webAcls: {
      visitors: { requestsPerClient: 15000 },
    },
    apiGateway: 'off',
    logRetention: '30 days',
  },
  deployment: {
    // Nothing runs in clusters here, so production's Jenkins does it.
    deployedBy: { stage: 'production', accountId: '111111111111' },
    breakGlassPrincipals: ['arn:aws:iam::444444444444:user/break-glass-1'],
  },
  governance: {
    alarmEmails: ['alarms@smile.example'],
    monthlyBudgetUsd: 1500,
    auditRetention: '365 days',
    backupAt: '03:00',
    runtimeMonitoring: false,
  },
  access: {
    bastion: { instanceType: 't3.small' },
    operatorPrincipals: [
      'arn:aws:iam::444444444444:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
    ],
    sessionLogRetention: '365 days',
    patchSchedule: 'cron(0 2 ? * SUN *)',
  },
  gitServer: {
    instanceType: 't3.xlarge',
    zone: 'apse3-az1',
    host: 'git.smile.example',
    dataVolume: '500 GiB',
    backupRetention: '30 days',
  },
  // vCPUs of Standard instances: 6 with every node group at its largest during an update. A new account has 5. Ask for it
  // before the first apply (docs/runbooks/bootstrap.md); `smile doctor --quotas shared` has the command.
  quotas: { 'ec2/L-1216C47A': 16 },
  dataClass: 'internal',
  allowDataLoss: false,
});
