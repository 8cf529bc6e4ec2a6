import { type CodeHost, defineCountry } from '@smile/core';

/** What all environments of Indonesia share. */
export const indonesia = defineCountry({
  id: 'indonesia',
  region: 'ap-southeast-3',
  timeZone: 'Asia/Jakarta',
  domain: 'smile.example',
  namePrefix: 'smile',
  owner: 'platform@smile.example',
  costCentre: 'smile-indonesia',
  operatorCidrs: ['203.0.113.0/24'],
});

/** Hosts that take source code: the Git server, for Cloudflare's rules in production's zone and for the web ACL in `shared`. */
export const CODE_HOSTS: readonly CodeHost[] = [
  {
    host: 'git.smile.example',
    because: 'pushes, diffs and paths of files are source code, which looks like an attack',
  },
];

/** What every Jenkins does, from the NAT addresses of its network: webhooks have no way in, since consoles admit offices only. */
export const JENKINS_POLLS = {
  caller: 'Jenkins',
  host: 'git.smile.example',
  because: 'it asks the Git server for new commits once a minute, and fetches them',
} as const;

/** Where this code lives; each Jenkins polls it. */
export const REPOSITORY = 'https://git.smile.example/smile/infrastructure';
