import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { edgeStackFor, zoneIn } from '../fixtures.ts';
import { DirectRecord } from './direct-record.ts';

const stackWith = (name: string) =>
  edgeStackFor((stack) => {
    new DirectRecord(stack, 'Grafana', { zone: zoneIn(stack), name, origin: 'platform.origin-uat.smile.example' });
  });

test('leads past Cloudflare, to the origin itself', () => {
  expect(stackWith('grafana.smile.example')).toHaveResource(DnsRecord, {
    name: 'grafana.smile.example',
    type: 'CNAME',
    content: 'platform.origin-uat.smile.example',
    proxied: false,
    ttl: 300,
  });
});

test('refuses a name of another zone', () => {
  expect(() => stackWith('grafana')).toFailWith(
    'indonesia-staging-edge/Grafana: name: "grafana" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example',
  );
});
