import type { Requirement } from '../requirement.ts';
import { WORKLOADS } from './stages.ts';

const NO_EDGE = 'the edge stack is not part of the estate yet';

/** The way in from the internet. */
export const EDGE: readonly Requirement[] = [
  {
    id: 'EDG-R53',
    section: 'Other resources',
    title: 'Route 53',
    statement: 'Route 53: DNS records and routing.',
    stages: WORKLOADS,
    parts: [{ name: 'zones and records', open: NO_EDGE }],
  },
  {
    id: 'EDG-CLOUDFLARE',
    section: 'Other resources',
    title: 'Cloudflare',
    statement: 'Cloudflare: DNS and edge security.',
    stages: WORKLOADS,
    parts: [{ name: 'zone', open: NO_EDGE }],
  },
  {
    id: 'EDG-WAF',
    section: 'Other resources',
    title: 'WAF',
    statement: 'WAF: application protection.',
    stages: WORKLOADS,
    parts: [{ name: 'web ACL', open: NO_EDGE }],
  },
];
