import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { AuthorizationPolicy } from '@kubernetes-models/istio/security.istio.io/v1/AuthorizationPolicy';
import { PeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1/PeerAuthentication';
import { Telemetry } from '@kubernetes-models/istio/telemetry.istio.io/v1/Telemetry';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeAddon, platformStackFor } from '../../fixtures.ts';
import { consoleSignIn, serviceHost } from '../../mesh/mesh-names.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';
import { orderAddons } from '../addon-order.ts';
import { certManager } from '../cert-manager/cert-manager.ts';
import { clusterCa } from '../cert-manager/cluster-ca.ts';
import { istioBase } from '../istio-base/istio-base.ts';
import { istioCni } from '../istio-cni/istio-cni.ts';
import { prometheusKinds } from '../prometheus-kinds/prometheus-kinds.ts';
import { istiod } from './istiod.ts';
import { meshAuthority } from './mesh-authority.ts';

function made(of: (context: PlatformContext) => Addon) {
  const { stack, addon } = madeAddon(of);
  return {
    stack,
    values: JSON.parse(JSON.stringify(addon.release?.values ?? {})),
    objects: addon.objects?.objects ?? [],
  };
}

describe('the mesh (K8S-ISTIO)', () => {
  const { objects, values, stack } = made(istiod);
  const ofKind = (kind: string) => objects.filter((one) => one.kind === kind);

  // https://istio.io/latest/docs/reference/config/security/peer_authentication/: the root namespace, without a selector
  test('takes calls with certificates alone, in every namespace', () => {
    expect(ofKind('PeerAuthentication')).toMatchObject([
      { metadata: { namespace: 'istio-system' }, spec: { mtls: { mode: 'STRICT' } } },
    ]);
    expect(JSON.stringify(ofKind('PeerAuthentication'))).not.toContain('selector');
  });

  // https://istio.io/latest/docs/reference/config/security/authorization-policy/: an ALLOW policy that matches nothing denies all
  test('allows nothing that no policy allows', () => {
    expect(ofKind('AuthorizationPolicy')).toMatchObject([{ metadata: { namespace: 'istio-system' } }]);
    expect(ofKind('AuthorizationPolicy')[0]).toHaveProperty('spec', {});
  });

  test('traces the share of requests that the environment says, and logs each as JSON', () => {
    expect(ofKind('Telemetry')).toMatchObject([
      {
        metadata: { namespace: 'istio-system' },
        spec: {
          tracing: [{ providers: [{ name: 'telemetry-gateway' }], randomSamplingPercentage: 5 }],
          accessLogging: [{ providers: [{ name: 'envoy' }] }],
        },
      },
    ]);
    expect(values.meshConfig).toMatchObject({ accessLogFile: '/dev/stdout', accessLogEncoding: 'JSON' });
  });

  // https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ExtensionProvider
  test('sends spans to the telemetry gateway, and asks oauth2-proxy, which nobody passes while it is silent', () => {
    expect(values.meshConfig.extensionProviders).toMatchObject([
      {
        name: 'telemetry-gateway',
        opentelemetry: { service: 'otel-gateway.monitoring.svc.cluster.local', port: 4317 },
      },
      {
        name: 'console-sign-in',
        envoyExtAuthzHttp: { service: 'oauth2-proxy.auth.svc.cluster.local', port: 4180, failOpen: false },
      },
    ]);
  });

  test('the data cluster has no namespace auth: its oauth2-proxy stands beside the gateways', () => {
    expect(serviceHost(consoleSignIn('data'))).toBe('oauth2-proxy.istio-ingress.svc.cluster.local');
  });

  // https://istio.io/latest/docs/tasks/security/cert-management/plugin-ca-cert/: without `cacerts` istiod makes a root of its own
  test('starts only once its authority is there, which the authority of the cluster signs', () => {
    const [volume] = values.volumes;
    expect(volume.secret).toEqual({ secretName: 'cacerts', items: [{ key: 'ca.crt', path: 'ca.crt' }] });
    expect(made(meshAuthority).objects).toMatchObject([
      {
        kind: 'Certificate',
        metadata: { namespace: 'istio-system' },
        spec: { isCA: true, secretName: 'cacerts', issuerRef: { name: 'cluster-ca', kind: 'ClusterIssuer' } },
      },
    ]);
  });

  // https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio
  test.each([
    ['istiod-from-control-plane', '15017'],
    ['istiod-from-smile-proxies', '15012'],
    ['istiod-from-istio-ingress-proxies', '15012'],
    ['istiod-from-prometheus', '15014'],
    ['otel-gateway-from-wms-proxies', '4317'],
  ])('%s is open at %s', (name, port) => {
    expect(stack).toHaveResource(NetworkPolicyV1, { metadata: { name }, spec: { ingress: [{ ports: [{ port }] }] } });
  });

  test('nobody without a proxy reaches istiod', () => {
    expect(stack).not.toHaveResource(NetworkPolicyV1, { metadata: { name: 'istiod-from-external-secrets-proxies' } });
  });

  // kubernetes-models, from the CRDs of Istio 1.29
  test('writes objects that their kinds take', () => {
    const checks = { PeerAuthentication, AuthorizationPolicy, Telemetry };
    expect(objects.map(({ kind }) => kind)).toEqual(Object.keys(checks));
    for (const object of objects) {
      const Model = checks[object.kind as keyof typeof checks];
      expect(() => new Model(object as never).validate()).not.toThrow();
    }
  });
});

test('the mesh comes after its kinds, its network and its authority', () => {
  let waves: readonly (readonly string[])[] = [];
  platformStackFor((_, context) => {
    const addons = [istiod, meshAuthority, istioCni, istioBase, clusterCa, certManager, prometheusKinds];
    waves = orderAddons(addons.map((one) => one(context))).waves.map((wave) => wave.map(({ id }) => id));
  });
  expect(waves).toEqual([
    ['IstioBase', 'PrometheusKinds'],
    ['IstioCni', 'CertManager'],
    ['ClusterCa'],
    ['MeshAuthority'],
    ['Istiod'],
  ]);
});
