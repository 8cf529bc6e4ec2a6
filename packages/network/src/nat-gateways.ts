import { Eip } from '@cdktf/provider-aws/lib/eip';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { physicalName, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { Subnet } from './subnets.ts';

/** `one-per-zone` survives the loss of a zone and avoids charges between zones; `single` costs a third (NET-3). */
export type NatGatewayMode = 'one-per-zone' | 'single';

export interface NatGatewaysProps {
  readonly mode: NatGatewayMode;
  readonly publicSubnets: readonly Subnet[];
  readonly internetGateway: InternetGateway;
}

/**
 * NAT gateways with addresses that outlive them.
 *
 * Partners put these addresses on their allow lists, so Terraform refuses to release them: a new gateway takes the old
 * address.
 */
export class NatGateways extends Construct {
  private readonly idByZone: ReadonlyMap<string, string>;

  constructor(scope: Construct, id: string, props: NatGatewaysProps) {
    super(scope, id);
    const [first, ...rest] = props.publicSubnets;
    throwIfAny(
      this,
      first === undefined ? ['a NAT gateway needs a public subnet, got none; name at least one zone'] : [],
    );
    const hosts = first === undefined ? [] : props.mode === 'single' ? [first] : [first, ...rest];
    const gateways = hosts.map((subnet) => this.createGateway(subnet, props.internetGateway));
    this.idByZone = new Map(
      props.publicSubnets.map(({ zone }, index) => [zone, (gateways[index] ?? gateways[0])?.id ?? '']),
    );
  }

  /** The gateway that a zone's private subnets go out through. */
  idFor(zone: string): string {
    const natGatewayId = this.idByZone.get(zone);
    if (natGatewayId === undefined) throw new Error(`no NAT gateway was planned for ${zone}`);
    return natGatewayId;
  }

  private createGateway({ zone, subnetId }: Subnet, internetGateway: InternetGateway): NatGateway {
    const tags = { Name: physicalName(this, { max: 255, name: `nat-${zone}` }) };
    const address = new Eip(this, `Address-${zone}`, { domain: 'vpc', tags, lifecycle: { preventDestroy: true } });
    return new NatGateway(this, `Gateway-${zone}`, {
      allocationId: address.id,
      subnetId,
      tags,
      // AWS refuses a NAT gateway in a VPC that has no way out yet; nothing else orders the two.
      dependsOn: [internetGateway],
    });
  }
}
