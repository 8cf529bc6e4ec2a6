import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { LbTargetGroupAttachment } from '@cdktf/provider-aws/lib/lb-target-group-attachment';
import { NAME_LIMITS } from '@smile/core';
import { testEnvironment } from '@smile/core/fixtures';
import type { Vpc } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { balancedStackFor } from './fixtures.ts';
import { TargetGroup, type TargetGroupProps } from './target-group.ts';

/** All that a target group knows of a network. */
const VPC = { vpcId: 'vpc-0123' } as Vpc;

const stackWith = (props: Partial<TargetGroupProps> = {}) =>
  balancedStackFor((stack) => {
    const group = new TargetGroup(stack, 'Targets', { vpc: VPC, name: 'web', ...props });
    group.addHost(stack, 'Host', '10.1.0.7');
  });

const nameOf = (props: Partial<TargetGroupProps> = {}) => String(resourcesOf(stackWith(props), LbTargetGroup)[0]?.name);

test('defaults: the HTTPS port of pods, which Istio says are ready, with a minute to finish', () => {
  expect(stackWith()).toHaveResource(LbTargetGroup, {
    target_type: 'ip',
    port: 443,
    protocol: 'HTTPS',
    protocol_version: 'HTTP1',
    deregistration_delay: '60',
    load_balancing_algorithm_type: 'least_outstanding_requests',
    load_balancing_cross_zone_enabled: 'true',
    health_check: {
      enabled: true,
      protocol: 'HTTP',
      port: '15021',
      path: '/healthz/ready',
      matcher: '200',
      interval: 10,
      timeout: 5,
      healthy_threshold: 2,
      unhealthy_threshold: 2,
    },
  });
});

test('takes another port, protocol, health check and time to drain', () => {
  const props = {
    port: 8080,
    protocol: 'HTTP',
    health: { protocol: 'HTTP', port: 8081, path: '/-/health' },
    drainFor: '300 seconds',
  } as const;
  expect(stackWith(props)).toHaveResource(LbTargetGroup, {
    port: 8080,
    protocol: 'HTTP',
    deregistration_delay: '300',
    health_check: { port: '8081', path: '/-/health' },
  });
});

describe('its name', () => {
  test('differs with everything that AWS cannot change, so that a second group can stand beside the first (P26)', () => {
    expect(nameOf()).toMatch(/^smile-uat-web-[0-9a-f]{6}$/);
    expect(nameOf({ port: 8443 })).not.toBe(nameOf());
    expect(nameOf({ protocol: 'HTTP' })).not.toBe(nameOf());
    expect(nameOf({ drainFor: '10 seconds' })).toBe(nameOf());
  });

  test('fits into 32 characters (P25)', () => {
    expect(nameOf({ name: 'a-name-of-some-service-that-is-long' }).length).toBeLessThanOrEqual(
      NAME_LIMITS.targetGroup.max,
    );
  });
});

describe('its life', () => {
  test('Terraform refuses to replace it: the new one would be empty until a later stack is applied', () => {
    expect(stackWith()).toHaveResource(LbTargetGroup, { lifecycle: { prevent_destroy: true } });
  });

  test('it may go for a reason, where the environment allows it', () => {
    const environment = testEnvironment({ allowDataLoss: true });
    const deletion = { allowedBecause: 'the second group has taken over' };
    const removable = balancedStackFor((stack) => {
      new TargetGroup(stack, 'Targets', { vpc: VPC, name: 'web', deletion });
    }, environment);
    expect(removable).toHaveResource(LbTargetGroup, {
      tags: { 'deletion-allowed-because': 'the second group has taken over' },
      lifecycle: { prevent_destroy: false },
    });
  });
});

test('takes hosts by address', () => {
  expect(stackWith()).toHaveResource(LbTargetGroupAttachment, { target_id: '10.1.0.7', port: 443 });
  expect(stackWith()).toReference(LbTargetGroupAttachment, 'target_group_arn', LbTargetGroup);
});

test('refuses what AWS would refuse, all at once', () => {
  const props = {
    port: 0,
    health: { protocol: 'HTTP', port: 70_000, path: 'ready' },
    drainFor: '4000 seconds',
  } as const;
  expect(() => stackWith(props)).toFailWith(
    [
      'indonesia-staging-edge/Targets: 4 problems',
      '  - expected a port from 1 to 65535, got 0; give the port that the targets listen on',
      '  - expected a port from 1 to 65535, got 70000; give the port that the targets listen on',
      '  - health.path: expected a path, got "ready"; begin with /, as in /healthz/ready',
      "  - drainFor: expected at most 3600 seconds, got '4000 seconds'; give the time of the longest request",
    ].join('\n'),
  );
});
