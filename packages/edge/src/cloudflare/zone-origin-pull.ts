import { AuthenticatedOriginPullsSettings } from '@cdktf/provider-cloudflare/lib/authenticated-origin-pulls-settings';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface ZoneOriginPullProps {
  readonly zone: CloudflareZone;
}

/**
 * Cloudflare proves to every origin of the zone that it comes from our zone: for names below a wildcard, since the certificate of a host is for
 * one name written out. Where a host has one of its own, that one is shown.
 * https://developers.cloudflare.com/ssl/origin-configuration/authenticated-origin-pull/set-up/zone-level/
 *
 * The same client certificate is uploaded by hand a second time, for the zone (docs/runbooks/origin-pull-certificate.md).
 */
export class ZoneOriginPull extends Construct {
  constructor(scope: Construct, id: string, { zone }: ZoneOriginPullProps) {
    super(scope, id);
    new AuthenticatedOriginPullsSettings(this, 'Default', { zoneId: zone.zoneId, enabled: true });
  }
}
