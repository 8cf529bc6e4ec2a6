import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { type Deletion, protectionOf, throwIfAny } from '@smile/core';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';
import type { ValidationRecord, ValidationZone } from '../certificates/validation-zone.ts';
import type { CloudflareZone } from '../cloudflare/cloudflare-zone.ts';

export interface OriginZoneProps {
  /** Below the parent's domain, as in `origin.prd.smile.example`. Changing it replaces the zone. */
  readonly domain: string;
  /** Zone that delegates to this one. */
  readonly parent: CloudflareZone;
  /** Whether Terraform may delete the zone. A new one has other name servers, and resolvers remember the old. @default 'protected' */
  readonly deletion?: Deletion;
}

/** Route 53 gives every public zone four name servers. Source: developer guide, "name servers for a public hosted zone". */
const NAME_SERVERS = ['First', 'Second', 'Third', 'Fourth'] as const;

/** In seconds. How long resolvers keep asking the old name servers after the zone was replaced. */
const DELEGATION_TTL_SECONDS = 3600;

/** In seconds. */
const VALIDATION_TTL_SECONDS = 300;

/**
 * The public zone of an environment's origins: names that only Cloudflare asks for, delegated from Cloudflare's zone.
 *
 * Neither signed nor logged, and why: docs/adr/0014. About USD 0.50 a month. Its queries are alias queries, which are
 * free of charge.
 *
 * @stateful
 */
export class OriginZone extends Construct implements ValidationZone {
  readonly domain: string;
  readonly zoneId: string;

  constructor(scope: Construct, id: string, props: OriginZoneProps) {
    super(scope, id);
    throwIfAny(this, problemsOf(props));
    const zone = this.createZone(props);
    this.createDelegation(props, zone);
    this.domain = props.domain;
    this.zoneId = zone.zoneId;
  }

  /** Makes the record that proves a name of this zone to ACM. */
  addValidationRecord(scope: Construct, id: string, { name, value }: ValidationRecord): string {
    const record = new Route53Record(scope, id, {
      zoneId: this.zoneId,
      name: Fn.trimsuffix(name, '.'),
      type: 'CNAME',
      ttl: VALIDATION_TTL_SECONDS,
      records: [value],
    });
    return record.fqdn;
  }

  private createZone({ domain, deletion }: OriginZoneProps): Route53Zone {
    const protection = protectionOf(this, deletion ?? 'protected');
    return new Route53Zone(this, 'Default', {
      name: domain,
      comment: 'Origins that Cloudflare connects to',
      tags: { ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
  }

  /** By position, because the names are known after apply and nothing can be made for each of them. */
  private createDelegation({ domain, parent }: OriginZoneProps, zone: Route53Zone): void {
    NAME_SERVERS.forEach((word, position) => {
      new DnsRecord(this, `Delegation${word}`, {
        zoneId: parent.zoneId,
        name: domain,
        type: 'NS',
        content: Fn.element(zone.nameServers, position) as string,
        ttl: DELEGATION_TTL_SECONDS,
        proxied: false,
        comment: 'Delegates the origin zone to Route 53',
      });
    });
  }
}

function problemsOf({ domain, parent }: OriginZoneProps): string[] {
  if (domain !== parent.domain) return parent.problemsOfNames([domain]).map((problem) => `domain: ${problem}`);
  return [`domain: ${domain} is Cloudflare's own zone; delegate a name below it, as in origin.prd.${parent.domain}`];
}
