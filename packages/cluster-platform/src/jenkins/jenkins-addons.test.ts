import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { pascalCase } from '@smile/core';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeAddon } from '../fixtures.ts';
import { agentClouds } from './agent-cloud.ts';
import { TEST_ACCOUNTS, TEST_DEPLOYED, TEST_JENKINS, withHosts } from './fixtures.ts';
import { imageBuilds, jenkins, jenkinsAgents } from './jenkins-addons.ts';

const clouds = agentClouds(TEST_JENKINS, TEST_ACCOUNTS);

describe('agents', () => {
  const { addon, stack, objects } = madeAddon((context) => jenkinsAgents(context, clouds));

  test('are made by an account for each purpose, which has rights in their namespace alone', () => {
    const bindings = resourcesOf(stack, RoleBindingV1).map(({ metadata, subject }) => ({
      home: (metadata as { namespace: string }).namespace,
      subjects: subject as { kind: string; name: string; namespace: string }[],
    }));
    expect(bindings.map(({ home }) => home).sort()).toEqual([
      'jenkins-apply',
      'jenkins-build',
      'jenkins-check',
      'jenkins-plan',
    ]);
    for (const { home, subjects } of bindings) {
      const word = pascalCase(home.replace('jenkins-', ''));
      expect(subjects).toEqual([
        { kind: 'ServiceAccount', name: expect.stringContaining(`.${word}_Maker`), namespace: 'jenkins' },
      ]);
    }
  });

  // https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
  test('are made and ended, and nobody opens a shell in one, changes one or reads a Secret', () => {
    for (const { rule } of resourcesOf(stack, RoleV1)) {
      expect(rule).toEqual([
        { api_groups: [''], resources: ['pods'], verbs: ['create', 'delete', 'get', 'list', 'watch'] },
        { api_groups: [''], resources: ['pods/log', 'events'], verbs: ['get', 'list', 'watch'] },
      ]);
    }
  });

  test('run under accounts of their own, which get no token', () => {
    for (const [name, namespace] of [
      ['check', 'jenkins-check'],
      ['plan', 'jenkins-plan'],
      ['plan-shared', 'jenkins-plan'],
      ['apply', 'jenkins-apply'],
      ['apply-shared', 'jenkins-apply'],
      ['build', 'jenkins-build'],
      ['cloud-apply', 'jenkins'],
    ]) {
      expect(stack).toHaveResource(ServiceAccountV1, {
        metadata: { name, namespace },
        automount_service_account_token: false,
      });
    }
  });

  // https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
  test('are made with tokens that Kubernetes fills in, so that no state and no release has one', () => {
    const tokens = objects.filter(({ kind }) => kind === 'Secret');
    expect(tokens).toHaveLength(clouds.length);
    expect(tokens[0]).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        name: 'cloud-check-token-1',
        namespace: 'jenkins',
        annotations: { 'kubernetes.io/service-account.name': 'cloud-check' },
      },
      type: 'kubernetes.io/service-account-token',
    });
  });

  test('reach the port for agents, and not the one that answers browsers', () => {
    expect(stack).toHaveResource(NetworkPolicyV1, {
      metadata: { name: 'jenkins-from-agents-that-apply', namespace: 'jenkins' },
      spec: { ingress: [expect.objectContaining({ ports: [{ port: '50000', protocol: 'TCP' }] })] },
    });
  });

  test('that check reach GitLab and npm, and neither AWS inside the VPC nor the Kubernetes API', () => {
    const namespaces = (name: string) =>
      resourcesOf(stack, NetworkPolicyV1)
        .map(({ metadata }) => metadata as { name: string; namespace: string })
        .filter((metadata) => metadata.name === name)
        .map(({ namespace }) => namespace);
    expect(namespaces('agents-that-check-to-outside-vpc')).toEqual(['jenkins-check']);
    expect(namespaces('agents-that-check-to-kubernetes-api')).toEqual([]);
    expect(namespaces('agents-that-check-to-aws-endpoints')).toEqual([]);
    expect(namespaces('agents-that-apply-to-kubernetes-api')).toEqual(['jenkins-apply']);
  });

  test('come before the controller, which asks for them', () => {
    expect(addon.provides).toEqual(['agent-accounts']);
  });
});

describe('the controller', () => {
  const { addon } = madeAddon((context) =>
    jenkins(withHosts(context), { values: TEST_JENKINS, clouds, environments: TEST_DEPLOYED }),
  );
  // biome-ignore lint/suspicious/noExplicitAny: values of a chart of somebody else
  const values: any = addon.release?.values;

  // https://github.com/jenkinsci/helm-charts/blob/jenkins-5.9.53/charts/jenkins/VALUES.md
  test('has no rights in the cluster, no token, and no side container that asks the API', () => {
    expect(values.rbac).toEqual({ create: false });
    expect(values.serviceAccount).toEqual({ create: true, name: 'jenkins', automountServiceAccountToken: false });
    expect(values.controller.sidecars.configAutoReload.enabled).toBe(false);
  });

  test('has the plug-ins of its image, and downloads none', () => {
    expect(values.controller).toMatchObject({ installPlugins: false, overwritePlugins: true });
  });

  test('takes nothing of what the chart would set: its cloud uses the account of the controller', () => {
    expect(values.controller.JCasC).toMatchObject({ defaultConfig: false, overwriteConfiguration: true });
    // Else the chart writes a file with its own realm beside ours.
    expect([values.controller.JCasC.securityRealm, values.controller.JCasC.authorizationStrategy]).toEqual(['', '']);
    expect(values.agent).toEqual({ enabled: false });
  });

  test('is signed in to by secrets that are mounted, one token for each cloud', () => {
    expect(values.controller.additionalExistingSecrets).toEqual([
      { name: 'jenkins-oidc', keyName: 'clientSecret' },
      ...['check', 'plan', 'apply', 'build'].map((word) => ({ name: `cloud-${word}-token-1`, keyName: 'token' })),
    ]);
  });

  // https://istio.io/latest/docs/reference/config/annotations/
  test('is in the mesh, but for the port of its agents, which have no proxy', () => {
    expect(values.controller.podAnnotations['traffic.sidecar.istio.io/excludeInboundPorts']).toBe('50000');
  });

  test('keeps its home when the release goes, on a volume that is backed up daily', () => {
    expect(values.persistence).toMatchObject({
      storageClass: 'gp3-keep',
      size: '50Gi',
      annotations: { 'helm.sh/resource-policy': 'keep' },
    });
  });

  test('goes back to what worked by itself: nothing else could repair it', () => {
    expect(addon.release?.rollsBack).toBe(true);
  });
});

test('builds push images of ours, and no service of SMILE', () => {
  const { addon } = madeAddon((context) => imageBuilds(context));
  const push = addon.identity?.statements?.find(({ sid }) => sid === 'Push');
  expect(addon).toMatchObject({ namespace: 'jenkins-build', identity: { serviceAccount: 'build' } });
  expect(push?.resources).toEqual(
    ['jenkins-controller', 'jenkins-agent', 'kafka-connect'].map(
      (name) => `arn:aws:ecr:ap-southeast-3:222222222222:repository/smile-uat/platform/${name}`,
    ),
  );
});
