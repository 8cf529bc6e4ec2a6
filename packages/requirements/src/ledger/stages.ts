import type { Stage } from '@smile/core';

/** Every environment. */
export const ALL: readonly Stage[] = ['dev', 'staging', 'production', 'shared'];

/** Environments in which SMILE runs. */
export const WORKLOADS: readonly Stage[] = ['dev', 'staging', 'production'];
