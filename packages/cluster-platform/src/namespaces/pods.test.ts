import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { platformStackFor } from '../fixtures.ts';
import type { PlatformContext } from '../platform-context.ts';
import { Pods } from './pods.ts';

const loki = ({ owner }: PlatformContext) =>
  new Pods({ owner, namespace: 'monitoring', name: 'loki', labels: { app: 'loki' }, ports: [3100] });
const gateway = ({ owner }: PlatformContext) =>
  new Pods({ owner, namespace: 'telemetry', name: 'otel-gateway', labels: { app: 'otel-gateway' } });

describe('an allowance between pods', () => {
  const stack = platformStackFor((_, context) => loki(context).allowFrom(gateway(context), 'The gateway sends logs'));

  test('opens the end that is called, to those pods of that namespace alone', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: {
        name: 'loki-from-otel-gateway',
        namespace: 'monitoring',
        annotations: { 'smile/reason': 'The gateway sends logs' },
      },
      spec: {
        pod_selector: { match_labels: { app: 'loki' } },
        policy_types: ['Ingress'],
        ingress: [
          {
            from: [
              {
                // Both in one element: pods with the label and in the namespace.
                // https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
                namespace_selector: { match_labels: { 'kubernetes.io/metadata.name': 'telemetry' } },
                pod_selector: { match_labels: { app: 'otel-gateway' } },
              },
            ],
            ports: [{ port: '3100', protocol: 'TCP' }],
          },
        ],
      },
    });
  });

  test('opens the end that calls', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'otel-gateway-to-loki', namespace: 'telemetry' },
      spec: {
        pod_selector: { match_labels: { app: 'otel-gateway' } },
        policy_types: ['Egress'],
        egress: [{ ports: [{ port: '3100', protocol: 'TCP' }] }],
      },
    });
  });
});

test('addresses outside the cluster are blocks, of which parts may stay closed', () => {
  const stack = platformStackFor((_, context) => {
    loki(context).allowToBlocks(context.outsideVpc, 'Loki keeps its logs in S3', [443]);
    loki(context).allowFromBlocks(context.controlPlane, 'The API server asks', [9095]);
  });
  expect(stack).toHaveResource(NetworkPolicyV1, {
    metadata: { name: 'loki-to-outside-vpc' },
    spec: { egress: [{ to: [{ ip_block: { cidr: '0.0.0.0/0', except: ['10.1.0.0/16'] } }] }] },
  });
  expect(stack).toHaveResource(NetworkPolicyV1, {
    metadata: { name: 'loki-from-control-plane' },
    spec: { policy_types: ['Ingress'], ingress: [{ ports: [{ port: '9095', protocol: 'TCP' }] }] },
  });
});

test('an allowance without a reason or a port is refused', () => {
  expect(() => platformStackFor((_, context) => gateway(context).allowFrom(loki(context), ' '))).toFailWith(
    [
      'indonesia-staging-app-platform/Network: 2 problems',
      '  - an allowance needs a reason of 1 to 200 characters, got " "; say who needs it for what',
      '  - the allowance " " of otel-gateway names no port and there is no default; pass container ports',
    ].join('\n'),
  );
});
