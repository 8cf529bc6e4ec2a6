import { Construct } from 'constructs';
import { PrefixList } from './prefix-list.ts';

export interface OperatorPrefixListProps {
  /** IPv4 and IPv6 blocks of the offices. At least one of IPv4, by which load balancers are reached. */
  readonly cidrs: readonly string[];
}

/** Offices, lines that replace them, and a few more. */
const ROOM = 20;

/** AWS counts room of both families into one quota here; two ports leave so much. */
const ROOM_IPV6 = 9;

/** The addresses from which operators open consoles, under one name for each address family that they have. */
export class OperatorPrefixList extends Construct {
  readonly lists: readonly PrefixList[];

  constructor(scope: Construct, id: string, props: OperatorPrefixListProps) {
    super(scope, id);
    const ipv6 = props.cidrs.filter((cidr) => cidr.includes(':'));
    const ipv4 = props.cidrs.filter((cidr) => !cidr.includes(':'));
    this.lists = [
      this.createList('Ipv4', 'IPv4', ipv4, 'Operators'),
      ...(ipv6.length === 0 ? [] : [this.createList('Ipv6', 'IPv6', ipv6, 'OperatorsIpv6')]),
    ];
  }

  private createList(id: string, family: 'IPv4' | 'IPv6', cidrs: readonly string[], name: string): PrefixList {
    return new PrefixList(this, id, {
      family,
      cidrs,
      room: family === 'IPv4' ? ROOM : ROOM_IPV6,
      description: 'Operators',
      name,
    });
  }
}
