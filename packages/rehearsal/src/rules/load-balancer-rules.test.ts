import { expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const messages = (type: string, resource: ObjectValue) =>
  findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);

const HTTPS = { port: 443, protocol: 'HTTPS', certificate_arn: 'arn' };
const VERIFIED = { mode: 'verify', trust_store_arn: 'arn' };
const LIST = { name: 'l', address_family: 'IPv4', max_entries: 2, entry: [{ cidr: '104.16.0.0/13' }] };
const hosts = (count: number) => [{ values: Array.from({ length: count }, (_, i) => `${i}.smile.example`) }];

test.each<[string, ObjectValue]>([
  ['aws_lb_listener', { ...HTTPS, mutual_authentication: [VERIFIED] }],
  ['aws_lb_listener', { ...HTTPS, mutual_authentication: [{ mode: 'off', trust_store_arn: null }] }],
  ['aws_lb_listener', { port: 80, protocol: 'HTTP', certificate_arn: null }],
  ['aws_lb_listener_rule', { condition: [{ host_header: hosts(5) }] }],
  ['aws_lb', { name: 'a', access_logs: [{ bucket: 'b', prefix: 'smile-prd-web' }] }],
  ['aws_ec2_managed_prefix_list', LIST],
])('accepts %s %j', (type, resource) => {
  expect(messages(type, resource)).toEqual([]);
});

test.each<[string, ObjectValue, string]>([
  [
    'aws_lb_listener',
    { ...HTTPS, mutual_authentication: [{ mode: 'verify', trust_store_arn: null }] },
    'listener-trust-store: must have trust_store_arn with mode "verify", and without it must not',
  ],
  [
    'aws_lb_listener',
    { ...HTTPS, mutual_authentication: [{ ...VERIFIED, mode: 'passthrough' }] },
    'listener-trust-store: must have trust_store_arn with mode "verify", and without it must not',
  ],
  ['aws_lb_listener', { ...HTTPS, certificate_arn: null }, 'listener-certificate: needs certificate_arn with "HTTPS"'],
  [
    'aws_lb_listener_rule',
    { condition: [{ host_header: hosts(6) }] },
    'listener-rule-values: must have at most 5 values in all conditions together, got 6',
  ],
  [
    'aws_lb',
    { name: 'a', access_logs: [{ prefix: 'AWSLogs' }] },
    'load-balancer-log-prefix: must be a prefix without AWSLogs and without a slash at its end, got "AWSLogs"',
  ],
  [
    'aws_ec2_managed_prefix_list',
    { ...LIST, max_entries: 0 },
    'prefix-list-room: must be at least 1, the number of entries, got 0',
  ],
  [
    'aws_ec2_managed_prefix_list',
    { ...LIST, entry: [{ cidr: '2400:cb00::/32' }] },
    'prefix-list-family: must be of the list\'s family IPv4, got "2400:cb00::/32"',
  ],
])('refuses %s %j', (type, resource, message) => {
  expect(messages(type, resource)).toEqual([message]);
});
