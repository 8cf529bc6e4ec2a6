import type { EstateStack } from '@smile/core';
import { ApiGateway } from './api-gateway/api-gateway.ts';
import { OriginZone } from './dns/origin-zone.ts';
import { Entrance, type Guests } from './entrance.ts';
import { logsBucketIn, logsKeyIn, TEST_TOPIC, vpcIn, zoneIn } from './fixtures.ts';
import { CloudflarePrefixLists } from './load-balancers/cloudflare-prefix-lists.ts';
import { AUTHORITY } from './load-balancers/fixtures.ts';
import { OperatorPrefixList } from './load-balancers/operator-prefix-list.ts';
import { OriginPullTrust } from './load-balancers/origin-pull-trust.ts';
import { WebAcl } from './waf/web-acl.ts';

const CERTIFICATE_ID = '00000000-0000-4000-8000-000000000000';
/** Public names of the entrance. */
export const HOSTS = { App: 'app.smile.example', Api: 'api.smile.example' };

/** Puts an entrance into a stack, with all that it stands on, and the API gateway behind it if asked. */
export function entranceIn(stack: EstateStack, of: Guests['of'], apiGateway: 'off' | 'on' = 'off'): void {
  const zone = zoneIn(stack);
  const originZone = new OriginZone(stack, 'OriginZone', { domain: 'origin-uat.smile.example', parent: zone });
  const logsKey = logsKeyIn(stack);
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
    logs: logsBucketIn(stack),
    alarmTopic: TEST_TOPIC,
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
    alarmTopic: TEST_TOPIC,
  });
}
