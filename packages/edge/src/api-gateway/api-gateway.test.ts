import { Apigatewayv2Api } from '@cdktf/provider-aws/lib/apigatewayv2-api';
import { Apigatewayv2ApiMapping } from '@cdktf/provider-aws/lib/apigatewayv2-api-mapping';
import { Apigatewayv2Authorizer } from '@cdktf/provider-aws/lib/apigatewayv2-authorizer';
import { Apigatewayv2DomainName } from '@cdktf/provider-aws/lib/apigatewayv2-domain-name';
import { Apigatewayv2Integration } from '@cdktf/provider-aws/lib/apigatewayv2-integration';
import { Apigatewayv2Route } from '@cdktf/provider-aws/lib/apigatewayv2-route';
import { Apigatewayv2Stage } from '@cdktf/provider-aws/lib/apigatewayv2-stage';
import { Apigatewayv2VpcLink } from '@cdktf/provider-aws/lib/apigatewayv2-vpc-link';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { AuthenticatedOriginPulls } from '@cdktf/provider-cloudflare/lib/authenticated-origin-pulls';
import { DnsRecord } from '@cdktf/provider-cloudflare/lib/dns-record';
import { type ApiGatewayValues, tcp } from '@smile/core';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { edgeStackFor } from '../fixtures.ts';
import type { ApiGatewayProps } from './api-gateway.ts';
import { gatewayIn, JWT, ON } from './fixtures.ts';

const stackWith = (values: ApiGatewayValues, props: Partial<ApiGatewayProps> = {}) =>
  edgeStackFor((stack) => gatewayIn(stack, values, props));

describe('an API gateway that is off (APP-APIGW)', () => {
  test('makes nothing, and opens nothing at the load balancer', () => {
    const stack = stackWith('off');
    for (const type of [Apigatewayv2Api, Apigatewayv2VpcLink, Apigatewayv2DomainName, AuthenticatedOriginPulls]) {
      expect(stack).toHaveResourceCount(type, 0);
    }
    expect(stack).toHaveResourceCount(VpcSecurityGroupIngressRule, 0);
  });
});

describe('an API gateway that is on (APP-APIGW)', () => {
  test('has no address but its own', () => {
    expect(stackWith(ON)).toHaveResource(Apigatewayv2Api, {
      name: 'smile-uat-edge-api-gateway-api',
      protocol_type: 'HTTP',
      disable_execute_api_endpoint: true,
    });
  });

  test('is always throttled by both numbers, and deploys by itself without a fixed deployment (P85)', () => {
    expect(stackWith(ON)).toHaveResource(Apigatewayv2Stage, {
      name: '$default',
      auto_deploy: true,
      deployment_id: undefined,
      default_route_settings: {
        throttling_rate_limit: 100,
        throttling_burst_limit: 200,
        detailed_metrics_enabled: true,
      },
    });
  });

  test('logs every call as JSON, without tokens and queries, to an encrypted group of 90 days', () => {
    const stack = stackWith(ON);
    expect(stack).toHaveResource(CloudwatchLogGroup, {
      name: '/aws/vendedlogs/apigateway/smile-uat-edge-api-gateway-api',
      retention_in_days: 90,
    });
    expect(stack).toReference(CloudwatchLogGroup, 'kms_key_id', KmsKey);
    expect(stack).toReference(Apigatewayv2Stage, 'access_log_settings', CloudwatchLogGroup);
    const [stage] = resourcesOf(stack, Apigatewayv2Stage);
    const format = JSON.parse(Object(stage?.access_log_settings).format);
    expect(format).toMatchObject({ requestId: '$context.requestId', status: '$context.status', path: '$context.path' });
    expect(JSON.stringify(format)).not.toMatch(/authorization|queryString/i);
  });

  test('calls the load balancer over TLS through a link in the intra subnets, which is replaced without a gap (P84)', () => {
    const stack = stackWith(ON);
    expect(stack).toHaveResource(Apigatewayv2Integration, {
      integration_type: 'HTTP_PROXY',
      connection_type: 'VPC_LINK',
      integration_uri: expect.stringContaining(':listener/app/web/'),
      tls_config: { server_name_to_verify: 'app.smile.example' },
      timeout_milliseconds: 29000,
    });
    expect(stack).toReference(Apigatewayv2Integration, 'connection_id', Apigatewayv2VpcLink);
    expect(stack).toHaveResource(Apigatewayv2VpcLink, {
      subnet_ids: [expect.stringContaining('Intra'), expect.stringContaining('Intra')],
      lifecycle: { create_before_destroy: true },
    });
    expect(stack).toHaveResource(VpcSecurityGroupIngressRule, {
      description: 'The API gateway calls applications',
      from_port: 443,
    });
  });

  test('calls another listener where the usual one asks for client certificates', () => {
    const listener = {
      arn: 'arn:aws:elasticloadbalancing:ap-southeast-3:222222222222:listener/app/web/5/f',
      port: tcp(8443),
    };
    const stack = stackWith(ON, { listener });
    expect(stack).toHaveResource(Apigatewayv2Integration, { integration_uri: listener.arn });
    expect(stack).toHaveResource(VpcSecurityGroupIngressRule, { from_port: 8443, to_port: 8443 });
  });

  test('defaults: answers to everything below /api, for everybody', () => {
    const stack = stackWith(ON);
    expect(stack).toHaveResource(Apigatewayv2Route, { route_key: 'ANY /api/{proxy+}', authorization_type: 'NONE' });
    expect(stack).toReference(Apigatewayv2Route, 'target', Apigatewayv2Integration);
    expect(stack).toHaveResourceCount(Apigatewayv2Authorizer, 0);
  });

  test('asks for a token on every route where an issuer is named', () => {
    const routes = { Orders: 'GET /api/orders', Stock: 'POST /api/stock' };
    const stack = stackWith({ ...ON, jwt: JWT }, { routes });
    expect(stack).toHaveResource(Apigatewayv2Authorizer, {
      authorizer_type: 'JWT',
      identity_sources: ['$request.header.Authorization'],
      jwt_configuration: { issuer: JWT.issuer, audience: JWT.audiences },
    });
    expect(resourcesOf(stack, Apigatewayv2Route).map((route) => [route.route_key, route.authorization_type])).toEqual([
      ['GET /api/orders', 'JWT'],
      ['POST /api/stock', 'JWT'],
    ]);
    expect(stack).toReference(Apigatewayv2Route, 'authorizer_id', Apigatewayv2Authorizer);
  });

  test('admits Cloudflare alone, by its client certificate', () => {
    const stack = stackWith(ON);
    expect(stack).toHaveResource(Apigatewayv2DomainName, {
      domain_name: 'api.smile.example',
      domain_name_configuration: { endpoint_type: 'REGIONAL', security_policy: 'TLS_1_2' },
      mutual_tls_authentication: {
        truststore_uri: 's3://smile-uat-edge-trust/origin-pull-ca.pem',
        truststore_version: 'v1',
      },
    });
    expect(stack).toHaveResource(AuthenticatedOriginPulls, { hostname: 'api.smile.example' });
    expect(stack).toReference(Apigatewayv2ApiMapping, 'domain_name', Apigatewayv2DomainName);
    expect(stack).toReference(Apigatewayv2ApiMapping, 'stage', Apigatewayv2Stage);
  });

  test('is reached from its public name over the origin zone', () => {
    const stack = stackWith(ON);
    expect(stack).toHaveResource(DnsRecord, {
      name: 'api.smile.example',
      content: 'api.origin.uat.smile.example',
      proxied: true,
    });
    expect(stack).toHaveResource(Route53Record, { name: 'api.origin.uat.smile.example', type: 'A' });
    expect(stack).toReference(Route53Record, 'alias', Apigatewayv2DomainName);
  });
});

describe('refuses', () => {
  test.each<[Partial<ApiGatewayProps>, string]>([
    [{ routes: {} }, 'routes is empty; name what the API answers to'],
    [
      { routes: { orders: 'GET /orders' } },
      'routes: "orders" is part of a Terraform address; use a word in PascalCase',
    ],
    [
      { routes: { Orders: '/orders' } },
      'routes.Orders: expected a method and a path, got "/orders"; write GET /api/{proxy+}',
    ],
    [
      { clientTrust: { uri: 'https://bucket/ca.pem' } },
      'clientTrust.uri: expected the address of an object in S3, got "https://bucket/ca.pem"; write s3://bucket/key',
    ],
  ])('%j', (props, problem) => {
    expect(() => stackWith(ON, props)).toFailWith(`indonesia-staging-edge/ApiGateway/Api: ${problem}`);
  });
});
