import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { CloudflareProvider } from '@cdktf/provider-cloudflare/lib/provider';
import { throwIfAny } from '@smile/core';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { ValidationRecord, ValidationZone } from '../certificates/validation-zone.ts';
import { isWithin } from '../dns/domain-name.ts';

export interface CloudflareZoneProps {
  /** As in `smile.example`. */
  readonly domain: string;
  /** 32 hexadecimal digits; the zone's overview page shows it. */
  readonly zoneId: string;
  /** 32 hexadecimal digits; the same page shows it. */
  readonly accountId: string;
}

/** In seconds. Records that are not proxied; proxied ones have no time of their own. */
const VALIDATION_TTL_SECONDS = 300;

const HEX_ID = /^[0-9a-f]{32}$/;

/**
 * The public zone of a country, as one stack sees it: ids and the provider. Makes nothing at Cloudflare.
 *
 * The zone itself exists before Terraform: a registrar delegates to it, and its settings belong to the one environment
 * that makes `ZoneSettings`. The provider has no token here. It reads `CLOUDFLARE_API_TOKEN`, which only the pipeline has.
 */
export class CloudflareZone extends Construct implements ValidationZone {
  readonly domain: string;
  readonly zoneId: string;
  readonly accountId: string;

  constructor(scope: Construct, id: string, props: CloudflareZoneProps) {
    super(scope, id);
    throwIfAny(this, problemsOf(props));
    new CloudflareProvider(this, 'Provider', {});
    this.domain = props.domain;
    this.zoneId = props.zoneId;
    this.accountId = props.accountId;
  }

  /** Makes the record that proves a name to ACM. Not proxied: ACM must see the record itself. */
  addValidationRecord(scope: Construct, id: string, { name, value }: ValidationRecord): string {
    const record = new DnsRecord(scope, id, {
      zoneId: this.zoneId,
      // Cloudflare stores names without the final dot and would show a difference for ever.
      name: Fn.trimsuffix(name, '.'),
      type: 'CNAME',
      content: Fn.trimsuffix(value, '.'),
      ttl: VALIDATION_TTL_SECONDS,
      proxied: false,
      comment: 'Proves the name to AWS Certificate Manager, at each renewal too',
    });
    return record.name;
  }

  /** What is wrong with names that should be in this zone. Names are written out in full (pitfall P82). */
  problemsOfNames(names: readonly string[]): string[] {
    return names
      .filter((name) => !isWithin(name, this.domain))
      .map(
        (name) =>
          `${JSON.stringify(name)} is not in the Cloudflare zone ${this.domain}; write the name out in full, as in app.${this.domain}`,
      );
  }
}

function problemsOf({ domain, zoneId, accountId }: CloudflareZoneProps): string[] {
  const ids = Object.entries({ zoneId, accountId })
    .filter(([, value]) => !HEX_ID.test(value))
    .map(
      ([prop, value]) =>
        `${prop}: expected 32 hexadecimal digits, got ${JSON.stringify(value)}; copy it from the zone's overview page`,
    );
  if (/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/.test(domain)) return ids;
  return [`domain: expected a domain in lower case, got ${JSON.stringify(domain)}; write smile.example`, ...ids];
}
