import type { Component } from '@smile/core';
import type { RepositoryName } from '@smile/storage';
import type { NamespaceName } from '../namespaces/namespace-table.ts';

/** A service of SMILE or WMS as the platform knows it, whatever its developers put into the image. */
export interface ServiceEntry {
  /** What it is for. */
  readonly purpose: string;
  readonly repository: RepositoryName;
  readonly namespace: Extract<NamespaceName, 'smile' | 'wms'>;
  /** On whose nodes it runs. */
  readonly component: Extract<Component, 'smile' | 'wms'>;
}

const SMILE = { namespace: 'smile', component: 'smile' } as const;
const WMS = { namespace: 'wms', component: 'wms' } as const;

/**
 * The eleven services by name, one for each repository of images (APP-ECR). A name is a Deployment's, a Service's and a service
 * account's, so it is never changed.
 */
export const SERVICES = {
  core: { ...SMILE, purpose: 'Backend: master data', repository: 'backend-core' },
  main: { ...SMILE, purpose: 'Backend: stock and transactions', repository: 'backend-main' },
  platform: { ...SMILE, purpose: 'Backend: interfaces to other systems', repository: 'backend-platform' },
  auth: { ...SMILE, purpose: 'Backend: users and their rights', repository: 'backend-auth' },
  sync: { ...SMILE, purpose: 'Backend: exchange with devices that were offline', repository: 'backend-sync' },
  warehouse: { ...SMILE, purpose: 'Backend: warehouses', repository: 'backend-warehouse' },
  web: { ...SMILE, purpose: 'Frontend', repository: 'frontend-web' },
  'wms-backend': { ...WMS, purpose: 'Waste management: backend', repository: 'wms-backend' },
  'wms-frontend': { ...WMS, purpose: 'Waste management: frontend', repository: 'wms-frontend' },
  'wms-mobile': { ...WMS, purpose: 'Waste management: application for phones', repository: 'wms-mobile' },
  'wms-bff': { ...WMS, purpose: 'Waste management: backend for frontends', repository: 'wms-bff' },
} as const satisfies Readonly<Record<string, ServiceEntry>>;

export type ServiceName = keyof typeof SERVICES;
