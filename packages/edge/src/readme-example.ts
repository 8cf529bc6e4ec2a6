import type { AlarmTopic, EstateStack } from '@smile/core';
import {
  Certificate,
  CertificateAlarm,
  CloudflareZone,
  type EdgeLoadBalancer,
  OriginPull,
  OriginRecord,
  OriginZone,
  ProxiedRecord,
} from '@smile/edge';

/** The way in to one load balancer: public name at Cloudflare, origin name in Route 53, certificates on both sides. */
export function wayIn(stack: EstateStack, loadBalancer: EdgeLoadBalancer, topic: AlarmTopic): Certificate {
  const zone = new CloudflareZone(stack, 'Cloudflare', {
    domain: 'smile.example',
    zoneId: '00000000000000000000000000000000',
    accountId: '00000000000000000000000000000000',
  });
  const origin = new OriginZone(stack, 'Origin', { domain: 'origin.prd.smile.example', parent: zone });
  const web = new OriginRecord(stack, 'WebOrigin', { zone: origin, label: 'web', target: loadBalancer });

  const host = 'app.smile.example';
  new ProxiedRecord(stack, 'Web', { zone, name: host, origin: web.name });
  new OriginPull(stack, 'WebPull', { zone, host, certificateId: '00000000-0000-0000-0000-000000000000' });

  const certificate = new Certificate(stack, 'Certificate', { names: { Web: host }, zones: [zone, origin] });
  new CertificateAlarm(stack, 'CertificateExpiry', { certificate, topic });
  return certificate;
}
