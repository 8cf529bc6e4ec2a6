import type { AlarmTopic, EncryptionKey, EstateStack, PrivateBucket } from '@smile/core';
import { CloudflarePrefixLists, CloudflareZone, Entrance, OriginPullTrust, OriginZone, WebAcl } from '@smile/edge';
import type { Vpc } from '@smile/network';

/** What the way in stands on. */
export interface Ground {
  readonly vpc: Vpc;
  /** Bucket for requests and connections, encrypted by S3 itself. */
  readonly logs: PrivateBucket;
  readonly logsKey: EncryptionKey;
  readonly alarmTopic: AlarmTopic;
  /** Certificate of the authority that signs Cloudflare's client certificate. */
  readonly authority: string;
}

/** `app.smile.example`, for visitors through Cloudflare. The cluster puts the pods of its gateway into `targetGroup`. */
export function app(stack: EstateStack, { vpc, logs, logsKey, alarmTopic, authority }: Ground): Entrance {
  const zone = new CloudflareZone(stack, 'Cloudflare', {
    domain: 'smile.example',
    zoneId: '00000000000000000000000000000000',
    accountId: '00000000000000000000000000000000',
  });
  return new Entrance(stack, 'Web', {
    name: 'web',
    hosts: { App: 'app.smile.example' },
    guests: {
      of: 'cloudflare',
      from: new CloudflarePrefixLists(stack, 'CloudflareRanges').lists,
      trust: new OriginPullTrust(stack, 'OriginPullTrust', { authorities: authority }),
      certificateId: '00000000-0000-0000-0000-000000000000',
    },
    zone,
    originZone: new OriginZone(stack, 'OriginZone', { domain: 'origin-prd.smile.example', parent: zone }),
    webAcl: new WebAcl(stack, 'WebAcl', { name: 'public', client: 'cloudflare', logsKey }),
    vpc,
    logs,
    alarmTopic,
  });
}
