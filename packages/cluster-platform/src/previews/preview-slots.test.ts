import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { ExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import { Password } from '@kubernetes-models/external-secrets/generators.external-secrets.io/v1alpha1/Password';
import { PREVIEW_SLOTS, type PreviewValues } from '@smile/core';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeAddon, TEST_PLATFORM } from '../fixtures.ts';
import { previewSlots } from './preview-slots.ts';

const VALUES: PreviewValues = { slot: { cpu: '4', memory: '8Gi', pods: 20 }, lasts: '7 days', longest: '30 days' };
const service = {
  image: `1@sha256:${'0'.repeat(64)}`,
  port: 8080,
  health: { ready: '/r', live: '/l' },
  copies: { least: 1, most: 1 },
  cpu: '1',
  memory: '1Gi',
};
const { addon, stack, objects } = madeAddon((context) => previewSlots(context, VALUES), {
  values: { ...TEST_PLATFORM, services: { 'backend-core': service } },
});
const policies = resourcesOf(stack, NetworkPolicyV1) as unknown as readonly {
  metadata: { name: string; namespace: string };
  spec: { policy_types: string[]; egress?: object[]; ingress?: object[] };
}[];

describe('five slots', () => {
  test('are counted when they are full: their whole quota, and nothing while they are empty', () => {
    const pods = addon.pods ?? [];
    expect(pods.map(({ on, copies }) => [on, copies])).toEqual(PREVIEW_SLOTS.map(() => ['previews', 0]));
    for (const { mostCopies = 0, cpu = '', memory = '' } of pods) {
      expect(mostCopies * Number.parseInt(cpu, 10)).toBeGreaterThanOrEqual(4000);
      expect(mostCopies * Number.parseInt(memory, 10)).toBeGreaterThanOrEqual(8 * 1024);
    }
  });

  test('each reaches itself, istiod and Keycloak, and nothing else', () => {
    for (const slot of PREVIEW_SLOTS) {
      const out = policies.filter(({ metadata, spec }) => metadata.namespace === slot && spec.egress !== undefined);
      const peers = out.flatMap(({ spec }) => [...JSON.stringify(spec.egress).matchAll(/metadata\.name":"([^"]+)"/g)]);
      expect(new Set(peers.map(([, name]) => name))).toEqual(new Set([slot, 'istio-system', 'auth']));
      expect(JSON.stringify(out)).not.toContain('ip_block');
    }
  });

  test('each is called by itself and by the gateway of visitors, as the network and as the mesh see it', () => {
    for (const slot of PREVIEW_SLOTS) {
      const into = policies.filter(({ metadata, spec }) => metadata.namespace === slot && spec.ingress !== undefined);
      const peers = into.flatMap(({ spec }) => [
        ...JSON.stringify(spec.ingress).matchAll(/metadata\.name":"([^"]+)"/g),
      ]);
      expect(new Set(peers.map(([, name]) => name))).toEqual(new Set([slot, 'istio-ingress']));
      const mesh = objects.find(({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.namespace === slot);
      expect(mesh?.spec.rules).toEqual([
        {
          from: [
            {
              source: {
                principals: [`cluster.local/ns/${slot}/sa/preview`, 'cluster.local/ns/istio-ingress/sa/gateway-web'],
              },
            },
          ],
        },
      ]);
    }
  });

  test('see nothing of Keycloak but the realm of previews', () => {
    const calls = objects.filter(
      ({ kind, metadata }) => kind === 'AuthorizationPolicy' && metadata.namespace === 'auth',
    );
    expect(calls).toHaveLength(5);
    for (const { spec } of calls) {
      expect(spec.rules[0]?.to).toEqual([{ operation: { ports: ['8080'], paths: ['/realms/preview/*'] } }]);
    }
  });

  test('make up their passwords, and read nothing from Secrets Manager', () => {
    const made = objects.filter(({ kind }) => kind === 'ExternalSecret');
    expect(made.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual(
      PREVIEW_SLOTS.flatMap((slot) => ['mysql', 'rabbitmq', 'redis'].map((name) => `${slot}/${name}`)),
    );
    for (const secret of made) {
      expect(JSON.stringify(secret)).not.toContain('secretStoreRef');
      expect(() => new ExternalSecret(secret as never).validate()).not.toThrow();
    }
    for (const password of objects.filter(({ kind }) => kind === 'Password')) {
      expect(() => new Password(password as never).validate()).not.toThrow();
    }
  });
});

describe('who brings previews up', () => {
  test('has an account of Kubernetes, and pods of slots have none that may do anything', () => {
    expect(stack).toHaveResourceCount(EksPodIdentityAssociation, 0);
    for (const account of resourcesOf(stack, ServiceAccountV1)) {
      expect(account).toMatchObject({ metadata: { name: 'preview' }, automount_service_account_token: false });
    }
  });

  // https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
  test('may not read Secrets, open a shell, or change what a slot is fenced by', () => {
    const roles = JSON.stringify(resourcesOf(stack, RoleV1));
    for (const word of [
      'secrets',
      'exec',
      'attach',
      'portforward',
      'networkpolicies',
      'roles',
      'serviceaccounts',
      'quota',
      '*',
    ]) {
      expect(roles).not.toContain(`"${word}`);
    }
  });
});
