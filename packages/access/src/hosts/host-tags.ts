import type { Environment } from '@smile/core';

/** Who may open sessions on a host: operators, or only people in an emergency. Whoever does is root there. */
export type SessionsFor = 'operators' | 'break-glass';

/** Tag that says who may open sessions on a host; the operators' role asks for theirs. */
export const SESSIONS_TAG = 'sessions';

/** Tag by which Patch Manager knows which hosts belong together. Patch Manager asks for exactly this key. */
export const PATCH_GROUP_TAG = 'PatchGroup';

/** Name of an environment's hosts in Patch Manager, as in `smile-prd`. */
export function patchGroupOf(environment: Environment): string {
  return environment.namePrefix;
}
