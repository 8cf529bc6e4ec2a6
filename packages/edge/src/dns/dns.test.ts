import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Route53ResolverQueryLogConfig } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config';
import { Route53ResolverQueryLogConfigAssociation } from '@cdktf/provider-aws/lib/route53-resolver-query-log-config-association';
import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { EncryptionKey } from '@smile/core';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { edgeStackFor, loadBalancerIn, vpcIn, zoneIn } from '../fixtures.ts';
import { HealthCheck, type HealthCheckProps } from './health-check.ts';
import { OriginRecord, type OriginRecordProps } from './origin-record.ts';
import { OriginZone, type OriginZoneProps } from './origin-zone.ts';
import { ResolverQueryLogs } from './resolver-query-logs.ts';

const DOMAIN = 'origin.uat.smile.example';

describe('an origin zone (EDG-R53)', () => {
  const stackWith = (props: Partial<OriginZoneProps> = {}) =>
    edgeStackFor((stack) => {
      new OriginZone(stack, 'Origin', { domain: DOMAIN, parent: zoneIn(stack), ...props });
    });

  test('defaults: is protected, since a new one has other name servers', () => {
    expect(stackWith()).toHaveResource(Route53Zone, { name: DOMAIN, lifecycle: { prevent_destroy: true } });
  });

  test('is delegated from Cloudflare to each of its four name servers, not proxied', () => {
    const stack = stackWith();
    expect(resourcesOf(stack, DnsRecord).map(({ name, type, ttl, proxied }) => [name, type, ttl, proxied])).toEqual(
      Array.from({ length: 4 }, () => [DOMAIN, 'NS', 3600, false]),
    );
    expect(new Set(resourcesOf(stack, DnsRecord).map(({ content }) => content)).size).toBe(4);
    expect(stack).toReference(DnsRecord, 'content', Route53Zone);
  });

  test('can be deleted only with both keys', () => {
    expect(() => stackWith({ deletion: { allowedBecause: 'the preview is over' } })).toFailWith(
      'indonesia-staging-edge/Origin: deletion is allowed because "the preview is over", but indonesia/staging does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
    );
  });

  test('refuses a domain that Cloudflare cannot delegate', () => {
    expect(() => stackWith({ domain: 'origin.elsewhere.example' })).toFailWith(
      'indonesia-staging-edge/Origin: domain: "origin.elsewhere.example" is not in the Cloudflare zone smile.example; write the name out in full, as in app.smile.example',
    );
    expect(() => stackWith({ domain: 'smile.example' })).toFailWith(
      "indonesia-staging-edge/Origin: domain: smile.example is Cloudflare's own zone; delegate a name below it, as in origin.prd.smile.example",
    );
  });
});

describe('an origin record', () => {
  const stackWith = (props: Partial<OriginRecordProps> = {}) =>
    edgeStackFor((stack) => {
      const zone = new OriginZone(stack, 'Origin', { domain: DOMAIN, parent: zoneIn(stack) });
      const target = loadBalancerIn(stack);
      const record = new OriginRecord(stack, 'Web', { zone, label: 'web', target, ...props });
      expect(record.name).toBe(`${props.label ?? 'web'}.${DOMAIN}`);
    });
  const alias = {
    name: 'web.ap-southeast-3.elb.amazonaws.com',
    zone_id: 'Z08888821HLRG5A9ZRTER',
    evaluate_target_health: true,
  };

  test('defaults: leads by IPv4 to the load balancer, whose addresses change', () => {
    const stack = stackWith();
    expect(stack).toHaveResourceCount(Route53Record, 1);
    expect(stack).toHaveResource(Route53Record, { name: `web.${DOMAIN}`, type: 'A', alias });
    expect(stack).toReference(Route53Record, 'zone_id', Route53Zone);
  });

  test('leads by IPv6 too where the load balancer has it', () => {
    const stack = stackWith({ addresses: 'dualstack' });
    expect(stack).toHaveResource(Route53Record, { type: 'A', alias });
    expect(stack).toHaveResource(Route53Record, { type: 'AAAA', alias });
  });

  test('refuses what is no single label', () => {
    expect(() => stackWith({ label: 'web.app' })).toFailWith(
      'indonesia-staging-edge/Web: label: expected a word of at most 63 lower-case letters, digits and hyphens, got "web.app"; the zone\'s domain is added to it',
    );
  });
});

describe('a health check', () => {
  const stackWith = (props: Partial<HealthCheckProps> = {}) =>
    edgeStackFor((stack) => {
      new HealthCheck(stack, 'WebReachable', { host: 'app.smile.example', ...props });
    });

  test('defaults: asks for / over TLS from three places near by', () => {
    expect(stackWith()).toHaveResource(Route53HealthCheck, {
      type: 'HTTPS',
      fqdn: 'app.smile.example',
      port: 443,
      resource_path: '/',
      enable_sni: true,
      request_interval: 30,
      failure_threshold: 3,
      regions: ['ap-northeast-1', 'ap-southeast-1', 'ap-southeast-2'],
      tags: { Name: 'smile-uat-edge-web-reachable' },
    });
  });

  test('refuses what is no path', () => {
    expect(() => stackWith({ path: 'health' })).toFailWith(
      'indonesia-staging-edge/WebReachable: path: expected a path of at most 255 characters that starts with /, got "health"; write /',
    );
  });
});

describe('resolver query logs', () => {
  const stackWith = () =>
    edgeStackFor((stack) => {
      const vpc = vpcIn(stack);
      const encryption = new EncryptionKey(stack, 'Key', { description: 'Logs' });
      new ResolverQueryLogs(stack, 'DnsQueries', { vpc, encryption });
    });

  test('defaults: go to an encrypted log group in the region and stay 30 days', () => {
    const stack = stackWith();
    expect(stack).toHaveResource(CloudwatchLogGroup, {
      name: '/aws/vendedlogs/route53-resolver/smile-uat-edge-dns-queries',
      retention_in_days: 30,
    });
    expect(stack).toHaveResource(Route53ResolverQueryLogConfig, { name: 'smile-uat-edge-dns-queries' });
    expect(stack).toReference(Route53ResolverQueryLogConfig, 'destination_arn', CloudwatchLogGroup);
  });

  test('cover the VPC', () => {
    const stack = stackWith();
    expect(stack).toReference(Route53ResolverQueryLogConfigAssociation, 'resource_id', AwsVpc);
    expect(stack).toReference(
      Route53ResolverQueryLogConfigAssociation,
      'resolver_query_log_config_id',
      Route53ResolverQueryLogConfig,
    );
  });
});
