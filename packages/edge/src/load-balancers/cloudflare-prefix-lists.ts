import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import { CLOUDFLARE_RANGES, type CloudflareRanges, rangeProblems } from './cloudflare-ranges.ts';
import { PrefixList } from './prefix-list.ts';

export interface CloudflarePrefixListsProps {
  /** @default - those of `data/cloudflare-ranges.json` */
  readonly ranges?: CloudflareRanges;
}

/** Room for three blocks more than the fifteen of today. */
const ROOM_IPV4 = 18;

/** Room for two blocks more than the seven of today. */
const ROOM_IPV6 = 9;

/**
 * Where Cloudflare calls from, as two managed prefix lists.
 *
 * Being in the list proves that a caller is Cloudflare, not that it comes through our zone: anybody can rent Cloudflare.
 * That takes the client certificate of {@link OriginPullTrust}.
 */
export class CloudflarePrefixLists extends Construct {
  readonly lists: readonly PrefixList[];

  constructor(scope: Construct, id: string, props: CloudflarePrefixListsProps = {}) {
    super(scope, id);
    const { ipv4, ipv6, asOf } = props.ranges ?? CLOUDFLARE_RANGES;
    throwIfAny(this, rangeProblems({ ipv4, ipv6 }));
    const description = `Cloudflare, as of ${asOf}`;
    this.lists = [
      new PrefixList(this, 'Ipv4', {
        family: 'IPv4',
        cidrs: ipv4,
        room: ROOM_IPV4,
        description,
        name: 'CloudflareIpv4',
      }),
      new PrefixList(this, 'Ipv6', {
        family: 'IPv6',
        cidrs: ipv6,
        room: ROOM_IPV6,
        description,
        name: 'CloudflareIpv6',
      }),
    ];
  }
}
