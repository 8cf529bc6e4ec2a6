import type { Environment } from '@smile/core';

/** Tag that lets operators open sessions on a host; their role asks for it. */
export const SESSIONS_TAG = { key: 'sessions', value: 'operators' } as const;

/** Tag by which Patch Manager knows which hosts belong together. Patch Manager asks for exactly this key. */
export const PATCH_GROUP_TAG = 'PatchGroup';

/** Name of an environment's hosts in Patch Manager, as in `smile-prd`. */
export function patchGroupOf(environment: Environment): string {
  return environment.namePrefix;
}
