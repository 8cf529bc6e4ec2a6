import type { Requirement } from '../requirement.ts';
import { hasAProtectedZone, hasCloudflareRecords } from './cloudflare.ts';
import { hasNames } from './route-53.ts';
import { ALL } from './stages.ts';
import { hasWebAcls } from './web-acls.ts';

/** The way in from the internet. */
export const EDGE: readonly Requirement[] = [
  {
    id: 'EDG-R53',
    section: 'Other resources',
    title: 'Route 53',
    statement: 'Route 53: DNS records and routing.',
    stages: ALL,
    parts: [{ name: 'zones and records', check: hasNames }],
  },
  {
    id: 'EDG-CLOUDFLARE',
    section: 'Other resources',
    title: 'Cloudflare',
    statement: 'Cloudflare: DNS and edge security.',
    stages: ALL,
    parts: [
      { name: 'names of the environment', check: hasCloudflareRecords },
      { name: 'a protected zone, apart from that of production', compare: hasAProtectedZone },
    ],
  },
  {
    id: 'EDG-WAF',
    section: 'Other resources',
    title: 'WAF',
    statement: 'WAF: application protection.',
    stages: ALL,
    parts: [{ name: 'web ACLs', check: hasWebAcls }],
  },
];
