import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Construct } from 'constructs';
import type { Vpc } from './vpc.ts';

export interface PrivateZoneProps {
  readonly vpc: Vpc;
  /** As in `prd.smile.internal`. Changing it replaces the zone. */
  readonly domain: string;
}

/** DNS names that only the VPC resolves, such as those of the data stores. About USD 0.50 a month. */
export class PrivateZone extends Construct {
  readonly zoneId: string;
  readonly domain: string;

  constructor(scope: Construct, id: string, props: PrivateZoneProps) {
    super(scope, id);
    const zone = new Route53Zone(this, 'Default', {
      name: props.domain,
      comment: 'Names inside the VPC',
      vpc: [{ vpcId: props.vpc.vpcId }],
      // Further VPCs are joined by association resources; the zone would otherwise throw them out again.
      lifecycle: { preventDestroy: true, ignoreChanges: ['vpc'] },
    });
    this.zoneId = zone.zoneId;
    this.domain = props.domain;
  }
}
