import { Subnet as AwsSubnet } from '@cdktf/provider-aws/lib/subnet';
import { physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { PlannedSubnet, SubnetTier } from './subnet-plan.ts';

/** A subnet that exists. */
export interface Subnet extends PlannedSubnet {
  readonly subnetId: string;
  /** Name of the zone in this account, as in `ap-southeast-3a`; known once the subnet exists. EBS volumes take no zone ids. */
  readonly zoneName: string;
}

export interface SubnetsProps {
  readonly vpcId: string;
  readonly plan: readonly PlannedSubnet[];
}

/** Words of construct ids, which are part of Terraform addresses and so for ever. */
const TIER_IDS = {
  public: 'Public',
  'ec2-private': 'Ec2Private',
  'eks-private': 'EksPrivate',
  intra: 'Intra',
} as const satisfies Record<SubnetTier, string>;

/**
 * Tags by which Kubernetes finds subnets for load balancers.
 * Source: AWS Load Balancer Controller, "subnet auto-discovery".
 */
const TIER_TAGS: Readonly<Partial<Record<SubnetTier, Readonly<Record<string, string>>>>> = {
  public: { 'kubernetes.io/role/elb': '1' },
  'eks-private': { 'kubernetes.io/role/internal-elb': '1' },
};

/** The subnets of a plan, keyed by tier and zone id, so that appending a zone touches no other. */
export class Subnets extends Construct {
  private readonly all: readonly Subnet[];

  constructor(scope: Construct, id: string, props: SubnetsProps) {
    super(scope, id);
    this.all = props.plan.map((planned) => this.createSubnet(props.vpcId, planned));
  }

  /** Subnets of a tier, in the order of the zones. */
  of(tier: SubnetTier): readonly Subnet[] {
    return this.all.filter((subnet) => subnet.tier === tier);
  }

  private createSubnet(vpcId: string, planned: PlannedSubnet): Subnet {
    const { tier, zone, cidr } = planned;
    const subnet = new AwsSubnet(this, `${TIER_IDS[tier]}-${zone}`, {
      vpcId,
      cidrBlock: cidr,
      availabilityZoneId: zone,
      // Even in a public subnet, only load balancers and NAT gateways have public addresses, and they bring their own.
      mapPublicIpOnLaunch: false,
      tags: { Name: physicalName(this, { max: 255, name: `${tier}-${zone}` }), tier, ...TIER_TAGS[tier] },
      lifecycle: { preventDestroy: true },
    });
    return { ...planned, subnetId: subnet.id, zoneName: subnet.availabilityZone };
  }
}
