import type { Requirement } from '../requirement.ts';
import { WORKLOADS } from './stages.ts';

/** How requests travel. */
export const TRAFFIC: readonly Requirement[] = [
  {
    id: 'TRF-EXT',
    section: 'Traffic',
    title: 'From outside',
    statement:
      'External: Cloudflare → Route 53 → load balancer → EKS (through Istio). The load balancer accepts Cloudflare only.',
    stages: WORKLOADS,
    parts: [{ name: 'the chain', open: 'the edge stack is not part of the estate yet' }],
  },
  {
    id: 'TRF-INT',
    section: 'Traffic',
    title: 'Inside',
    statement: 'Internal: secure service-to-service communication through Istio.',
    stages: WORKLOADS,
    parts: [{ name: 'the mesh', open: 'what runs inside the clusters is not built yet' }],
  },
];
