import type { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import {
  VpcSecurityGroupEgressRule,
  type VpcSecurityGroupEgressRuleConfig,
} from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { canonicalCidr, parseIpv4Block } from '../cidr.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { EstateStack } from '../estate-stack.ts';
import { wordsOf } from '../naming/words-of.ts';
import type { Port } from './port.ts';

/** Anything with a security group: a database, a cluster, an endpoint. */
export interface Connectable {
  readonly connections: Connections;
}

export interface ConnectionsProps {
  /** The construct that the rules belong to; rules of its own stack are made below it. */
  readonly owner: Construct;
  readonly securityGroup: SecurityGroup;
  /** Port that a caller reaches when it names none. @default - every call names its port */
  readonly defaultPort?: Port;
}

/** An IPv4 block and what it is. */
export interface NamedBlock {
  /** Fixed word in PascalCase, as in `Vpc`. Part of a Terraform address, so it must not hold the block, which differs by environment. */
  readonly name: string;
  /** As in `10.0.0.0/16`. */
  readonly cidr: string;
}

/** Every IPv4 address. For ways out only: nothing of ours lets all of them in. */
export const ANYWHERE: NamedBlock = { name: 'Anywhere', cidr: '0.0.0.0/0' };

/** What AWS accepts in the description of a rule. */
const DESCRIPTION = /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/;

/** One side of a rule: an ARN-less way to name who is on the other end. */
type Peer = Pick<VpcSecurityGroupEgressRuleConfig, 'cidrIpv4' | 'prefixListId' | 'referencedSecurityGroupId'>;

/**
 * Who may talk to whom: single-rule resources between security groups, each with a reason (NET-5).
 *
 * `database.connections.allowFrom(cluster, 'WMS reads orders')` makes two rules, in at the database and out at the
 * cluster, because groups start closed in both directions. Between two stacks both rules live in the later one.
 */
export class Connections {
  readonly securityGroup: SecurityGroup;
  private readonly owner: Construct;
  private readonly defaultPort: Port | undefined;

  constructor(props: ConnectionsProps) {
    this.owner = props.owner;
    this.securityGroup = props.securityGroup;
    this.defaultPort = props.defaultPort;
  }

  /**
   * Lets a peer open connections to this side.
   *
   * @param reason description of both rules in AWS; changing it replaces nothing.
   * @param port defaults to the port of this side.
   * @throws ValidationError for a reason that AWS refuses, or a missing port.
   */
  allowFrom(peer: Connectable, reason: string, port: Port = this.requiredPort(reason)): void {
    const other = peer.connections;
    const into = this.hostOf(other);
    const out = other.hostOf(this);
    new VpcSecurityGroupIngressRule(
      into,
      into === this.owner ? `From${this.wordsFor(other)}${port.id}` : `Into${wordsOf(this.owner)}${port.id}`,
      this.rule({ referencedSecurityGroupId: other.securityGroup.id }, reason, port),
    );
    new VpcSecurityGroupEgressRule(
      out,
      out === other.owner ? `To${other.wordsFor(this)}${port.id}` : `OutOf${wordsOf(other.owner)}${port.id}`,
      other.rule({ referencedSecurityGroupId: this.securityGroup.id }, reason, port),
    );
  }

  /** Lets the members of this group reach each other. */
  allowInternally(reason: string, port: Port = this.requiredPort(reason)): void {
    this.allowFrom({ connections: this }, reason, port);
  }

  /** Lets an IPv4 block open connections to this side. Prefer {@link allowFrom}: a block says nothing about who. */
  allowFromCidr(block: NamedBlock, reason: string, port: Port = this.requiredPort(reason)): void {
    const rule = this.rule({ cidrIpv4: this.checkedCidr(block.cidr) }, reason, port);
    new VpcSecurityGroupIngressRule(this.owner, `From${block.name}${port.id}`, rule);
  }

  /** Lets this side open connections to an IPv4 block, as to {@link ANYWHERE} for package downloads through NAT. */
  allowToCidr(block: NamedBlock, reason: string, port: Port): void {
    const rule = this.rule({ cidrIpv4: this.checkedCidr(block.cidr) }, reason, port);
    new VpcSecurityGroupEgressRule(this.owner, `To${block.name}${port.id}`, rule);
  }

  /** Lets the addresses of a managed prefix list open connections to this side. */
  allowFromPrefixList(
    list: { readonly id: string; readonly name: string },
    reason: string,
    port = this.requiredPort(reason),
  ): void {
    const rule = this.rule({ prefixListId: list.id }, reason, port);
    new VpcSecurityGroupIngressRule(this.owner, `From${list.name}${port.id}`, rule);
  }

  /** Lets this side open connections to the addresses of a prefix list, such as those of S3 in the region. */
  allowToPrefixList(list: { readonly id: string; readonly name: string }, reason: string, port: Port): void {
    const rule = this.rule({ prefixListId: list.id }, reason, port);
    new VpcSecurityGroupEgressRule(this.owner, `To${list.name}${port.id}`, rule);
  }

  private rule(peer: Peer, reason: string, port: Port) {
    if (!DESCRIPTION.test(reason)) {
      throw new ValidationError(this.owner, [
        `a security-group rule needs a reason of 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got ${JSON.stringify(reason)}; say who needs it for what`,
      ]);
    }
    return {
      securityGroupId: this.securityGroup.id,
      ...peer,
      ipProtocol: port.protocol,
      fromPort: port.from,
      toPort: port.to,
      description: reason,
    };
  }

  /** Where a rule of this group towards another lives: here, unless the other's stack is deployed later. */
  private hostOf(other: Connections): Construct {
    const [mine, theirs] = [EstateStack.ofConstruct(this.owner), EstateStack.ofConstruct(other.owner)];
    return theirs.isAfter(mine) ? other.owner : this.owner;
  }

  private wordsFor(other: Connections): string {
    return other === this ? 'Itself' : wordsOf(other.owner);
  }

  private requiredPort(reason: string): Port {
    if (this.defaultPort !== undefined) return this.defaultPort;
    throw new ValidationError(this.owner, [
      `the rule ${JSON.stringify(reason)} names no port and there is no default; pass a port`,
    ]);
  }

  private checkedCidr(cidr: string): string {
    const block = parseIpv4Block(cidr);
    if (block === undefined) {
      throw new ValidationError(this.owner, [
        `expected an IPv4 block such as 10.0.0.0/16, got ${JSON.stringify(cidr)}; correct it`,
      ]);
    }
    return canonicalCidr(block);
  }
}
