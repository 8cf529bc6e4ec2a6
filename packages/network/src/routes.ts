import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { NatGateways } from './nat-gateways.ts';
import type { Subnet, Subnets } from './subnets.ts';

export interface RoutesProps {
  readonly vpcId: string;
  readonly gateway: InternetGateway;
  readonly nat: NatGateways;
  readonly subnets: Subnets;
}

const ANYWHERE = '0.0.0.0/0';

/** AWS may take minutes to show a new gateway to its routing; Terraform's own two are too few. */
const ROUTE_TIMEOUTS = { create: '5m' };

/**
 * Route tables: one for the public tier, one per zone for both private tiers, one for intra that leads nowhere.
 *
 * Each zone has its own private table even with a single NAT gateway, so that going to one gateway per zone changes
 * routes, not tables.
 */
export class Routes extends Construct {
  readonly privateTableIds: string[];

  constructor(scope: Construct, id: string, props: RoutesProps) {
    super(scope, id);
    this.createPublic(props);
    this.privateTableIds = this.createPrivate(props);
    this.createIntra(props);
  }

  private createPublic({ vpcId, gateway, subnets }: RoutesProps): void {
    const table = this.createTable('Public', vpcId, 'public');
    new Route(this, 'PublicToInternet', {
      routeTableId: table.id,
      destinationCidrBlock: ANYWHERE,
      gatewayId: gateway.id,
      timeouts: ROUTE_TIMEOUTS,
    });
    for (const subnet of subnets.of('public')) this.associate('Public', subnet, table);
  }

  private createPrivate({ vpcId, nat, subnets }: RoutesProps): string[] {
    return subnets.of('eks-private').map((eksSubnet) => {
      const { zone } = eksSubnet;
      const table = this.createTable(`Private-${zone}`, vpcId, `private-${zone}`);
      new Route(this, `PrivateToNat-${zone}`, {
        routeTableId: table.id,
        destinationCidrBlock: ANYWHERE,
        natGatewayId: nat.idFor(zone),
        timeouts: ROUTE_TIMEOUTS,
      });
      this.associate('EksPrivate', eksSubnet, table);
      for (const subnet of subnets.of('ec2-private').filter((candidate) => candidate.zone === zone)) {
        this.associate('Ec2Private', subnet, table);
      }
      return table.id;
    });
  }

  private createIntra({ vpcId, subnets }: RoutesProps): void {
    const table = this.createTable('Intra', vpcId, 'intra');
    for (const subnet of subnets.of('intra')) this.associate('Intra', subnet, table);
  }

  private createTable(id: string, vpcId: string, name: string): RouteTable {
    return new RouteTable(this, id, { vpcId, tags: { Name: physicalName(this, { max: 255, name }) } });
  }

  private associate(tierId: string, subnet: Subnet, table: RouteTable): void {
    new RouteTableAssociation(this, `${tierId}-${subnet.zone}`, { subnetId: subnet.subnetId, routeTableId: table.id });
  }
}
