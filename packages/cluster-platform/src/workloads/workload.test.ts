import { Release } from '@cdktf/provider-helm/lib/release';
import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import type { ServiceValues } from '@smile/core';
import '@smile/testing/matchers';
import { resourcesOf } from '@smile/testing';
import { describe, expect, test } from 'vitest';
import { ClusterLoad } from '../capacity/cluster-load.ts';
import { platformStackFor, TEST_PLACE } from '../fixtures.ts';
import { Workloads, type WorkloadsProps } from './workloads.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const VALUES: ServiceValues = {
  image: `1.4.2@${DIGEST}`,
  port: 8080,
  health: { ready: '/health/ready', live: '/health/live' },
  copies: { least: 2, most: 6 },
  cpu: '500m',
  memory: '1Gi',
};

const load = new ClusterLoad([], 'the loss of a zone');
const stackWith = (services: WorkloadsProps['services']) =>
  platformStackFor(
    (stack, context) => {
      new Workloads(stack, 'Workloads', {
        services,
        repositoryUrl: (name) => `registry.example/smile-uat-${name}`,
        context,
        load,
      });
    },
    {
      layer: 'workloads',
      placeOf: (component) => ({
        ...TEST_PLACE,
        labels: { 'smile/role': component },
        taint: component === 'wms' ? { key: 'smile/role', value: 'wms' } : undefined,
      }),
    },
  );

describe('a service', () => {
  const stack = stackWith({ 'backend-core': VALUES });

  test('runs the image that was reviewed, from the repository of the environment', () => {
    expect(stack).toHaveResource(DeploymentV1, {
      metadata: { name: 'backend-core', namespace: 'smile' },
      spec: {
        template: { spec: { container: [{ image: `registry.example/smile-uat-backend-core:1.4.2@${DIGEST}` }] } },
      },
    });
  });

  // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
  test('fits the restricted level of the Pod Security Standards', () => {
    expect(stack).toHaveResource(DeploymentV1, {
      spec: {
        template: {
          spec: {
            automount_service_account_token: false,
            security_context: { run_as_non_root: true, seccomp_profile: { type: 'RuntimeDefault' } },
            container: [
              {
                security_context: {
                  run_as_non_root: true,
                  allow_privilege_escalation: false,
                  read_only_root_filesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
              },
            ],
          },
        },
      },
    });
  });

  test('asks for what its values say, and may use more CPU but no more memory', () => {
    expect(stack).toHaveResource(DeploymentV1, {
      spec: {
        template: {
          spec: { container: [{ resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } } }] },
        },
      },
    });
  });

  test('is restarted one by one, once it says that it is ready, and has two minutes to start', () => {
    expect(stack).toHaveResource(DeploymentV1, {
      spec: {
        strategy: { type: 'RollingUpdate', rolling_update: { max_unavailable: '0', max_surge: '1' } },
        template: {
          spec: {
            container: [
              {
                startup_probe: { http_get: { path: '/health/live' }, period_seconds: 5, failure_threshold: 24 },
                readiness_probe: { http_get: { path: '/health/ready' } },
                liveness_probe: { http_get: { path: '/health/live' } },
              },
            ],
          },
        },
      },
    });
  });

  test('is spread over zones and nodes', () => {
    expect(stack).toHaveResource(DeploymentV1, {
      spec: {
        template: {
          spec: {
            node_selector: { 'smile/role': 'smile' },
            priority_class_name: 'services',
            topology_spread_constraint: [
              { topology_key: 'topology.kubernetes.io/zone', max_skew: 1 },
              { topology_key: 'kubernetes.io/hostname', max_skew: 1 },
            ],
          },
        },
      },
    });
  });

  test('has an account of its own, without a token for the API of Kubernetes', () => {
    expect(stack).toHaveResource(ServiceAccountV1, {
      metadata: { name: 'backend-core', namespace: 'smile' },
      automount_service_account_token: false,
    });
    expect(stack).toReference(DeploymentV1, 'spec', ServiceAccountV1);
  });

  test('answers on the port of its container, whose protocol the mesh reads in the name', () => {
    // https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/#explicit-protocol-selection
    expect(stack).toHaveResource(ServiceV1, {
      metadata: { name: 'backend-core', namespace: 'smile' },
      spec: { type: 'ClusterIP', port: [{ name: 'http', port: 8080, target_port: '8080', app_protocol: 'http' }] },
    });
  });

  test('has as many pods as the CPU asks for, so that Terraform names no number', () => {
    expect(stack).toHaveResource(HorizontalPodAutoscalerV2, {
      spec: {
        min_replicas: 2,
        max_replicas: 6,
        metric: [{ resource: { name: 'cpu', target: { type: 'Utilization', average_utilization: 70 } } }],
      },
    });
    const [deployment] = resourcesOf(stack, DeploymentV1);
    expect(JSON.stringify(deployment)).not.toContain('"replicas"');
  });

  test('keeps all but one pod while nodes are renewed', () => {
    expect(stack).toHaveResource(PodDisruptionBudgetV1, { spec: { max_unavailable: '1' } });
  });
});

test('a single copy is not scaled, and blocks no renewal of nodes', () => {
  const stack = stackWith({ 'backend-core': { ...VALUES, copies: { least: 1, most: 1 } } });
  expect(stack).toHaveResource(DeploymentV1, { spec: { replicas: '1' } });
  expect(stack).toHaveResourceCount(HorizontalPodAutoscalerV2, 0);
  expect(stack).toHaveResourceCount(PodDisruptionBudgetV1, 0);
});

test("WMS's services run on WMS's nodes", () => {
  expect(stackWith({ 'wms-bff': VALUES })).toHaveResource(DeploymentV1, {
    metadata: { name: 'wms-bff', namespace: 'wms' },
    spec: {
      template: {
        spec: {
          node_selector: { 'smile/role': 'wms' },
          toleration: [{ key: 'smile/role', operator: 'Equal', value: 'wms', effect: 'NoSchedule' }],
        },
      },
    },
  });
});

test('of a service without values nothing is made', () => {
  expect(stackWith({ 'backend-core': VALUES })).toHaveResourceCount(DeploymentV1, 1);
  expect(stackWith({})).toHaveResourceCount(DeploymentV1, 0);
});

test('a service that nobody knows is refused', () => {
  expect(() => stackWith({ 'wms-bfff': VALUES })).toFailWith(
    'indonesia-staging-workloads/Workloads: platform.services.wms-bfff: there is no such service, expected some of backend-core, backend-main, backend-platform, backend-auth, backend-sync, backend-warehouse, frontend-web, wms-backend, wms-frontend, wms-mobile, wms-bff; did you mean wms-bff?',
  );
});

describe('whom a service may reach', () => {
  const calls = {
    'backend-core': VALUES,
    'backend-main': { ...VALUES, calls: ['backend-core'] },
    'frontend-web': VALUES,
  };
  const stack = stackWith(calls);

  test('the data stores whose credentials it holds, and no others', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'backend-core-to-data-stores', namespace: 'smile' },
      spec: { egress: [{ ports: [{ port: '3306' }, { port: '6379' }, { port: '5671' }] }] },
    });
    expect(stack).not.toHaveResource(NetworkPolicyV1, { metadata: { name: 'frontend-web-to-data-stores' } });
  });

  test('the services that it calls, by its account in the mesh', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, { metadata: { name: 'backend-core-from-backend-main' } });
    const [release] = resourcesOf(stack, Release);
    expect(JSON.stringify(release)).toContain('cluster.local/ns/smile/sa/backend-main');
  });

  test('reads its secrets from what External Secrets made for it', () => {
    const deployments = resourcesOf(stack, DeploymentV1);
    const core = deployments.find((one) => JSON.stringify(one).includes('"name":"backend-core"'));
    expect(JSON.stringify(core)).toMatch(/"secret_ref":\{"name":"[a-z-]+"\}/);
  });

  test('a service that is not deployed, or itself, is refused', () => {
    expect(() => stackWith({ 'backend-core': { ...VALUES, calls: ['backend-core', 'backend-sync'] } })).toFailWith(
      [
        'indonesia-staging-workloads/Workloads: 2 problems',
        '  - platform.services.backend-core.calls: backend-core is the service itself; name one of the services that are, of which there is none',
        '  - platform.services.backend-core.calls: backend-sync is not deployed here; name one of the services that are, of which there is none',
      ].join('\n'),
    );
  });
});
