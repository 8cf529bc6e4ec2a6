import type { PreviewSlot } from '@smile/core';
import { MeshedPods } from '../mesh/meshed-pods.ts';
import type { PlatformContext } from '../platform-context.ts';

/** Account of every pod of a preview, in the namespace of its slot: without a token, and without a role. */
export const PREVIEW_ACCOUNT = 'preview';

/** Realm in which people sign in to previews: users that are made up, and nobody of the staff. */
export const PREVIEWS_REALM = 'preview';

/** Container ports of the data stores that each preview has for itself. */
export const PREVIEW_STORE_PORTS = { mysql: 3306, rabbitmq: 5672, redis: 6379 } as const;

/** Label of every pod of a preview: without it, nothing reaches a pod in a slot. */
export const PREVIEW_LABEL = { 'smile/part-of': 'preview' } as const;

/** All pods of a slot, to say who may talk to them. */
export function previewPods({ owner }: Pick<PlatformContext, 'owner'>, slot: PreviewSlot): MeshedPods {
  return new MeshedPods({
    owner,
    namespace: slot,
    name: `${slot}-pods`,
    labels: PREVIEW_LABEL,
    serviceAccount: PREVIEW_ACCOUNT,
  });
}
