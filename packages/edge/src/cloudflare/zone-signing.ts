import { ZoneDnssec } from '@cdktf/provider-cloudflare/lib/zone-dnssec';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface ZoneSigningProps {
  readonly zone: CloudflareZone;
}

/**
 * DNSSEC for the whole zone. One environment makes it.
 *
 * Takes effect once the registrar has {@link delegationSigner}. Before the zone is moved away or signing is turned off, take
 * it out at the registrar, and wait a day: until then resolvers refuse every name of the domain.
 */
export class ZoneSigning extends Construct {
  /** The DS record that the registrar publishes. Known after apply. */
  readonly delegationSigner: string;

  constructor(scope: Construct, id: string, props: ZoneSigningProps) {
    super(scope, id);
    const dnssec = new ZoneDnssec(this, 'Default', {
      zoneId: props.zone.zoneId,
      status: 'active',
      // It reads back as `pending` until the registrar has the DS record, and every plan would want to change that.
      // Nobody can turn signing off unseen afterwards: with the DS record in place, the domain would stop resolving.
      lifecycle: { ignoreChanges: ['status'] },
    });
    this.delegationSigner = dnssec.ds;
  }
}
