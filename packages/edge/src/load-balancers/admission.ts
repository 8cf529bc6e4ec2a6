import type { OriginPullTrust } from './origin-pull-trust.ts';
import type { PrefixList } from './prefix-list.ts';

/**
 * Who may connect to a load balancer.
 *
 * `cloudflare` takes both proofs, address and client certificate, because neither will do alone. `operators` is for
 * consoles: people come straight from the office, and sign in behind the load balancer.
 */
export type Admission =
  | { readonly of: 'cloudflare'; readonly from: readonly PrefixList[]; readonly trust: OriginPullTrust }
  | { readonly of: 'operators'; readonly from: readonly PrefixList[] };

/**
 * Rules that AWS lets a security group have, by default.
 *
 * A prefix list counts as its room. AWS counts IPv4 and IPv6 apart; counting them together errs on the safe side.
 * Source: VPC guide, "Amazon VPC quotas" and "Customer-managed prefix lists".
 */
const RULE_QUOTA = 60;

/** What is wrong with letting prefix lists in on some ports: one sentence, or none. */
export function quotaProblems(from: readonly { readonly room: number }[], ports: number, quota = RULE_QUOTA): string[] {
  const rules = ports * from.reduce((sum, { room }) => sum + room, 0);
  if (rules <= quota) return [];
  return [
    `prefix lists with room for ${from.map(({ room }) => room).join(' + ')} blocks on ${ports} ports make ${rules} rules, a security group has at most ${quota}; lower the room, or ask AWS for a higher quota "Inbound or outbound rules per security group" in every account first`,
  ];
}
