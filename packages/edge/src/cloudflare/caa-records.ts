import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { throwIfAny } from '@smile/core';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

/** Who may issue certificates, by the name that they look for. Sources: ACM user guide, "CAA"; letsencrypt.org/docs/caa. */
const ISSUERS = { amazon: 'amazon.com', 'lets-encrypt': 'letsencrypt.org' } as const;

/** A certificate authority. */
export type Issuer = keyof typeof ISSUERS;

export interface CaaRecordsProps {
  readonly zone: CloudflareZone;
  /** Who may issue, wildcards included. `amazon` must be among them, for the load balancers. @default ['amazon'] */
  readonly issuers?: readonly Issuer[];
  /** Mailbox that hears of requests which were refused. */
  readonly reportTo: string;
}

/** In seconds. An authority looks at the moment of issuing, so a short memory costs nothing. */
const TTL_SECONDS = 3600;

/**
 * Who may issue certificates for the zone and all below it, origin zones included. One environment makes them.
 *
 * Cloudflare answers with its own authorities besides, for the certificates that visitors see; they are not listed here.
 */
export class CaaRecords extends Construct {
  constructor(scope: Construct, id: string, props: CaaRecordsProps) {
    super(scope, id);
    const issuers = props.issuers ?? ['amazon'];
    throwIfAny(this, issuerProblems(issuers));
    for (const issuer of issuers) {
      this.createRecord(`${wordOf(issuer)}Names`, props.zone, 'issue', ISSUERS[issuer]);
      this.createRecord(`${wordOf(issuer)}Wildcards`, props.zone, 'issuewild', ISSUERS[issuer]);
    }
    this.createRecord('Reports', props.zone, 'iodef', `mailto:${props.reportTo}`);
  }

  private createRecord(id: string, { zoneId, domain }: CloudflareZone, tag: string, value: string): void {
    const record = new DnsRecord(this, id, {
      zoneId,
      name: domain,
      type: 'CAA',
      data: { tag, value },
      ttl: TTL_SECONDS,
      proxied: false,
      comment: 'Certificate authorities of the domain',
    });
    // The binding takes it for a map. It is a number: 0, since authorities refuse what they do not know anyway.
    record.addOverride('data.flags', 0);
  }
}

function wordOf(issuer: Issuer): string {
  return issuer.replace(/(^|-)([a-z])/g, (_match, _hyphen, letter: string) => letter.toUpperCase());
}

function issuerProblems(issuers: readonly Issuer[]): string[] {
  if (issuers.includes('amazon')) return [];
  return [`issuers: expected amazon among them, got ${issuers.join(', ') || 'none'}; ACM could renew no certificate`];
}
