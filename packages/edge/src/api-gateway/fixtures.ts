import { type ApiGatewayValues, EncryptionKey, type EstateStack } from '@smile/core';
import { OriginZone } from '../dns/origin-zone.ts';
import { loadBalancerIn, TEST_TOPIC, vpcIn, zoneIn } from '../fixtures.ts';
import { ApiGateway, type ApiGatewayProps } from './api-gateway.ts';

/** An API that is switched on. */
export const ON = { host: 'api.smile.example', requestsPerSecond: 100, burst: 200 };

/** Tokens that it asks for. */
export const JWT = { issuer: 'https://auth.smile.example/realms/smile', audiences: ['smile-api'] };

/** Puts an API gateway, switched as asked, and all it needs into a stack. */
export function gatewayIn(stack: EstateStack, values: ApiGatewayValues, props: Partial<ApiGatewayProps> = {}): void {
  const vpc = vpcIn(stack);
  const cloudflare = zoneIn(stack);
  const encryption = new EncryptionKey(stack, 'Key', { description: 'Logs' });
  encryption.allowLogs();
  new ApiGateway(stack, 'ApiGateway', {
    values,
    vpc,
    loadBalancer: loadBalancerIn(stack, vpc),
    serverName: 'app.smile.example',
    clientTrust: { uri: 's3://smile-uat-edge-trust/origin-pull-ca.pem', version: 'v1' },
    encryption,
    cloudflare,
    origin: new OriginZone(stack, 'Origin', { domain: 'origin.uat.smile.example', parent: cloudflare }),
    originPullCertificateId: '2458ce5a-0c35-4c7f-82c7-8e9487d3ff60',
    alarmTopic: TEST_TOPIC,
    ...props,
  });
}
