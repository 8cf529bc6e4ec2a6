import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { OriginZone } from '../dns/origin-zone.ts';
import { edgeStackFor, zoneIn } from '../fixtures.ts';
import { Certificate, type CertificateProps } from './certificate.ts';

const ORIGIN = 'origin.uat.smile.example';

/** A stack with both zones and a certificate for some names. */
const stackWith = (names: CertificateProps['names']) =>
  edgeStackFor((stack) => {
    const cloudflare = zoneIn(stack);
    const origin = new OriginZone(stack, 'Origin', { domain: ORIGIN, parent: cloudflare });
    new Certificate(stack, 'Certificate', { names, zones: [cloudflare, origin] });
  });

/** What a record takes from ACM's answer about one name. */
const answerFor = (name: string, attribute: string) =>
  new RegExp(`val\\.${attribute} \\}\\["${name.replaceAll('.', '\\.')}"\\]`);

describe('a certificate', () => {
  test('holds its names, the first as the main one, and is replaced without a gap (P79)', () => {
    expect(stackWith({ Web: 'app.smile.example', Api: 'api.smile.example' })).toHaveResource(AcmCertificate, {
      domain_name: 'app.smile.example',
      subject_alternative_names: ['api.smile.example'],
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
  });

  test('is handed out only once it is issued', () => {
    const stack = stackWith({ Web: 'app.smile.example' });
    expect(stack).toReference(AcmCertificateValidation, 'certificate_arn', AcmCertificate);
    expect(stack).toReference(AcmCertificateValidation, 'validation_record_fqdns', DnsRecord);
  });

  test('proves a name in Cloudflare by a record that is not proxied, without the final dot', () => {
    expect(stackWith({ Web: 'app.smile.example' })).toHaveResource(DnsRecord, {
      type: 'CNAME',
      name: expect.stringMatching(answerFor('app.smile.example', 'resource_record_name')),
      content: expect.stringMatching(answerFor('app.smile.example', 'resource_record_value')),
      ttl: 300,
      proxied: false,
    });
    expect(stackWith({ Web: 'app.smile.example' })).toHaveResource(DnsRecord, {
      name: expect.stringMatching(/^\$\{trimsuffix\(.*, "\."\)\}$/),
    });
  });

  test('proves a name of the origin zone in Route 53, although Cloudflare answers for its parent', () => {
    const stack = stackWith({ Web: `web.${ORIGIN}` });
    expect(stack).toHaveResource(Route53Record, { type: 'CNAME', ttl: 300 });
    expect(resourcesOf(stack, DnsRecord).filter(({ type }) => type === 'CNAME')).toEqual([]);
  });

  test('proves a name and its wildcard by one record, which ACM gives both (P80)', () => {
    const stack = stackWith({ Web: 'app.smile.example', Tenants: '*.app.smile.example' });
    expect(resourcesOf(stack, DnsRecord).filter(({ type }) => type === 'CNAME')).toHaveLength(1);
  });

  test('takes the addresses of its records from the words, which no environment changes', () => {
    expect(stackWith({ Web: 'app.smile.example' })).toHaveResource(AcmCertificateValidation, {
      validation_record_fqdns: [expect.stringContaining('cloudflare_dns_record.Certificate_ProofWeb_')],
    });
  });
});

describe('refuses', () => {
  test.each<[CertificateProps['names'], string]>([
    [{}, 'names is empty; name at least one host'],
    [
      { Web: 'App.smile.example' },
      'names.Web: expected a host name in lower case, got "App.smile.example"; write app.smile.example or *.smile.example',
    ],
    [{ web: 'app.smile.example' }, 'names: "web" is part of a Terraform address; use a word in PascalCase'],
    [
      { Web: 'app.elsewhere.example' },
      `names.Web: no zone answers for app.elsewhere.example, known are smile.example, ${ORIGIN}; pass the zone that the name is in`,
    ],
    [
      { Web: 'app.smile.example', Front: 'app.smile.example' },
      'names.Front: app.smile.example is already there as Web; remove one',
    ],
    [
      Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`Host${i}`, `h${i}.smile.example`])),
      'names: ACM takes 10, got 11; use a wildcard, or split them over two certificates',
    ],
  ])('names %j', (names, problem) => {
    expect(() => stackWith(names)).toFailWith(`indonesia-staging-edge/Certificate: ${problem}`);
  });
});
