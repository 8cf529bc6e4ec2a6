import type { Component } from '@smile/core';
import type { RepositoryName } from '@smile/storage';
import type { NamespaceName } from '../namespaces/namespace-table.ts';

/** A service of SMILE or WMS as the platform knows it, whatever its developers put into the image. */
export interface ServiceEntry {
  /** What it is for. */
  readonly purpose: string;
  readonly namespace: Extract<NamespaceName, 'smile' | 'wms'>;
  /** On whose nodes it runs. */
  readonly component: Extract<Component, 'smile' | 'wms'>;
}

const SMILE = { namespace: 'smile', component: 'smile' } as const;
const WMS = { namespace: 'wms', component: 'wms' } as const;

/**
 * The eleven services by the name of their image repository (APP-ECR), which is that of the Deployment, the Service and the
 * service account too, so it is never changed.
 */
export const SERVICES = {
  'backend-core': { ...SMILE, purpose: 'Backend: master data' },
  'backend-main': { ...SMILE, purpose: 'Backend: stock and transactions' },
  'backend-platform': { ...SMILE, purpose: 'Backend: interfaces to other systems' },
  'backend-auth': { ...SMILE, purpose: 'Backend: users and their rights' },
  'backend-sync': { ...SMILE, purpose: 'Backend: exchange with devices that were offline' },
  'backend-warehouse': { ...SMILE, purpose: 'Backend: warehouses' },
  'frontend-web': { ...SMILE, purpose: 'Frontend' },
  'wms-backend': { ...WMS, purpose: 'Waste management: backend' },
  'wms-frontend': { ...WMS, purpose: 'Waste management: frontend' },
  'wms-mobile': { ...WMS, purpose: 'Waste management: application for phones' },
  'wms-bff': { ...WMS, purpose: 'Waste management: backend for frontends' },
} as const satisfies Readonly<Record<RepositoryName, ServiceEntry>>;

export type ServiceName = keyof typeof SERVICES;
