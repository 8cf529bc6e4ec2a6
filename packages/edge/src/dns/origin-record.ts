import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { EdgeLoadBalancer } from '../edge-load-balancer.ts';
import type { OriginZone } from './origin-zone.ts';

export interface OriginRecordProps {
  readonly zone: OriginZone;
  /** First label of the name, as in the `web` of `web.origin.prd.smile.example`. */
  readonly label: string;
  /** What the name leads to: a load balancer, or anything else that an alias may point at, such as an API's domain. */
  readonly target: Pick<EdgeLoadBalancer, 'dnsName' | 'hostedZoneId'>;
  /** Whether the target has IPv6 addresses too, and so gets an AAAA record. @default 'ipv4' */
  readonly addresses?: 'ipv4' | 'dualstack';
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** The name by which Cloudflare finds an origin: alias records, whose addresses follow the target by themselves. */
export class OriginRecord extends Construct {
  /** As in `web.origin.prd.smile.example`. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: OriginRecordProps) {
    super(scope, id);
    throwIfAny(this, labelProblems(props.label));
    this.name = `${props.label}.${props.zone.domain}`;
    this.createRecord('Default', 'A', props);
    if (props.addresses === 'dualstack') this.createRecord('Ipv6', 'AAAA', props);
  }

  private createRecord(id: string, type: 'A' | 'AAAA', { zone, target }: OriginRecordProps): void {
    new Route53Record(this, id, {
      zoneId: zone.zoneId,
      name: this.name,
      type,
      alias: { name: target.dnsName, zoneId: target.hostedZoneId, evaluateTargetHealth: true },
    });
  }
}

function labelProblems(label: string): string[] {
  if (LABEL.test(label)) return [];
  return [
    `label: expected a word of at most 63 lower-case letters, digits and hyphens, got ${JSON.stringify(label)}; the zone's domain is added to it`,
  ];
}
