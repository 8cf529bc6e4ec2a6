import { AuthenticatedOriginPulls } from '@cdktf/provider-cloudflare/lib/authenticated-origin-pulls';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { NotificationPolicy } from '@cdktf/provider-cloudflare/lib/notification-policy';
import { ZoneDnssec } from '@cdktf/provider-cloudflare/lib/zone-dnssec';
import { ZoneSetting } from '@cdktf/provider-cloudflare/lib/zone-setting';
import { resourcesOf, synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { edgeStackFor, TEST_ZONE, zoneIn } from '../fixtures.ts';
import { CaaRecords, type CaaRecordsProps } from './caa-records.ts';
import { CloudflareZone, type CloudflareZoneProps } from './cloudflare-zone.ts';
import { OriginAlerts } from './origin-alerts.ts';
import { OriginPull, type OriginPullProps } from './origin-pull.ts';
import { ProxiedRecord, type ProxiedRecordProps } from './proxied-record.ts';
import { ZoneSettings, type ZoneSettingsProps } from './zone-settings.ts';
import { ZoneSigning } from './zone-signing.ts';

const CERTIFICATE_ID = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';

describe("Cloudflare's zone", () => {
  const stackWith = (props: Partial<CloudflareZoneProps> = {}) =>
    edgeStackFor((stack) => {
      new CloudflareZone(stack, 'Cloudflare', { ...TEST_ZONE, ...props });
    });

  test('makes nothing, and gives the provider no token: the pipeline alone has one', () => {
    const stack = stackWith();
    expect(stack).toHaveAddresses([]);
    expect(Object(synthesize(stack).json.provider).cloudflare).toEqual([{}]);
  });

  test('refuses ids and domains that Cloudflare does not know', () => {
    expect(() => stackWith({ domain: 'Smile', zoneId: 'abc', accountId: 'A'.repeat(32) })).toFailWith(
      `indonesia-staging-edge/Cloudflare: 3 problems
  - domain: expected a domain in lower case, got "Smile"; write smile.example
  - zoneId: expected 32 hexadecimal digits, got "abc"; copy it from the zone's overview page
  - accountId: expected 32 hexadecimal digits, got "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"; copy it from the zone's overview page`,
    );
  });
});

describe('a public name (EDG-CLOUDFLARE)', () => {
  const stackWith = (props: Partial<ProxiedRecordProps> = {}) =>
    edgeStackFor((stack) => {
      const origin = 'web.origin.uat.smile.example';
      new ProxiedRecord(stack, 'Web', { zone: zoneIn(stack), name: 'app.smile.example', origin, ...props });
    });

  test('leads to its origin through Cloudflare, with the one lifetime that Cloudflare takes (P82)', () => {
    expect(stackWith()).toHaveResource(DnsRecord, {
      zone_id: 'a'.repeat(32),
      name: 'app.smile.example',
      type: 'CNAME',
      content: 'web.origin.uat.smile.example',
      ttl: 1,
      proxied: true,
    });
  });

  test('refuses a name that is not written out, which would show a difference for ever (P82)', () => {
    expect(() => stackWith({ name: 'app' })).toFailWith(
      'indonesia-staging-edge/Web: name: "app" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example',
    );
  });

  test('refuses to lead to itself', () => {
    expect(() => stackWith({ origin: 'app.smile.example' })).toFailWith(
      "indonesia-staging-edge/Web: origin: app.smile.example would lead to itself; name the origin's record in Route 53",
    );
  });
});

describe('an origin pull', () => {
  const stackWith = (props: Partial<OriginPullProps> = {}) =>
    edgeStackFor((stack) => {
      const zone = zoneIn(stack);
      new OriginPull(stack, 'WebPull', { zone, host: 'app.smile.example', certificateId: CERTIFICATE_ID, ...props });
    });

  test('shows our certificate to the origin of one host, by its id alone', () => {
    const [pull] = resourcesOf(stackWith(), AuthenticatedOriginPulls);
    expect(pull).toEqual({
      zone_id: 'a'.repeat(32),
      hostname: 'app.smile.example',
      config: [{ hostname: 'app.smile.example', cert_id: CERTIFICATE_ID, enabled: true }],
    });
  });

  test('refuses what is no id of a certificate', () => {
    expect(() => stackWith({ host: 'app', certificateId: '-----BEGIN CERTIFICATE-----' })).toFailWith(
      `indonesia-staging-edge/WebPull: 2 problems
  - host: "app" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example
  - certificateId: expected the id of an uploaded certificate, got "-----BEGIN CERTIFICATE-----"; upload it as docs/runbooks/origin-pull-certificate.md says`,
    );
  });
});

describe('zone settings', () => {
  const settings = (props: Partial<ZoneSettingsProps> = {}) => {
    const stack = edgeStackFor((scope) => {
      new ZoneSettings(scope, 'Settings', { zone: zoneIn(scope), ...props });
    });
    return Object.fromEntries(resourcesOf(stack, ZoneSetting).map(({ setting_id: id, value }) => [id, value]));
  };

  test('defaults: strict TLS of at least 1.2, HTTPS only, remembered for a year, and client certificates for origins', () => {
    expect(settings()).toEqual({
      ssl: 'strict',
      tls_client_auth: 'on',
      min_tls_version: '1.2',
      tls_1_3: 'on',
      always_use_https: 'on',
      automatic_https_rewrites: 'on',
      '0rtt': 'off',
      http3: 'on',
      brotli: 'on',
      websockets: 'on',
      ipv6: 'on',
      browser_check: 'off',
      security_header: {
        strict_transport_security: {
          enabled: true,
          max_age: 31536000,
          include_subdomains: true,
          preload: false,
          nosniff: true,
        },
      },
    });
  });

  test('browsers remember for as long as asked', () => {
    expect(settings({ strictTransport: '30 days' }).security_header).toMatchObject({
      strict_transport_security: { max_age: 2592000 },
    });
  });
});

test('the zone is signed, and a plan does not mind that the registrar has not heard of it yet (P82)', () => {
  const stack = edgeStackFor((scope) => {
    new ZoneSigning(scope, 'Signing', { zone: zoneIn(scope) });
  });
  expect(stack).toHaveResource(ZoneDnssec, { status: 'active', lifecycle: { ignore_changes: ['status'] } });
});

describe('CAA records', () => {
  const records = (props: Partial<CaaRecordsProps> = {}) => {
    const stack = edgeStackFor((scope) => {
      new CaaRecords(scope, 'Authorities', { zone: zoneIn(scope), reportTo: 'platform@smile.example', ...props });
    });
    return resourcesOf(stack, DnsRecord).map(({ name, type, proxied, data }) => ({
      name,
      type,
      proxied,
      ...Object(data),
    }));
  };
  const record = (tag: string, value: string) => ({
    name: 'smile.example',
    type: 'CAA',
    proxied: false,
    flags: 0,
    tag,
    value,
  });

  test('defaults: only Amazon may issue, wildcards included, and refusals are reported', () => {
    const found = records();
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        record('issue', 'amazon.com'),
        record('issuewild', 'amazon.com'),
        record('iodef', 'mailto:platform@smile.example'),
      ]),
    );
  });

  test('others may issue too', () => {
    expect(records({ issuers: ['amazon', 'lets-encrypt'] })).toEqual(
      expect.arrayContaining([record('issue', 'letsencrypt.org'), record('issuewild', 'letsencrypt.org')]),
    );
  });

  test('refuse to lock ACM out', () => {
    expect(() => records({ issuers: ['lets-encrypt'] })).toFailWith(
      'indonesia-staging-edge/Authorities: issuers: expected amazon among them, got lets-encrypt; ACM could renew no certificate',
    );
  });
});

describe('alerts from Cloudflare', () => {
  const stackWith = (emails: readonly string[]) =>
    edgeStackFor((stack) => {
      new OriginAlerts(stack, 'OriginAlerts', { zone: zoneIn(stack), plan: 'pro', emails });
    });

  test('tell every mailbox of unreachable origins and of certificates that run out', () => {
    const policies = resourcesOf(stackWith(['alarms@smile.example']), NotificationPolicy);
    expect(policies.map(({ alert_type: type }) => type).sort()).toEqual([
      'hostname_aop_custom_certificate_expiration_type',
      'real_origin_monitoring',
      'universal_ssl_event_type',
    ]);
    for (const policy of policies) {
      expect(policy).toMatchObject({
        account_id: 'b'.repeat(32),
        enabled: true,
        mechanisms: { email: [{ id: 'alarms@smile.example' }] },
      });
    }
  });

  test('refuse to tell nobody', () => {
    expect(() => stackWith([])).toFailWith(
      'indonesia-staging-edge/OriginAlerts: emails is empty; name who is woken when the origin is down',
    );
  });
});
