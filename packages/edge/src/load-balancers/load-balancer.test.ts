import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbListenerRule } from '@cdktf/provider-aws/lib/lb-listener-rule';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { LbTrustStore } from '@cdktf/provider-aws/lib/lb-trust-store';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { EstateStack } from '@smile/core';
import { estateStackFor, testApp, testEnvironment } from '@smile/core/fixtures';
import { SecurityGroup, Vpc } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { logsBucketIn } from '../fixtures.ts';
import { quotaProblems } from './admission.ts';
import { CloudflarePrefixLists } from './cloudflare-prefix-lists.ts';
import { AUTHORITY, balancedStackFor } from './fixtures.ts';
import { LoadBalancer, type LoadBalancerProps } from './load-balancer.ts';
import { OperatorPrefixList } from './operator-prefix-list.ts';
import { OriginPullTrust } from './origin-pull-trust.ts';
import { TargetGroup } from './target-group.ts';

const cloudflare = (stack: EstateStack) => ({
  of: 'cloudflare' as const,
  from: new CloudflarePrefixLists(stack, 'Cloudflare').lists,
  trust: new OriginPullTrust(stack, 'Trust', { authorities: AUTHORITY }),
});

const operators = (stack: EstateStack) => ({
  of: 'operators' as const,
  from: new OperatorPrefixList(stack, 'Operators', { cidrs: ['203.0.113.0/24'] }).lists,
});

interface Options {
  readonly props?: Partial<LoadBalancerProps>;
  readonly admits?: 'cloudflare' | 'operators';
  readonly hosts?: readonly string[];
  readonly allowDataLoss?: boolean;
}

const stackWith = ({ props, admits, hosts = ['app.smile.example'], allowDataLoss = false }: Options = {}) =>
  balancedStackFor((stack, surroundings) => {
    const { vpc, logs, certificateArn } = surroundings;
    const admission = admits === 'operators' ? operators(stack) : cloudflare(stack);
    const basic = { vpc, logs, certificateArn, name: 'web', admits: admission };
    const loadBalancer = new LoadBalancer(stack, 'Web', { ...basic, ...props });
    loadBalancer.serve(new TargetGroup(stack, 'Targets', { vpc, name: 'web' }), hosts);
  }, testEnvironment({ allowDataLoss }));

const stack = stackWith();
const restricted = stackWith({ admits: 'operators' });

describe('a load balancer (APP-ALB)', () => {
  test('defaults: on the internet in every public subnet, IPv4, hardened, protected, silent for a minute at most', () => {
    expect(stack).toHaveResource(Lb, {
      name: 'smile-uat-web',
      load_balancer_type: 'application',
      internal: false,
      ip_address_type: 'ipv4',
      drop_invalid_header_fields: true,
      desync_mitigation_mode: 'defensive',
      preserve_host_header: true,
      xff_header_processing_mode: 'append',
      enable_deletion_protection: true,
      enable_waf_fail_open: false,
      enable_zonal_shift: true,
      // Above the 900 s for which Cloudflare reuses a connection: developers.cloudflare.com/fundamentals/reference/connection-limits
      idle_timeout: 910,
    });
    const [body] = resourcesOf(stack, Lb);
    expect(body?.subnets).toEqual([
      expect.stringContaining('Public-apse3-az1'),
      expect.stringContaining('Public-apse3-az2'),
    ]);
  });

  test('writes down requests and connections below its own name (P32)', () => {
    const delivery = { prefix: 'smile-uat-web', enabled: true };
    expect(stack).toHaveResource(Lb, { access_logs: delivery, connection_logs: delivery });
    expect(stack).toReference(Lb, 'access_logs.bucket', S3Bucket);
    expect(stack).toReference(Lb, 'connection_logs.bucket', S3Bucket);
  });

  test('waits for the policy of the bucket, for it writes a test file when it is made', () => {
    const [body] = resourcesOf(stack, Lb);
    expect(body?.depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\./)]);
  });

  test('may be silent for longer', () => {
    expect(stackWith({ props: { idleTimeout: '300 seconds' } })).toHaveResource(Lb, { idle_timeout: 300 });
  });

  test('may be deleted only with both keys', () => {
    const deletion = { allowedBecause: 'trial of a day' };
    expect(() => stackWith({ props: { deletion } })).toFailWith(
      'indonesia-staging-edge/Web: deletion is allowed because "trial of a day", but indonesia/staging does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
    );
    expect(stackWith({ props: { deletion }, allowDataLoss: true })).toHaveResource(Lb, {
      enable_deletion_protection: false,
      tags: { 'deletion-allowed-because': 'trial of a day' },
    });
  });

  test('refuses a silence that AWS refuses', () => {
    expect(() => stackWith({ props: { idleTimeout: '5000 seconds' } })).toFailWith(
      "indonesia-staging-edge/Web: idleTimeout: expected 1 to 4000 seconds, got '5000 seconds'; leave it out for 910",
    );
  });
});

describe('its doors', () => {
  test('80 sends everybody to 443, for good', () => {
    expect(stack).toHaveResource(LbListener, {
      port: 80,
      protocol: 'HTTP',
      default_action: [{ type: 'redirect', redirect: { protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' } }],
    });
  });

  test('443 speaks TLS 1.2 and 1.3, tells browsers to stay on it, and knows nobody by default', () => {
    expect(stack).toHaveResource(LbListener, {
      port: 443,
      protocol: 'HTTPS',
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      certificate_arn: expect.stringContaining(':certificate/'),
      routing_http_response_strict_transport_security_header_value: 'max-age=31536000; includeSubDomains',
      routing_http_response_x_content_type_options_header_value: 'nosniff',
      routing_http_response_server_enabled: false,
      default_action: [{ type: 'fixed-response', fixed_response: { status_code: '404', content_type: 'text/plain' } }],
    });
  });

  test('443 asks Cloudflare for the certificate of our zone, and operators for none', () => {
    expect(stack).toHaveResource(LbListener, {
      port: 443,
      mutual_authentication: { mode: 'verify', ignore_client_certificate_expiry: false },
    });
    expect(stack).toReference(LbListener, 'mutual_authentication.trust_store_arn', LbTrustStore);
    expect(restricted).toHaveResource(LbListener, { port: 443, mutual_authentication: { mode: 'off' } });
    expect(restricted).toHaveResourceCount(LbTrustStore, 0);
  });

  test('sends our hosts to the targets', () => {
    expect(stackWith({ hosts: ['app.smile.example', 'api.smile.example'] })).toHaveResource(LbListenerRule, {
      priority: 100,
      condition: [{ host_header: { values: ['app.smile.example', 'api.smile.example'] } }],
    });
    expect(stack).toReference(LbListenerRule, 'action[0].target_group_arn', LbTargetGroup);
    expect(stack).toReference(LbListenerRule, 'listener_arn', LbListener);
  });

  // Five values for the conditions of a rule: ELB guide, "Quotas for your Application Load Balancers".
  test('sends more than five hosts by a second rule, and moves none of the first', () => {
    const hosts = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const rules = resourcesOf(stackWith({ hosts }), LbListenerRule).map(({ priority, condition }) => [
      priority,
      JSON.stringify(condition)
        .match(/"[a-g]"/g)
        ?.join(''),
    ]);
    expect(rules).toEqual([
      [100, '"a""b""c""d""e"'],
      [110, '"f""g"'],
    ]);
  });

  test.each([
    [[], 'expected at least one host, got none; without one every request is answered 404'],
    [['a.smile.example', 'a.smile.example'], 'a.smile.example is served twice; remove one'],
    [
      [...'abcdefghijk'],
      'a load balancer serves at most 10 hosts, got 11 (a, b, c, d, e, f, g, h, i, j, k); serve some from another load balancer',
    ],
  ])('refuses to serve %j', (hosts, message) => {
    expect(() => stackWith({ hosts })).toFailWith(`indonesia-staging-edge/Web/Listeners: ${message}`);
  });
});

describe('its inner door', () => {
  const inner = balancedStackFor((scope, { vpc, logs, certificateArn }) => {
    const props = { vpc, logs, certificateArn, name: 'web', admits: cloudflare(scope) };
    const loadBalancer = new LoadBalancer(scope, 'Web', props);
    const { port } = loadBalancer.openInside(new TargetGroup(scope, 'Targets', { vpc, name: 'web' }));
    const link = new SecurityGroup(scope, 'Link', { vpc, description: 'Link' });
    loadBalancer.connections.allowFrom(link, 'The API gateway calls applications', port);
  });

  test('asks for no client certificate and sends everything on (APP-APIGW)', () => {
    expect(inner).toHaveResource(LbListener, {
      port: 8443,
      protocol: 'HTTPS',
      ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      mutual_authentication: { mode: 'off' },
      default_action: [{ type: 'forward' }],
    });
  });

  test('is reached by whom it is opened to, and not from the internet', () => {
    const through = resourcesOf(inner, VpcSecurityGroupIngressRule).filter(({ from_port }) => from_port === 8443);
    expect(through.map(({ prefix_list_id, cidr_ipv4 }) => [prefix_list_id, cidr_ipv4])).toEqual([
      [undefined, undefined],
    ]);
    expect(resourcesOf(stack, LbListener).map(({ port }) => port)).toEqual([80, 443]);
  });
});

describe('lets in', () => {
  const into = (of: EstateStack) =>
    resourcesOf(of, VpcSecurityGroupIngressRule).map(({ description, from_port, cidr_ipv4, cidr_ipv6 }) => [
      description,
      from_port,
      cidr_ipv4 ?? cidr_ipv6,
    ]);

  test('Cloudflare, of both families, by prefix list and not by any block (TRF-EXT)', () => {
    expect(into(stack)).toEqual([
      ['Cloudflare to web', 443, undefined],
      ['Cloudflare to web, to be sent to 443', 80, undefined],
      ['Cloudflare to web', 443, undefined],
      ['Cloudflare to web, to be sent to 443', 80, undefined],
    ]);
    expect(stack).toReference(VpcSecurityGroupIngressRule, 'prefix_list_id', Ec2ManagedPrefixList);
  });

  test('operators, where consoles are', () => {
    expect(into(restricted)).toEqual([
      ['Operators to web', 443, undefined],
      ['Operators to web, to be sent to 443', 80, undefined],
    ]);
  });

  test('no more than a security group has rules for', () => {
    expect(quotaProblems([{ room: 20 }, { room: 10 }], 2)).toEqual([]);
    expect(quotaProblems([{ room: 21 }, { room: 10 }], 2)).toEqual([
      'prefix lists with room for 21 + 10 blocks on 2 ports make 62 rules, a security group has at most 60; lower the room, or ask AWS for a higher quota "Inbound or outbound rules per security group" in every account first',
    ]);
    const from = [{ prefixListId: 'pl-1', name: 'Wide', room: 31 }] as unknown as LoadBalancerProps['admits']['from'];
    expect(() => stackWith({ props: { admits: { of: 'operators', from } } })).toFailWith(
      'indonesia-staging-edge/Web: prefix lists with room for 31 blocks on 2 ports make 62 rules, a security group has at most 60; lower the room, or ask AWS for a higher quota "Inbound or outbound rules per security group" in every account first',
    );
  });
});

describe('reaches', () => {
  /** Nodes in the stack of clusters, which is deployed before the edge. */
  const app = testApp();
  const nodes: SecurityGroup[] = [];
  const clusters = estateStackFor(
    (scope) => {
      const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
      nodes.push(new SecurityGroup(scope, 'Nodes', { vpc, description: 'Nodes' }));
    },
    { app, layer: 'clusters' },
  );
  const edge = estateStackFor(
    (scope) => {
      const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
      const logs = logsBucketIn(scope);
      const loadBalancer = new LoadBalancer(scope, 'Web', {
        vpc,
        logs,
        name: 'web',
        certificateArn: 'arn',
        admits: operators(scope),
      });
      const group = new TargetGroup(scope, 'Targets', { vpc, name: 'web' });
      for (const targets of nodes) loadBalancer.reach({ connections: targets.connections }, group);
    },
    { app, layer: 'edge' },
  );

  test('the gateway on the port of requests and on that of its health, from the later stack', () => {
    const rules = (type: typeof VpcSecurityGroupIngressRule | typeof VpcSecurityGroupEgressRule) =>
      resourcesOf(edge, type)
        .filter(({ referenced_security_group_id: group }) => group !== undefined)
        .map(({ description, from_port, to_port }) => [description, from_port, to_port]);
    const both = [
      ['Health checks of web', 15021, 15021],
      ['Requests through web', 443, 443],
    ];
    expect(rules(VpcSecurityGroupIngressRule)).toEqual(both);
    expect(rules(VpcSecurityGroupEgressRule)).toEqual(both);
    expect(resourcesOf(clusters, VpcSecurityGroupIngressRule)).toEqual([]);
  });

  test('nothing else: its group starts closed', () => {
    expect(resourcesOf(stack, VpcSecurityGroupEgressRule)).toEqual([]);
  });
});
