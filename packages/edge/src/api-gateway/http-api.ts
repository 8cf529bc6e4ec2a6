import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2ApiMapping } from '@cdktf/provider-aws/lib/apigatewayv2-api-mapping';
import { Apigatewayv2Authorizer } from '@cdktf/provider-aws/lib/apigatewayv2-authorizer';
import { Apigatewayv2DomainName } from '@cdktf/provider-aws/lib/apigatewayv2-domain-name';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { Apigatewayv2VpcLink } from '@cdktf/provider-aws/lib/apigatewayv2-vpc-link';
import {
  type Days,
  type EncryptionKey,
  LogGroup,
  NAME_LIMITS,
  PORTS,
  type Port,
  physicalName,
  type SwitchedOnApiGateway,
  throwIfAny,
} from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';
import type { Certificate } from '../certificates/certificate.ts';
import type { EdgeLoadBalancer } from '../edge-load-balancer.ts';
import { ACCESS_LOG_FORMAT } from './access-log-format.ts';

/** Certificates that a caller's certificate must come from: the same bundle as the load balancers' trust store. */
export interface ClientTrust {
  /** As in `s3://smile-prd-edge-trust-…/origin-pull-ca.pem`, in the API's region. */
  readonly uri: string;
  /** Version of the object. Without it API Gateway does not notice a new bundle. @default - the one that is there at first */
  readonly version?: string;
}

/** A listener that takes calls without a client certificate, since a VPC link has none to show. */
export interface PrivateListener {
  readonly arn: string;
  readonly port: Port;
}

export interface HttpApiProps {
  readonly settings: SwitchedOnApiGateway;
  readonly vpc: Vpc;
  /** Where calls end up. */
  readonly loadBalancer: EdgeLoadBalancer;
  /** Listener of the load balancer that is called. @default - the HTTPS listener, which must not ask for a client certificate */
  readonly listener?: PrivateListener;
  /** Name on the load balancer's certificate, as in `app.smile.example`. */
  readonly serverName: string;
  /** Certificate for the API's own name. */
  readonly certificate: Certificate;
  readonly clientTrust: ClientTrust;
  /** Key of the access logs, that `allowLogs` was called on. */
  readonly encryption: EncryptionKey;
  /** What the API answers to, by a fixed word in PascalCase, which is part of Terraform addresses. @default { Api: 'ANY /api/{proxy+}' } */
  readonly routes?: Readonly<Record<string, string>>;
  /** How long access logs are kept. @default '90 days' */
  readonly logRetention?: Days;
}

/** In milliseconds. The application gives up first: API Gateway itself ends a call after 30 seconds. */
const TIMEOUT_MILLISECONDS = 29_000;

/**
 * An HTTP API in front of a load balancer, over a VPC link: throttled, logged, and reached by its own name only.
 *
 * AWS WAF cannot be attached to HTTP APIs. What stands in for it: Cloudflare's rulesets, and mutual TLS that admits nobody
 * but Cloudflare (an API has no security group, and its address is public); the throttle; the load balancer's own web ACL,
 * which sees every call again. About USD 1.20 for a million calls; the VPC link is free of charge.
 */
export class HttpApi extends Construct {
  readonly apiId: string;
  /** Where the API's own name leads, for an alias record. */
  readonly target: { readonly dnsName: string; readonly hostedZoneId: string };

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const routes = props.routes ?? { Api: 'ANY /api/{proxy+}' };
    throwIfAny(this, [...routeProblems(routes), ...trustProblems(props.clientTrust)]);
    const api = this.createApi(props);
    const integration = this.createIntegration(props, api);
    this.createRoutes(routes, props, api, integration);
    const stage = this.createStage(props, api);
    const domain = this.createDomain(props, api, stage);
    this.apiId = api.id;
    this.target = {
      dnsName: domain.domainNameConfiguration.targetDomainName,
      hostedZoneId: domain.domainNameConfiguration.hostedZoneId,
    };
  }

  private createApi({ settings }: HttpApiProps): Apigatewayv2Api {
    return new Apigatewayv2Api(this, 'Default', {
      name: physicalName(this, NAME_LIMITS.httpApi),
      description: `Calls to ${settings.host}`,
      protocolType: 'HTTP',
      // AWS's own address for the API would lead past mutual TLS.
      disableExecuteApiEndpoint: true,
    });
  }

  private createIntegration(props: HttpApiProps, api: Apigatewayv2Api): Apigatewayv2Integration {
    return new Apigatewayv2Integration(this, 'Integration', {
      apiId: api.id,
      description: 'The load balancer of the web applications',
      integrationType: 'HTTP_PROXY',
      integrationMethod: 'ANY',
      integrationUri: props.listener?.arn ?? props.loadBalancer.httpsListenerArn,
      connectionType: 'VPC_LINK',
      connectionId: this.createVpcLink(props).id,
      payloadFormatVersion: '1.0',
      timeoutMilliseconds: TIMEOUT_MILLISECONDS,
      // Without it, the way from the link to the load balancer is not encrypted.
      tlsConfig: { serverNameToVerify: props.serverName },
    });
  }

  private createVpcLink({ vpc, loadBalancer, listener }: HttpApiProps): Apigatewayv2VpcLink {
    const group = new SecurityGroup(this, 'SecurityGroup', { vpc, description: 'VPC link of the API gateway' });
    loadBalancer.connections.allowFrom(group, 'The API gateway calls applications', listener?.port ?? PORTS.https);
    return new Apigatewayv2VpcLink(this, 'VpcLink', {
      name: physicalName(this, NAME_LIMITS.vpcLink),
      subnetIds: vpc.subnetIds('intra'),
      securityGroupIds: [group.securityGroupId],
      // Subnets and groups of a link never change, and an integration holds the link (pitfall P84).
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createRoutes(
    routes: Readonly<Record<string, string>>,
    { settings }: HttpApiProps,
    api: Apigatewayv2Api,
    integration: Apigatewayv2Integration,
  ): void {
    const authorizer = settings.jwt === undefined ? undefined : this.createAuthorizer(settings.jwt, api);
    for (const [word, routeKey] of Object.entries(routes)) {
      new Apigatewayv2Route(this, `Route${word}`, {
        apiId: api.id,
        routeKey,
        target: `integrations/${integration.id}`,
        authorizationType: authorizer === undefined ? 'NONE' : 'JWT',
        authorizerId: authorizer?.id,
      });
    }
  }

  private createAuthorizer(
    { issuer, audiences }: NonNullable<SwitchedOnApiGateway['jwt']>,
    api: Apigatewayv2Api,
  ): Apigatewayv2Authorizer {
    return new Apigatewayv2Authorizer(this, 'Authorizer', {
      apiId: api.id,
      name: 'jwt',
      authorizerType: 'JWT',
      identitySources: ['$request.header.Authorization'],
      jwtConfiguration: { issuer, audience: [...audiences] },
    });
  }

  private createStage({ settings, encryption, logRetention }: HttpApiProps, api: Apigatewayv2Api): Apigatewayv2Stage {
    const logs = new LogGroup(this, 'AccessLogs', {
      // The prefix of logs that services deliver: without it each needs room in a policy that holds 5,120 characters.
      name: `/aws/vendedlogs/apigateway/${physicalName(this, NAME_LIMITS.httpApi)}`,
      encryption,
      retention: logRetention,
    });
    return new Apigatewayv2Stage(this, 'Stage', {
      apiId: api.id,
      // The one stage that does not show in paths. It deploys by itself, so it has no `deployment_id` (pitfall P85).
      name: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: logs.logGroupArn, format: ACCESS_LOG_FORMAT },
      // Always both: a number that is left out means zero, and every call is refused.
      defaultRouteSettings: {
        throttlingRateLimit: settings.requestsPerSecond,
        throttlingBurstLimit: settings.burst,
        detailedMetricsEnabled: true,
      },
    });
  }

  private createDomain(
    { settings, certificate, clientTrust }: HttpApiProps,
    api: Apigatewayv2Api,
    stage: Apigatewayv2Stage,
  ): Apigatewayv2DomainName {
    const domain = new Apigatewayv2DomainName(this, 'Domain', {
      domainName: settings.host,
      domainNameConfiguration: {
        certificateArn: certificate.certificateArn,
        endpointType: 'REGIONAL',
        securityPolicy: 'TLS_1_2',
      },
      mutualTlsAuthentication: { truststoreUri: clientTrust.uri, truststoreVersion: clientTrust.version },
    });
    new Apigatewayv2ApiMapping(this, 'Mapping', { apiId: api.id, domainName: domain.id, stage: stage.id });
    return domain;
  }
}

function routeProblems(routes: Readonly<Record<string, string>>): string[] {
  const problems = Object.entries(routes).flatMap(([word, key]) => [
    ...(/^[A-Z][A-Za-z0-9]*$/.test(word)
      ? []
      : [`routes: ${JSON.stringify(word)} is part of a Terraform address; use a word in PascalCase`]),
    ...(/^((ANY|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/\S*|\$default)$/.test(key)
      ? []
      : [`routes.${word}: expected a method and a path, got ${JSON.stringify(key)}; write GET /api/{proxy+}`]),
  ]);
  return Object.keys(routes).length === 0 ? ['routes is empty; name what the API answers to'] : problems;
}

function trustProblems({ uri }: ClientTrust): string[] {
  if (/^(\$\{|s3:\/\/)/.test(uri)) return [];
  return [
    `clientTrust.uri: expected the address of an object in S3, got ${JSON.stringify(uri)}; write s3://bucket/key`,
  ];
}
