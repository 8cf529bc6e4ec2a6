import { mayHoldData } from '@smile/inventory';
import type { PlannedAction } from './planned-action.ts';

/** Kinds of resources of which a draft must have shown every changed argument, and why. */
const GUARDED: readonly { readonly type: RegExp; readonly subject: string }[] = [
  { type: /^aws_iam_|_policy(_|$)|_policy_attachment$|_role(_|$)/, subject: 'who may do what' },
  {
    type: /^aws_eks_(access_|pod_identity_)|^kubernetes_(cluster_)?role|^kubernetes_service_account/,
    subject: 'who may do what',
  },
  { type: /^aws_(vpc_)?security_group|^aws_network_acl|^kubernetes_network_policy/, subject: 'who reaches whom' },
  { type: /^aws_kms_/, subject: 'keys' },
];

/**
 * What a plan does beyond the draft that was reviewed; empty when it may go on without another review.
 *
 * A plan may do less than its draft. Each pair of address and action must be in the draft: so nothing is destroyed or replaced that
 * nobody saw. Of what decides about access, keys or data, each changed argument must be in the draft as well, since "update" alone says
 * too little of them.
 */
export function beyondDraft(draft: readonly PlannedAction[], plan: readonly PlannedAction[]): string[] {
  const drafted = new Map(draft.map((one) => [`${one.action} ${one.address}`, one]));
  return plan.flatMap((one) => {
    const shown = drafted.get(`${one.action} ${one.address}`);
    if (shown === undefined) {
      const other = draft.find(({ address }) => address === one.address);
      return [
        `${one.action} ${one.address}: the draft ${other === undefined ? 'leaves it alone' : `wants to ${other.action} it`}`,
      ];
    }
    const subject = subjectOf(one);
    const unseen = one.changed.filter((name) => !shown.changed.includes(name));
    if (subject === undefined || unseen.length === 0) return [];
    return [
      `${one.action} ${one.address}: it decides about ${subject}, and the draft does not change ${unseen.join(', ')}`,
    ];
  });
}

function subjectOf({ type, address }: PlannedAction): string | undefined {
  return GUARDED.find((one) => one.type.test(type))?.subject ?? (mayHoldData(address) ? 'data' : undefined);
}
