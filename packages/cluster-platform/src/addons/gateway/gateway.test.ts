import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { Certificate } from '@kubernetes-models/cert-manager/cert-manager.io/v1/Certificate';
import { Gateway } from '@kubernetes-models/istio/networking.istio.io/v1/Gateway';
import { AuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeAddon } from '../../fixtures.ts';
import type { CustomResource } from '../../objects/custom-resource.ts';
import type { Entrance } from '../../routes/entrance.ts';
import { TEST_OPERATORS, TEST_WEB } from './fixtures.ts';
import { gateway } from './gateway.ts';

/** What the tests read of the values; keys are those of the chart's `values.yaml`. */
interface GatewayChartValues {
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly service: { readonly type: string; readonly ports: readonly object[] };
  readonly lifecycle: { readonly preStop: { readonly sleep: { readonly seconds: number } } };
  readonly terminationGracePeriodSeconds: number;
  readonly autoscaling: object;
  readonly podDisruptionBudget: object;
}

function proxyConfigOf({ podAnnotations }: GatewayChartValues) {
  return JSON.parse(podAnnotations['proxy.istio.io/config'] ?? '{}');
}

function made(entrance: Entrance) {
  const { stack, addon } = madeAddon((context) => gateway(context, entrance));
  const objects = addon.objects?.objects ?? [];
  const ofKind = (kind: CustomResource['kind']) => objects.filter((one) => one.kind === kind);
  const values: GatewayChartValues = JSON.parse(JSON.stringify(addon.release?.values ?? {}));
  return { stack, values, objects, ofKind };
}

const [group] = TEST_WEB.targetGroups;
const second = { ...group, targetGroupArn: `${group.targetGroupArn}-2`, port: 8443, drainSeconds: 120 };

describe('a gateway (K8S-ISTIO)', () => {
  const web = made(TEST_WEB);

  // https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/: the hops that are ours
  test('believes as many addresses in X-Forwarded-For as hops are ours', () => {
    const hops = (entrance: Entrance) => proxyConfigOf(made(entrance).values).gatewayTopology.numTrustedProxies;
    expect(hops(TEST_WEB)).toBe(2);
    expect(hops(TEST_OPERATORS)).toBe(1);
  });

  // https://docs.aws.amazon.com/eks/latest/best-practices/network-security.html: policies are enforced after translation
  test('answers at the port of the target group, and has no port on nodes', () => {
    expect(web.values.service).toEqual({
      type: 'ClusterIP',
      ports: [
        { name: 'status-15021', port: 15_021, targetPort: 15_021, protocol: 'TCP' },
        { name: 'https-443', port: 443, targetPort: 443, protocol: 'TCP' },
      ],
    });
  });

  // https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig-termination_drain_duration
  test('goes on for as long as the load balancer drains, and is gone before it is killed', () => {
    const { values } = made({ ...TEST_WEB, targetGroups: [group, second] });
    const { terminationDrainDuration } = proxyConfigOf(values);
    const leaves = values.lifecycle.preStop.sleep.seconds;
    expect(terminationDrainDuration).toBe('120s');
    expect(leaves).toBe(20);
    expect(values.terminationGracePeriodSeconds).toBeGreaterThan(leaves + 120);
  });

  test('moves between the numbers of pods of the environment, and one pod blocks no renewal of nodes', () => {
    expect(web.values.autoscaling).toMatchObject({ minReplicas: 3, maxReplicas: 10 });
    expect(web.values.podDisruptionBudget).toEqual({ maxUnavailable: 1 });
  });

  // https://github.com/istio/istio/issues/31421: a load balancer sends no name in TLS
  test('takes TLS for any name, with one certificate for the hosts of its load balancer', () => {
    expect(web.ofKind('Gateway')).toMatchObject([
      {
        spec: {
          selector: { app: 'gateway-web', istio: 'gateway-web' },
          servers: [
            {
              port: { number: 443, protocol: 'HTTPS' },
              hosts: ['*'],
              tls: { mode: 'SIMPLE', credentialName: 'gateway-web', minProtocolVersion: 'TLSV1_2' },
            },
          ],
        },
      },
    ]);
    expect(web.ofKind('Certificate')).toMatchObject([
      {
        metadata: { namespace: 'istio-ingress' },
        spec: {
          secretName: 'gateway-web',
          dnsNames: ['app.smile.example', 'auth.smile.example', 'api.smile.example'],
          issuerRef: { name: 'cluster-ca', kind: 'ClusterIssuer' },
        },
      },
    ]);
  });

  test('takes requests of the load balancer alone, for the hosts that it serves', () => {
    expect(web.ofKind('AuthorizationPolicy')).toMatchObject([
      {
        spec: {
          action: 'ALLOW',
          rules: [
            {
              from: [{ source: { ipBlocks: ['10.1.160.0/22', '10.1.164.0/22', '10.1.168.0/22'] } }],
              to: [{ operation: { ports: ['443'], hosts: expect.arrayContaining(['app.smile.example']) } }],
            },
          ],
        },
      },
    ]);
    expect(web.stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'gateway-web-from-load-balancers', namespace: 'istio-ingress' },
      spec: {
        ingress: [
          {
            from: ['10.1.160.0/22', '10.1.164.0/22', '10.1.168.0/22'].map((cidr) => ({ ip_block: { cidr } })),
            ports: [
              { port: '15021', protocol: 'TCP' },
              { port: '443', protocol: 'TCP' },
            ],
          },
        ],
      },
    });
  });

  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/spec/
  test('puts its pods into the target group, without rules of security groups', () => {
    expect(web.ofKind('TargetGroupBinding')).toMatchObject([
      {
        metadata: { name: 'gateway-web', namespace: 'istio-ingress' },
        spec: {
          targetGroupARN: group.targetGroupArn,
          targetType: 'ip',
          serviceRef: { name: 'gateway-web', port: 443 },
        },
      },
    ]);
    expect(JSON.stringify(web.objects)).not.toContain('networking"');
  });

  test('fills a second group beside the first, at its own port, while one takes over (docs/runbooks/replace-a-target-group.md)', () => {
    const { ofKind, values } = made({ ...TEST_WEB, targetGroups: [group, second] });
    expect(ofKind('TargetGroupBinding')).toMatchObject([
      { metadata: { name: 'gateway-web' }, spec: { serviceRef: { port: 443 } } },
      {
        metadata: { name: 'gateway-web-second' },
        spec: { targetGroupARN: second.targetGroupArn, serviceRef: { port: 8443 } },
      },
    ]);
    expect(values.service.ports).toContainEqual({ name: 'https-8443', port: 8443, targetPort: 8443, protocol: 'TCP' });
    expect(ofKind('Gateway')).toMatchObject([
      { spec: { servers: [{ port: { number: 443 } }, { port: { number: 8443 } }] } },
    ]);
  });

  // The types of the models, checked by their own schemas: kubernetes-models, from the CRDs of Istio and cert-manager.
  test('writes objects that their kinds take', () => {
    const checks = { Gateway, AuthorizationPolicy, Certificate };
    const checked = web.objects.filter(({ kind }) => kind in checks);
    expect(checked).toHaveLength(3);
    for (const object of checked) {
      const Model = checks[object.kind as keyof typeof checks];
      expect(() => new Model(object as never).validate()).not.toThrow();
    }
  });
});

// https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
test('a target group at a port of Istio itself is refused', () => {
  expect(() => made({ ...TEST_WEB, targetGroups: [{ ...group, port: 15_021 }] })).toFailWith(
    'indonesia-staging-app-platform/Network: target group of web: expected a port outside 15000 to 15100, got 15021; Istio listens there itself, so take 443 or 8443',
  );
});
