import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { platformStackFor } from '../fixtures.ts';
import type { AuthorizationPolicy } from '../objects/custom-resource.ts';
import { allowCalls } from './allow-calls.ts';
import { MeshedPods } from './meshed-pods.ts';

function allowed(reason: string, what: Parameters<typeof allowCalls>[3] = {}) {
  const policies: AuthorizationPolicy[] = [];
  const stack = platformStackFor((_, { owner }) => {
    const service = (name: string) =>
      new MeshedPods({ owner, namespace: 'smile', name, labels: { app: name }, ports: [8080], serviceAccount: name });
    policies.push(allowCalls(service('main'), service('core'), reason, what));
  });
  return { stack, policy: policies[0] };
}

// https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
test('lets a service call another by who it is, and by where it is, for a reason', () => {
  const { stack, policy } = allowed('main looks up materials', { paths: ['/materials/*'] });
  expect(policy).toEqual({
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: 'core-from-main',
      namespace: 'smile',
      annotations: { 'smile/reason': 'main looks up materials' },
    },
    spec: {
      selector: { matchLabels: { app: 'core' } },
      action: 'ALLOW',
      rules: [
        {
          from: [{ source: { principals: ['cluster.local/ns/smile/sa/main'] } }],
          to: [{ operation: { ports: ['8080'], paths: ['/materials/*'] } }],
        },
      ],
    },
  });
  for (const name of ['core-from-main', 'main-to-core']) {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name, annotations: { 'smile/reason': 'main looks up materials' } },
    });
  }
});

test('wants a reason', () => {
  expect(() => allowed(' ')).toFailWith(
    'indonesia-staging-app-platform/Network: an allowance needs a reason of 1 to 200 characters, got " "; say who needs it for what',
  );
});
