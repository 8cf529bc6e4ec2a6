import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asWords, counted, wrapped } from './words.ts';

test.each([
  ['MysqlMain', 'MySQL main'],
  ['RabbitMq', 'RabbitMQ'],
  ['Ec2Private', 'EC2 private'],
  ['EksPrivate', 'EKS private'],
  ['InterfaceEndpoints', 'Interface endpoints'],
  ['wms-backend', 'WMS backend'],
  ['clickhouse', 'ClickHouse'],
  ['CloudflareRanges Ipv4', 'Cloudflare ranges IPv4'],
  ['', ''],
])('%j is written %j', (id, written) => {
  expect(asWords(id)).toBe(written);
});

test('does not take the middle of a word for another word', () => {
  expect(asWords('NativeGithub')).toBe('Native github');
});

test.each([
  [1, '1 subnet'],
  [12, '12 subnets'],
  [0, '0 subnets'],
])('counts %i', (count, text) => {
  expect(counted(count, 'subnet')).toBe(text);
});

describe('a list in lines', () => {
  test('breaks between items', () => {
    expect(wrapped(['autoscaling', 'ec2', 'ecr.api'], 18)).toEqual(['autoscaling, ec2,', 'ecr.api']);
  });

  test('loses nothing, and is wider than allowed only where one item is', () => {
    const items = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { maxLength: 30 });
    fc.assert(
      fc.property(items, fc.integer({ min: 5, max: 60 }), (list, width) => {
        const lines = wrapped(list, width);
        expect(lines.join(' ')).toBe(list.join(', '));
        for (const line of lines) expect(line.length <= width + 1 || !line.slice(0, -1).includes(',')).toBe(true);
      }),
    );
  });
});
