import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { testEnvironment } from '@smile/core/fixtures';
import { PrivateZone, SecurityGroup } from '@smile/network';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { TEST_TOPIC } from '../fixtures.ts';
import { balancedStackFor } from '../load-balancers/fixtures.ts';
import { TelemetryLoadBalancer, type TelemetryLoadBalancerProps } from './telemetry-load-balancer.ts';

const stackWith = (props: Partial<TelemetryLoadBalancerProps> = {}) =>
  balancedStackFor(
    (stack, { vpc }) => {
      const nodes = (name: string) => new SecurityGroup(stack, name, { vpc, description: name });
      new TelemetryLoadBalancer(stack, 'Telemetry', {
        vpc,
        zone: new PrivateZone(stack, 'PrivateZone', { vpc, domain: 'uat.smile.internal' }),
        senders: nodes('Senders'),
        receivers: nodes('Receivers'),
        alarmTopic: TEST_TOPIC,
        ...props,
      });
    },
    testEnvironment({ allowDataLoss: true }),
  );

const stack = stackWith();

describe('the load balancer of telemetry', () => {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-load-balancer-attributes.html
  test('is inside the VPC in every zone, protected, and serves each from all of its targets', () => {
    expect(stack).toHaveResource(Lb, {
      load_balancer_type: 'network',
      internal: true,
      enable_deletion_protection: true,
      enable_cross_zone_load_balancing: true,
      enable_zonal_shift: true,
    });
    const [balancer] = resourcesOf(stack, Lb);
    expect(JSON.stringify(balancer?.subnets)).toMatch(/Intra-apse3-az1.*Intra-apse3-az2/);
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-listener.html: TCP leaves TLS to the targets.
  test('passes TLS through to the port of the gateway that asks for certificates', () => {
    expect(stack).toHaveResource(LbListener, { protocol: 'TCP', port: 4317 });
    expect(stack).toHaveResource(LbTargetGroup, {
      protocol: 'TCP',
      port: 4319,
      target_type: 'ip',
      preserve_client_ip: 'false',
      health_check: { protocol: 'HTTP', port: '13133', path: '/', matcher: '200' },
      lifecycle: { prevent_destroy: true },
    });
  });

  test('has a name in the zone inside the VPC', () => {
    expect(stack).toHaveResource(Route53Record, { name: 'telemetry.uat.smile.internal', type: 'A' });
  });

  test('takes connections of senders, and reaches receivers on two ports', () => {
    const rules = resourcesOf(stack, VpcSecurityGroupIngressRule);
    expect(rules.map(({ description, from_port, to_port }) => `${from_port}-${to_port} ${description}`).sort()).toEqual(
      [
        '13133-13133 Health checks of telemetry',
        '4317-4317 The data cluster sends telemetry',
        '4319-4319 Telemetry of the data cluster',
      ],
    );
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
  test('rings when a target is ill, and when none is well', () => {
    const alarms = resourcesOf(stack, CloudwatchMetricAlarm);
    expect(alarms.map(({ namespace, metric_name, statistic }) => [namespace, metric_name, statistic])).toEqual([
      ['AWS/NetworkELB', 'HealthyHostCount', 'Minimum'],
      ['AWS/NetworkELB', 'UnHealthyHostCount', 'Maximum'],
    ]);
  });

  test('may be deleted with both keys', () => {
    const deletable = stackWith({ deletion: { allowedBecause: 'a trial' } });
    expect(deletable).toHaveResource(Lb, { enable_deletion_protection: false });
    expect(deletable).toHaveResource(LbTargetGroup, { lifecycle: { prevent_destroy: false } });
  });
});
