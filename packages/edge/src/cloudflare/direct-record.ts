import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface DirectRecordProps {
  readonly zone: CloudflareZone;
  /** Public name, written out in full, as in `grafana.smile.example`. */
  readonly name: string;
  /** Name of the origin, as in `platform.origin-prd.smile.example`. */
  readonly origin: string;
}

/** In seconds. How long people keep the old place of a console after it moved. */
const TTL_SECONDS = 300;

/**
 * A public name that leads straight to its origin: for consoles whose load balancer admits operators' addresses and refuses
 * Cloudflare's. Whoever looks it up learns the load balancer's addresses, which answer only to operators.
 */
export class DirectRecord extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: DirectRecordProps) {
    super(scope, id);
    const { zone, name, origin } = props;
    throwIfAny(
      this,
      zone.problemsOfNames([name]).map((problem) => `name: ${problem}`),
    );
    new DnsRecord(this, 'Default', {
      zoneId: zone.zoneId,
      name,
      type: 'CNAME',
      content: origin,
      ttl: TTL_SECONDS,
      proxied: false,
      comment: 'Public name of a console, for operators only',
    });
    this.name = name;
  }
}
