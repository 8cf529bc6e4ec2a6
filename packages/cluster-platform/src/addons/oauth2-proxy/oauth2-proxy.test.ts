import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { TEST_EDGE } from '@smile/core/fixtures';
import { externalSecrets, PODS } from '@smile/databases/secrets';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeAddon } from '../../fixtures.ts';
import { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';
import { oauth2Proxy } from './oauth2-proxy.ts';

const made = (role: 'application' | 'data' | 'shared') =>
  madeAddon((context) => {
    const hosts = { Auth: 'auth.example' };
    const edge = {
      ...TEST_EDGE,
      loadBalancers: { web: { admits: 'cloudflare', serves: 'application', hosts } },
    } as const;
    const environment = { ...context.environment, edge };
    return oauth2Proxy(new PlatformContext({ ...context, environment, cluster: { ...context.cluster, role } }));
  });

interface ChartConfig {
  readonly configFile: string;
  readonly existingSecret: string;
  readonly requiredSecretKeys: readonly string[];
}

function configOf({ release }: Addon): ChartConfig {
  return JSON.parse(JSON.stringify(release?.values.config));
}

/** What TOML and JSON have in common, by key. */
const configurationOf = ({ addon }: ReturnType<typeof made>): Record<string, unknown> => {
  const { configFile } = configOf(addon);
  const lines = configFile.trim().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [, key = '', value = ''] = /^(\w+) = (.*)$/.exec(line) ?? [];
      return [key, JSON.parse(value)];
    }),
  );
};

describe('sign-in before consoles', () => {
  const application = made('application');
  const data = made('data');

  // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
  test('lets through who is of the group, with an answer that gateways take for yes', () => {
    expect(configurationOf(application)).toMatchObject({
      allowed_groups: ['console-viewers'],
      upstreams: ['static://200'],
      reverse_proxy: true,
      code_challenge_method: 'S256',
      cookie_secure: true,
      cookie_httponly: true,
    });
  });

  // RFC 6265bis, "The __Host- prefix": https, the whole host, no domain
  test('keeps its cookie to the host of one console', () => {
    const configuration = configurationOf(application);
    expect(configuration.cookie_name).toMatch(/^__Host-/);
    expect(configuration).not.toHaveProperty('cookie_domains');
    expect(configuration).not.toHaveProperty('cookie_path');
  });

  test('asks Keycloak in the cluster where it is there, by its public name elsewhere, and believes the same issuer', () => {
    const [near, far] = [configurationOf(application), configurationOf(data)];
    expect(near.redeem_url).toBe(
      'http://keycloak-http.auth.svc.cluster.local:8080/realms/staff/protocol/openid-connect/token',
    );
    expect(far.redeem_url).toBe('https://auth.example/realms/staff/protocol/openid-connect/token');
    expect([near.oidc_issuer_url, far.oidc_issuer_url]).toEqual(Array(2).fill('https://auth.example/realms/staff'));
    expect([near.login_url, far.login_url]).toEqual(
      Array(2).fill('https://auth.example/realms/staff/protocol/openid-connect/auth'),
    );
  });

  test('stands beside Keycloak, or beside the gateways with a proxy that it asks for', () => {
    expect([application.addon.namespace, made('shared').addon.namespace, data.addon.namespace]).toEqual([
      'auth',
      'auth',
      'istio-ingress',
    ]);
    expect(data.addon.release?.values.podLabels).toEqual({ 'sidecar.istio.io/inject': 'true' });
  });

  test('reaches Keycloak: by who it is in the mesh, or out of the VPC', () => {
    expect(application.objects[0]?.spec.rules).toEqual([
      {
        from: [{ source: { principals: ['cluster.local/ns/auth/sa/oauth2-proxy'] } }],
        to: [{ operation: { ports: ['8080'], paths: ['/realms/*'] } }],
      },
    ]);
    expect(data.stack).toHaveResource(NetworkPolicyV1, { metadata: { name: 'oauth2-proxy-to-outside-vpc' } });
  });

  test('finds its Secret where External Secrets puts it', () => {
    const destination = { region: 'eu-north-1', namePrefix: 'smile-prd' };
    for (const [cluster, { addon }, pods] of [
      ['application', application, PODS.applicationConsoles],
      ['data', data, PODS.dataConsoles],
    ] as const) {
      const { existingSecret, requiredSecretKeys } = configOf(addon);
      const secret = externalSecrets({ clusters: [cluster], ...destination }).find(
        ({ metadata }) => metadata.namespace === addon.namespace && metadata.name === existingSecret,
      );
      expect(secret?.spec.data.map(({ secretKey }) => secretKey).sort()).toEqual(requiredSecretKeys);
      expect(addon.release?.values.serviceAccount).toMatchObject({ name: pods.serviceAccount });
    }
  });
});
