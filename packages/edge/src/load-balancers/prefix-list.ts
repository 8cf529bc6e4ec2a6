import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list';
import { physicalName, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';

export interface PrefixListProps {
  /** Changing it replaces the list. */
  readonly family: 'IPv4' | 'IPv6';
  readonly cidrs: readonly string[];
  /**
   * Most blocks that the list may ever hold. AWS counts this number, not the blocks, as rules of every security group that
   * names the list, so a larger one is not free.
   */
  readonly room: number;
  /** What each block is, as AWS shows it. */
  readonly description: string;
  /** Fixed word in PascalCase, as in `CloudflareIpv4`: for the name in AWS and for construct ids of rules. */
  readonly name: string;
}

/** Addresses under one name, for security groups. A new block reaches every group that names the list at once. */
export class PrefixList extends Construct {
  readonly prefixListId: string;
  readonly room: number;
  /** Its word in ids of security-group rules. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: PrefixListProps) {
    super(scope, id);
    const { family, cidrs, room, description } = props;
    throwIfAny(this, roomProblems(cidrs, room));
    const list = new Ec2ManagedPrefixList(this, 'Default', {
      name: physicalName(this, { max: 255, name: props.name }),
      addressFamily: family,
      maxEntries: room,
      entry: cidrs.map((cidr) => ({ cidr, description })),
      lifecycle: { preventDestroy: true },
    });
    this.prefixListId = list.id;
    this.room = room;
    this.name = props.name;
  }
}

function roomProblems(cidrs: readonly string[], room: number): string[] {
  if (cidrs.length === 0) return ['expected at least one block, got none; a list without blocks lets nobody in'];
  if (cidrs.length <= room) return [];
  return [
    `there is room for ${room} blocks, got ${cidrs.length}; raise room, and see that no security group gets more rules than its quota`,
  ];
}
