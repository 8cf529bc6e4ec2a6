import { expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const messages = (type: string, resource: ObjectValue) =>
  findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);

const RECORD = { name: 'app.smile.example', type: 'CNAME', ttl: 1, proxied: true };
const THROTTLED = { throttling_rate_limit: 100, throttling_burst_limit: 200 };

test.each<[string, ObjectValue, string]>([
  [
    'cloudflare_dns_record',
    { ...RECORD, type: 'NS' },
    'dns-proxied-type: must be A, AAAA or CNAME for a proxied record, got NS',
  ],
  [
    'cloudflare_dns_record',
    { ...RECORD, name: 'app' },
    'dns-full-name: must be written out in full, without a final dot, or every plan shows a difference, got "app"',
  ],
  [
    'cloudflare_dns_record',
    { ...RECORD, name: 'app.smile.example.' },
    'dns-full-name: must be written out in full, without a final dot, or every plan shows a difference, got "app.smile.example."',
  ],
  [
    'cloudflare_authenticated_origin_pulls',
    { zone_id: 'z', config: [{ hostname: 'a' }, { hostname: 'b' }] },
    'origin-pull-host: must have exactly one host, got 2',
  ],
  [
    'aws_apigatewayv2_stage',
    { name: '$default', default_route_settings: [{ ...THROTTLED, throttling_burst_limit: null }] },
    'http-api-throttling: must have throttling_rate_limit and throttling_burst_limit, or the stage refuses every call',
  ],
  [
    'aws_apigatewayv2_stage',
    { auto_deploy: true, deployment_id: 'abc123' },
    'http-api-deployment: must be left out with auto_deploy, which changes it with every deployment',
  ],
])('refuses %s %j', (type, resource, message) => {
  expect(messages(type, resource)).toEqual([message]);
});

test.each<[string, ObjectValue]>([
  ['cloudflare_dns_record', RECORD],
  ['cloudflare_dns_record', { name: 'origin.smile.example', type: 'NS', ttl: 3600, proxied: false }],
  ['cloudflare_authenticated_origin_pulls', { zone_id: 'z', config: [{ hostname: 'a' }] }],
  [
    'aws_apigatewayv2_stage',
    { auto_deploy: true, deployment_id: null, name: '$default', default_route_settings: [THROTTLED] },
  ],
])('accepts %s %j', (type, resource) => {
  expect(messages(type, resource)).toEqual([]);
});
