import { ZoneSetting } from '@cdktf/provider-cloudflare/lib/zone-setting';
import { type Days, inDays } from '@smile/core';
import { Construct } from 'constructs';
import type { CloudflareZone } from './cloudflare-zone.ts';

export interface ZoneSettingsProps {
  readonly zone: CloudflareZone;
  /** How long browsers refuse plain HTTP after a visit, on every host of the domain. It cannot be taken back sooner. @default '365 days' */
  readonly strictTransport?: Days;
}

const SECONDS_PER_DAY = 86_400;

/** Settings by construct id. Source: Cloudflare API reference, "Zone settings". */
const SETTINGS: Readonly<Record<string, readonly [setting: string, value: string]>> = {
  /** The origin's certificate must be valid for the host. Anything less lets the way to the origin be read. */
  Ssl: ['ssl', 'strict'],
  /** Lets hosts show a client certificate to their origin: ours where `OriginPull` says so, Cloudflare's own elsewhere. */
  OriginPulls: ['tls_client_auth', 'on'],
  MinimumTls: ['min_tls_version', '1.2'],
  Tls13: ['tls_1_3', 'on'],
  AlwaysHttps: ['always_use_https', 'on'],
  HttpsRewrites: ['automatic_https_rewrites', 'on'],
  /** Data sent with the first packet can be sent again by somebody else; with it, `tls_1_3` would read back as `zrt`. */
  ZeroRoundTrip: ['0rtt', 'off'],
  Http3: ['http3', 'on'],
  Brotli: ['brotli', 'on'],
  WebSockets: ['websockets', 'on'],
  Ipv6: ['ipv6', 'on'],
  /** A page for people would break clients that are programs; the rulesets decide. */
  BrowserCheck: ['browser_check', 'off'],
};

/**
 * How Cloudflare serves the whole zone. One environment makes it, for every environment whose names are in the zone.
 *
 * Settings cannot be deleted: after `destroy` they stay as they are.
 */
export class ZoneSettings extends Construct {
  constructor(scope: Construct, id: string, props: ZoneSettingsProps) {
    super(scope, id);
    for (const [settingId, [name, value]] of Object.entries(SETTINGS)) {
      this.createSetting(settingId, props.zone, name, value);
    }
    this.createSetting('StrictTransport', props.zone, 'security_header', {
      strict_transport_security: {
        enabled: true,
        max_age: inDays(props.strictTransport ?? '365 days') * SECONDS_PER_DAY,
        include_subdomains: true,
        // The list of browser vendors is hard to leave; joining it is for the owner of the domain to decide.
        preload: false,
        nosniff: true,
      },
    });
  }

  private createSetting(id: string, { zoneId }: CloudflareZone, settingId: string, value: unknown): void {
    const setting = new ZoneSetting(this, id, { zoneId, settingId, value: {} });
    // The binding knows maps only, and would spell a text letter by letter.
    setting.addOverride('value', value);
  }
}
