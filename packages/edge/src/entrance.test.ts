import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53HealthCheck } from '@cdktf/provider-aws/lib/route53-health-check';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Wafv2WebAcl } from '@cdktf/provider-aws/lib/wafv2-web-acl';
import { Wafv2WebAclAssociation } from '@cdktf/provider-aws/lib/wafv2-web-acl-association';
import { AuthenticatedOriginPulls } from '@cdktf/provider-cloudflare/lib/authenticated-origin-pulls';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import type { EstateStack } from '@smile/core';
import { trafficChains } from '@smile/inventory';
import { resourcesOf, synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { entranceIn, HOSTS } from './entrance-fixture.ts';
import { edgeStackFor } from './fixtures.ts';

const visitors = edgeStackFor((stack) => entranceIn(stack, 'cloudflare'));
const operators = edgeStackFor((stack) => entranceIn(stack, 'operators'));

/** Public names, not those that prove something or delegate. */
const namesIn = (stack: EstateStack) =>
  resourcesOf(stack, DnsRecord)
    .filter(({ content }) => String(content).endsWith('origin-uat.smile.example'))
    .map(({ name, proxied }) => [name, proxied]);

describe('an entrance for visitors', () => {
  test('is whole: every name leads to the targets, without fault (TRF-EXT)', () => {
    const chains = trafficChains(synthesize(visitors).inventory);
    expect(chains.map(({ host, guests, hops, problems }) => [host, guests, hops.length, problems])).toEqual([
      ['api.smile.example', 'cloudflare', 6, []],
      ['app.smile.example', 'cloudflare', 6, []],
    ]);
  });

  test('has proxied names, for each of which Cloudflare shows our certificate', () => {
    expect(namesIn(visitors)).toEqual([
      ['api.smile.example', true],
      ['app.smile.example', true],
    ]);
    const pulls = resourcesOf(visitors, AuthenticatedOriginPulls).map(({ hostname }) => hostname);
    expect(pulls.sort()).toEqual(['api.smile.example', 'app.smile.example']);
  });

  test('has one origin, one load balancer behind one web ACL, and one group for the gateway', () => {
    expect(visitors).toHaveResource(Route53Record, { name: 'web.origin-uat.smile.example', type: 'A' });
    expect(visitors).toReference(Route53Record, 'alias.name', Lb);
    expect(visitors).toReference(Wafv2WebAclAssociation, 'web_acl_arn', Wafv2WebAcl);
    expect(visitors).toHaveResource(LbTargetGroup, { target_type: 'ip', health_check: { port: '15021' } });
    expect(visitors).toHaveResource(LbListenerRule, { condition: [{ host_header: { values: Object.values(HOSTS) } }] });
  });

  test('is called from outside, so that silence is an alarm', () => {
    expect(visitors).toHaveResource(Route53HealthCheck, { fqdn: 'app.smile.example' });
    expect(visitors).toHaveResource(CloudwatchMetricAlarm, {
      metric_name: 'RequestCount',
      comparison_operator: 'LessThanThreshold',
      treat_missing_data: 'breaching',
    });
  });
});

describe('an entrance for operators', () => {
  test('is whole, past Cloudflare', () => {
    const chains = trafficChains(synthesize(operators).inventory);
    expect(chains.map(({ guests, hops, problems }) => [guests, hops.length, problems])).toEqual([
      ['operators', 6, []],
      ['operators', 6, []],
    ]);
    expect(namesIn(operators).map(([, proxied]) => proxied)).toEqual([false, false]);
    expect(operators).toHaveResourceCount(AuthenticatedOriginPulls, 0);
  });

  test('may be silent: nobody looks from outside', () => {
    expect(operators).toHaveResourceCount(Route53HealthCheck, 0);
    const silent = resourcesOf(operators, CloudwatchMetricAlarm).filter(
      ({ metric_name }) => metric_name === 'RequestCount',
    );
    expect(silent).toEqual([]);
  });
});
