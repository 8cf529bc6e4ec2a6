import { DefaultNetworkAcl } from '@cdktf/provider-aws/lib/default-network-acl';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { physicalName, throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import { type NatGatewayMode, NatGateways } from './nat-gateways.ts';
import { NetworkAcls } from './network-acls.ts';
import { Routes } from './routes.ts';
import { type PlannedSubnet, planSubnets, type SubnetTier } from './subnet-plan.ts';
import { type Subnet, Subnets } from './subnets.ts';

export interface VpcProps {
  /** IPv4 block, as in `10.0.0.0/16`. Changing it replaces the VPC and everything in it. */
  readonly cidr: string;
  /** Zone ids that get subnets, as in `apse3-az1`. Append only. */
  readonly availabilityZones: readonly string[];
  /** One NAT gateway per zone, or a single one that all zones share. @default 'one-per-zone' */
  readonly natGateways?: NatGatewayMode;
}

/**
 * A VPC with four tiers of subnets in every zone, NAT, routes, and the account's own defaults emptied.
 *
 * - `public`: internet gateway; load balancers and NAT gateways.
 * - `ec2-private`, `eks-private`: out through NAT, nothing in from the internet.
 * - `intra`: the VPC only; data stores and endpoints.
 *
 * NAT gateways cost by the hour and by the gigabyte; S3 and DynamoDB traffic avoids them through gateway endpoints.
 */
export class Vpc extends Construct {
  readonly vpcId: string;
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  private readonly subnetsByTier: Subnets;
  private readonly routes: Routes;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const plan = this.plan(props);
    const vpc = this.createVpc(props.cidr);
    this.vpcId = vpc.id;
    this.cidr = props.cidr;
    this.availabilityZones = props.availabilityZones;
    this.closeDefaults(vpc);
    const gateway = new InternetGateway(this, 'InternetGateway', { vpcId: vpc.id, tags: this.nameTag('internet') });
    this.subnetsByTier = new Subnets(this, 'Subnets', { vpcId: vpc.id, plan });
    const nat = new NatGateways(this, 'Nat', {
      mode: props.natGateways ?? 'one-per-zone',
      publicSubnets: this.subnets('public'),
      internetGateway: gateway,
    });
    this.routes = new Routes(this, 'Routes', { vpcId: vpc.id, gateway, nat, subnets: this.subnetsByTier });
    new NetworkAcls(this, 'Acls', { vpcId: vpc.id, vpcCidr: props.cidr, subnets: this.subnetsByTier });
  }

  /** Subnets of a tier, in the order of the zones. */
  subnets(tier: SubnetTier): readonly Subnet[] {
    return this.subnetsByTier.of(tier);
  }

  /** Ids of a tier's subnets, in the order of the zones. */
  subnetIds(tier: SubnetTier): string[] {
    return this.subnets(tier).map((subnet) => subnet.subnetId);
  }

  /** Ids of the route tables that lead out through NAT. Intra's is not among them: it leads nowhere. */
  get privateRouteTableIds(): string[] {
    return this.routes.privateTableIds;
  }

  private plan(props: VpcProps): readonly PlannedSubnet[] {
    const plan = planSubnets(props.cidr, props.availabilityZones);
    throwIfAny(this, plan.problems ?? []);
    return plan.subnets ?? [];
  }

  private createVpc(cidr: string): AwsVpc {
    return new AwsVpc(this, 'Default', {
      cidrBlock: cidr,
      // Interface endpoints and private zones answer by name only with both.
      enableDnsHostnames: true,
      enableDnsSupport: true,
      enableNetworkAddressUsageMetrics: true,
      tags: { Name: physicalName(this, { max: 255, name: 'vpc' }) },
      lifecycle: { preventDestroy: true },
    });
  }

  /** Every VPC comes with a group, an ACL and a route table that let things through; ours let nothing (NET-5, CIS 5.4). */
  private closeDefaults(vpc: AwsVpc): void {
    new DefaultSecurityGroup(this, 'DefaultSecurityGroup', { vpcId: vpc.id, tags: this.nameTag('default-closed') });
    new DefaultNetworkAcl(this, 'DefaultNetworkAcl', {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      tags: this.nameTag('default-closed'),
      // AWS moves subnets in and out of the default ACL by itself; without this every plan shows a difference.
      lifecycle: { ignoreChanges: ['subnet_ids'] },
    });
    new DefaultRouteTable(this, 'DefaultRouteTable', {
      defaultRouteTableId: vpc.defaultRouteTableId,
      route: [],
      tags: this.nameTag('default-closed'),
    });
  }

  private nameTag(name: string): { Name: string } {
    return { Name: physicalName(this, { max: 255, name }) };
  }
}
