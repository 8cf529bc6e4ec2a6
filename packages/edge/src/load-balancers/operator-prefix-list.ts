import { Construct } from 'constructs';
import { PrefixList } from './prefix-list.ts';

export interface OperatorPrefixListProps {
  /** IPv4 blocks of the offices. */
  readonly cidrs: readonly string[];
}

/** Offices, lines that replace them, and a few more. */
const ROOM = 20;

/** The addresses from which operators open consoles, under one name. */
export class OperatorPrefixList extends Construct {
  readonly lists: readonly PrefixList[];

  constructor(scope: Construct, id: string, props: OperatorPrefixListProps) {
    super(scope, id);
    this.lists = [
      new PrefixList(this, 'Ipv4', {
        family: 'IPv4',
        cidrs: props.cidrs,
        room: ROOM,
        description: 'Operators',
        name: 'Operators',
      }),
    ];
  }
}
