import type { AlarmTopic, ApiGatewayValues, SwitchedOnApiGateway } from '@smile/core';
import { Construct } from 'constructs';
import { Certificate } from '../certificates/certificate.ts';
import type { CloudflareZone } from '../cloudflare/cloudflare-zone.ts';
import { OriginPull } from '../cloudflare/origin-pull.ts';
import { ProxiedRecord } from '../cloudflare/proxied-record.ts';
import { OriginRecord } from '../dns/origin-record.ts';
import type { OriginZone } from '../dns/origin-zone.ts';
import { ApiAlarms } from '../monitoring/api-alarms.ts';
import { HttpApi, type HttpApiProps } from './http-api.ts';

export interface ApiGatewayProps extends Omit<HttpApiProps, 'settings' | 'certificate'> {
  /** `'off'` makes nothing. */
  readonly values: ApiGatewayValues;
  /** Zone of the API's public name. */
  readonly cloudflare: CloudflareZone;
  readonly origin: OriginZone;
  /** Id of our client certificate at Cloudflare. */
  readonly originPullCertificateId: string;
  readonly alarmTopic: AlarmTopic;
}

/** The API gateway with its names on both sides, or nothing (APP-APIGW). */
export class ApiGateway extends Construct {
  /** @default - switched off */
  readonly api?: HttpApi;

  constructor(scope: Construct, id: string, props: ApiGatewayProps) {
    super(scope, id);
    if (props.values === 'off') return;
    this.api = this.createApi(props, props.values);
    this.createNames(props, props.values.host, this.api);
    new ApiAlarms(this, 'Alarms', { apiId: this.api.apiId, topic: props.alarmTopic });
  }

  private createApi(props: ApiGatewayProps, settings: SwitchedOnApiGateway): HttpApi {
    const certificate = new Certificate(this, 'Certificate', {
      names: { Api: settings.host },
      zones: [props.cloudflare],
    });
    return new HttpApi(this, 'Api', { ...props, settings, certificate });
  }

  private createNames(
    { cloudflare, origin, originPullCertificateId }: ApiGatewayProps,
    host: string,
    api: HttpApi,
  ): void {
    const record = new OriginRecord(this, 'Origin', { zone: origin, label: 'api', target: api.target });
    new ProxiedRecord(this, 'Public', { zone: cloudflare, name: host, origin: record.name });
    new OriginPull(this, 'OriginPull', { zone: cloudflare, host, certificateId: originPullCertificateId });
  }
}
