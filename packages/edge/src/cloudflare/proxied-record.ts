import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface ProxiedRecordProps {
  readonly zone: CloudflareZone;
  /** Public name, written out in full, as in `app.smile.example`. */
  readonly name: string;
  /** Name of the origin, as in `web.origin.prd.smile.example`. */
  readonly origin: string;
}

/** Cloudflare's word for "automatic", and the only value that it takes for proxied records. */
const AUTOMATIC_TTL = 1;

/**
 * A public name behind Cloudflare: clients see Cloudflare's addresses, and only Cloudflare connects to the origin.
 *
 * Never unproxied: that would publish the origin's addresses, which then refuse everybody.
 */
export class ProxiedRecord extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: ProxiedRecordProps) {
    super(scope, id);
    throwIfAny(this, problemsOf(props));
    new DnsRecord(this, 'Default', {
      zoneId: props.zone.zoneId,
      name: props.name,
      type: 'CNAME',
      content: props.origin,
      ttl: AUTOMATIC_TTL,
      proxied: true,
      comment: 'Public name of an origin at AWS',
    });
    this.name = props.name;
  }
}

function problemsOf({ zone, name, origin }: ProxiedRecordProps): string[] {
  const problems = zone.problemsOfNames([name]).map((problem) => `name: ${problem}`);
  if (name === origin) problems.push(`origin: ${name} would lead to itself; name the origin's record in Route 53`);
  return problems;
}
