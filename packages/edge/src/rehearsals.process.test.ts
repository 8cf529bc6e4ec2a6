import type { ApiGatewayValues } from '@smile/core';
import { expect, test } from 'vitest';
import { gatewayIn, JWT, ON } from './api-gateway/fixtures.ts';
import { Certificate } from './certificates/certificate.ts';
import { CaaRecords } from './cloudflare/caa-records.ts';
import { OriginAlerts } from './cloudflare/origin-alerts.ts';
import { OriginPull } from './cloudflare/origin-pull.ts';
import { ProxiedRecord } from './cloudflare/proxied-record.ts';
import { ZoneRules } from './cloudflare/zone-rules.ts';
import { ZoneSettings } from './cloudflare/zone-settings.ts';
import { ZoneSigning } from './cloudflare/zone-signing.ts';
import { HealthCheck } from './dns/health-check.ts';
import { OriginRecord } from './dns/origin-record.ts';
import { OriginZone } from './dns/origin-zone.ts';
import { ResolverQueryLogs } from './dns/resolver-query-logs.ts';
import { entranceIn } from './entrance-fixture.ts';
import { loadBalancerIn, logsKeyIn, rehearsed, TEST_TOPIC, vpcIn, zoneIn } from './fixtures.ts';
import { LoadBalancerAlarms } from './monitoring/load-balancer-alarms.ts';
import { WebAclAlarm } from './monitoring/web-acl-alarm.ts';

const ORIGIN = 'origin.uat.smile.example';
const CERTIFICATE_ID = '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60';

test('a certificate over both zones is planned, applied, and planned again with nothing left', async () => {
  const report = await rehearsed(process.env, (stack) => {
    const cloudflare = zoneIn(stack);
    const origin = new OriginZone(stack, 'Origin', { domain: ORIGIN, parent: cloudflare });
    const names = { Web: 'app.smile.example', Tenants: '*.app.smile.example', Origin: `web.${ORIGIN}` };
    new Certificate(stack, 'Certificate', { names, zones: [cloudflare, origin] });
  });
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({
    status: 'passed',
    pending: [],
    resources: { aws_acm_certificate_validation: 1, aws_route53_record: 1, cloudflare_dns_record: 5 },
  });
});

test('everything at Cloudflare is planned, applied, and planned again with nothing left', async () => {
  const report = await rehearsed(process.env, (stack) => {
    const zone = zoneIn(stack);
    new ZoneSettings(stack, 'Settings', { zone });
    new ZoneSigning(stack, 'Signing', { zone });
    new CaaRecords(stack, 'Authorities', { zone, reportTo: 'platform@smile.example' });
    new OriginAlerts(stack, 'OriginAlerts', { zone, plan: 'pro', emails: ['alarms@smile.example'] });
    new ZoneRules(stack, 'Rules', {
      zone,
      plan: 'pro',
      frontendHosts: ['app.smile.example'],
      codeHosts: [{ host: 'git.smile.example', because: 'pushes carry source code' }],
    });
    new ProxiedRecord(stack, 'Web', { zone, name: 'app.smile.example', origin: 'web.origin.uat.smile.example' });
    new OriginPull(stack, 'WebPull', { zone, host: 'app.smile.example', certificateId: CERTIFICATE_ID });
  });
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({
    status: 'passed',
    pending: [],
    resources: {
      cloudflare_authenticated_origin_pulls: 1,
      cloudflare_dns_record: 4,
      cloudflare_notification_policy: 3,
      cloudflare_ruleset: 4,
      cloudflare_zone_dnssec: 1,
      cloudflare_zone_setting: 13,
    },
  });
});

test('zone, records, check and logs are planned, applied, and planned again with nothing left', async () => {
  const report = await rehearsed(process.env, (stack) => {
    const zone = new OriginZone(stack, 'Origin', { domain: ORIGIN, parent: zoneIn(stack) });
    const target = { dnsName: 'web.elb.amazonaws.com', hostedZoneId: 'Z08888821HLRG5A9ZRTER' };
    new OriginRecord(stack, 'Web', { zone, label: 'web', target, addresses: 'dualstack' });
    new HealthCheck(stack, 'WebReachable', { host: 'app.smile.example' });
    const vpc = vpcIn(stack);
    const encryption = logsKeyIn(stack);
    new ResolverQueryLogs(stack, 'DnsQueries', { vpc, encryption });
  });
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({ status: 'passed', pending: [] });
});

test.each<[string, ApiGatewayValues]>([
  ['without tokens', ON],
  ['with tokens', { ...ON, jwt: JWT }],
])('switched on %s, it is planned, applied, and planned again with nothing left', async (_how, values) => {
  const report = await rehearsed(process.env, (stack) => gatewayIn(stack, values));
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({
    status: 'passed',
    pending: [],
    resources: { aws_apigatewayv2_api: 1, aws_apigatewayv2_vpc_link: 1, aws_apigatewayv2_domain_name: 1 },
  });
});

test('with the API gateway on, all is planned, applied, and planned again with nothing left (APP-APIGW)', async () => {
  const report = await rehearsed(process.env, (stack) => entranceIn(stack, 'cloudflare', 'on'));
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({ status: 'passed', pending: [], resources: { aws_lb_listener: 3 } });
});

test('alarms are planned, applied, and planned again with nothing left', async () => {
  const report = await rehearsed(process.env, (stack) => {
    new LoadBalancerAlarms(stack, 'Web', {
      loadBalancer: loadBalancerIn(stack),
      name: 'web',
      targetGroupArnSuffixes: { Gateway: 'targetgroup/web/73e2d6bc24d8a067' },
      topic: TEST_TOPIC,
      silence: 'bad',
    });
    new WebAclAlarm(stack, 'Blocked', { webAclMetricName: 'smile-uat-web', topic: TEST_TOPIC });
  });
  expect(report?.steps.flatMap(({ findings }) => findings)).toEqual([]);
  expect(report).toMatchObject({ status: 'passed', pending: [], resources: { aws_cloudwatch_metric_alarm: 9 } });
});
