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
import { EncryptionKey, type EstateStack, PrivateBucket } from '@smile/core';
import { trafficChains } from '@smile/inventory';
import { resourcesOf, synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ApiGateway } from './api-gateway/api-gateway.ts';
import { OriginZone } from './dns/origin-zone.ts';
import { Entrance, type Guests } from './entrance.ts';
import { edgeStackFor, rehearsed, vpcIn, zoneIn } from './fixtures.ts';
import { CloudflarePrefixLists } from './load-balancers/cloudflare-prefix-lists.ts';
import { AUTHORITY } from './load-balancers/fixtures.ts';
import { OperatorPrefixList } from './load-balancers/operator-prefix-list.ts';
import { OriginPullTrust } from './load-balancers/origin-pull-trust.ts';
import { WebAcl } from './waf/web-acl.ts';

const CERTIFICATE_ID = '00000000-0000-4000-8000-000000000000';
const TOPIC = { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms' };
const HOSTS = { App: 'app.smile.example', Api: 'api.smile.example' };

/** Puts an entrance into a stack, with all that it stands on, and the API gateway behind it if asked. */
function build(stack: EstateStack, of: Guests['of'], apiGateway: 'off' | 'on' = 'off'): void {
  const zone = zoneIn(stack);
  const originZone = new OriginZone(stack, 'OriginZone', { domain: 'origin-uat.smile.example', parent: zone });
  const logsKey = new EncryptionKey(stack, 'LogsKey', { description: 'Logs', alias: 'logs' });
  logsKey.allowLogs();
  const vpc = vpcIn(stack);
  const trust = of === 'cloudflare' ? new OriginPullTrust(stack, 'Trust', { authorities: AUTHORITY }) : undefined;
  const guests: Guests =
    trust === undefined
      ? { of: 'operators', from: new OperatorPrefixList(stack, 'Operators', { cidrs: ['203.0.113.0/24'] }).lists }
      : {
          of: 'cloudflare',
          from: new CloudflarePrefixLists(stack, 'Ranges').lists,
          trust,
          certificateId: CERTIFICATE_ID,
        };
  const entrance = new Entrance(stack, 'Web', {
    name: 'web',
    vpc,
    guests,
    hosts: HOSTS,
    zone,
    originZone,
    webAcl: new WebAcl(stack, 'WebAcl', {
      name: 'public',
      client: of === 'cloudflare' ? 'cloudflare' : 'source',
      logsKey,
    }),
    logs: new PrivateBucket(stack, 'Logs', { encryption: { sseS3Because: 'load balancers' } }),
    alarmTopic: TOPIC,
  });
  if (apiGateway === 'off' || trust === undefined) return;
  new ApiGateway(stack, 'ApiGateway', {
    values: { host: 'gateway.smile.example', requestsPerSecond: 100, burst: 200 },
    vpc,
    cloudflare: zone,
    origin: originZone,
    originPullCertificateId: CERTIFICATE_ID,
    loadBalancer: entrance.loadBalancer,
    listener: entrance.loadBalancer.openInside(entrance.targetGroup),
    serverName: HOSTS.App,
    clientTrust: { uri: trust.bundleUri },
    encryption: logsKey,
    alarmTopic: TOPIC,
  });
}

const visitors = edgeStackFor((stack) => build(stack, 'cloudflare'));
const operators = edgeStackFor((stack) => build(stack, 'operators'));

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

test('with the API gateway on, all is planned, applied, and planned again with nothing left (APP-APIGW)', async () => {
  const report = await rehearsed(process.env, (stack) => build(stack, 'cloudflare', 'on'));
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({ status: 'passed', pending: [], resources: { aws_lb_listener: 3 } });
}, 120_000);
