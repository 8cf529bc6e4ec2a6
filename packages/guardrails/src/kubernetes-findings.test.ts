import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { DeploymentV1, type DeploymentV1Config } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { Inventory } from '@smile/inventory';
import { TerraformStack, Testing } from 'cdktf';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import { checkGuardrails } from './check-guardrails.ts';

const IMAGE = `111111111111.dkr.ecr.ap-southeast-3.amazonaws.com/api:1@sha256:${'a'.repeat(64)}`;
const EXEC = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: 'aws',
  args: ['eks', 'get-token', '--cluster-name', 'smile-prd-app'],
};

/** A Deployment that keeps every rule. */
const deployment = (): DeploymentV1Config => ({
  metadata: { name: 'api', namespace: 'smile' },
  spec: {
    replicas: '2',
    selector: { matchLabels: { app: 'api' } },
    template: {
      metadata: { labels: { app: 'api' } },
      spec: {
        serviceAccountName: 'api',
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        container: [
          {
            name: 'app',
            image: IMAGE,
            port: [{ containerPort: 8080, name: 'http' }],
            resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
            readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
            livenessProbe: { httpGet: { path: '/live', port: '8080' } },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          },
        ],
      },
    },
  },
});

/** Builds a namespace that is as it should be, with more in it, and says which rules of clusters fail. */
function findings(build: (stack: TerraformStack) => void = () => {}) {
  const stack = new TerraformStack(Testing.app(), 'platform');
  new KubernetesProvider(stack, 'kubernetes', { host: 'https://x', exec: [EXEC] });
  new HelmProvider(stack, 'helm', { helmDriver: 'configmap', kubernetes: { host: 'https://x', exec: EXEC } });
  build(stack);
  const inventory = Inventory.fromStacks({ platform: JSON.parse(Testing.synth(stack)) });
  const report = checkGuardrails(inventory, { at: new Date('2026-11-27T00:00:00Z') });
  const ofClusters = report.findings.filter(({ rule }) => rule.family === 'kubernetes');
  return {
    report,
    ofClusters,
    failed: ofClusters.filter(({ status }) => status === 'failed').map(({ rule, message }) => `${rule.id} ${message}`),
  };
}

const meta = (name: string, annotations: Record<string, string> = {}) => ({ name, namespace: 'smile', annotations });

function sound(stack: TerraformStack, config = deployment()): DeploymentV1 {
  new ServiceAccountV1(stack, 'Account', { metadata: meta('api'), automountServiceAccountToken: false });
  new PodDisruptionBudgetV1(stack, 'Budget', {
    metadata: meta('api'),
    spec: { maxUnavailable: '1', selector: { matchLabels: { app: 'api' } } },
  });
  new NetworkPolicyV1(stack, 'In', {
    metadata: meta('api-from-gateway', { 'smile/reason': 'the gateway sends requests' }),
    spec: {
      podSelector: { matchLabels: { app: 'api' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'istio-ingress' } },
              podSelector: { matchLabels: { istio: 'gateway-web' } },
            },
          ],
          ports: [{ port: '8080', protocol: 'TCP' }],
        },
      ],
    },
  });
  return new DeploymentV1(stack, 'Api', config);
}

describe('the rules of clusters, on what the Kubernetes provider synthesizes', () => {
  test('find nothing in what is as it should be', () => {
    expect(findings((stack) => sound(stack)).failed).toEqual([]);
  });

  const container = (config: DeploymentV1Config) => {
    const list = config.spec.template.spec?.container;
    if (!Array.isArray(list) || list[0] === undefined) throw new Error('no container');
    return list[0] satisfies object;
  };
  // One fault each, as somebody could make it in code.
  const faults: readonly (readonly [fault: string, rule: string, make: (config: DeploymentV1Config) => void])[] = [
    ['a tag instead of a digest', 'SMILE_K8S_IMAGE_DIGEST', (c) => Object.assign(container(c), { image: 'nginx:1' })],
    [
      'another registry',
      'SMILE_K8S_IMAGE_REGISTRY',
      (c) => Object.assign(container(c), { image: `quay.io/x@sha256:${'a'.repeat(64)}` }),
    ],
    [
      'no limit of memory',
      'SMILE_K8S_RESOURCES',
      (c) => Object.assign(container(c), { resources: { requests: { cpu: '1', memory: '1Gi' } } }),
    ],
    ['no readiness probe', 'SMILE_K8S_PROBES', (c) => Object.assign(container(c), { readinessProbe: undefined })],
    [
      'a privileged container',
      'SMILE_K8S_POD_SECURITY',
      (c) => Object.assign(container(c), { securityContext: { privileged: true } }),
    ],
    [
      'a password in the environment',
      'SMILE_K8S_SECRET_TEXT',
      (c) => Object.assign(container(c), { env: [{ name: 'DB_PASSWORD', value: 'x' }] }),
    ],
    [
      'another port',
      'SMILE_K8S_POLICY_PORTS',
      (c) =>
        Object.assign(container(c), {
          port: [{ containerPort: 9090, name: 'http' }],
          livenessProbe: { httpGet: { port: '9090' } },
        }),
    ],
    [
      'another account',
      'SMILE_K8S_REFERENCES',
      (c) => Object.assign(c.spec.template.spec ?? {}, { serviceAccountName: 'other' }),
    ],
    [
      'a token that nobody needs',
      'SMILE_K8S_ACCOUNT_TOKEN',
      (c) => Object.assign(c.spec.template.spec ?? {}, { automountServiceAccountToken: undefined }),
    ],
    [
      'labels that no budget takes in',
      'SMILE_K8S_DISRUPTION',
      (c) => Object.assign(c.spec.template, { metadata: { labels: { app: 'other' } } }),
    ],
  ];
  test.each(faults)('find %s', (_, rule, make) => {
    const config = deployment();
    make(config);
    const { ofClusters } = findings((stack) => {
      new NamespaceV1(stack, 'Smile', {
        metadata: { name: 'smile', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      });
      sound(stack, config);
    });
    expect(ofClusters.filter(({ status }) => status === 'failed').map((one) => one.rule.id)).toContain(rule);
  });

  test('place each finding at the resource that holds the object', () => {
    const { ofClusters } = findings((stack) => {
      new ConfigMapV1(new Construct(stack, 'Settings'), 'Default', {
        metadata: meta('settings'),
        data: { PASSWORD: 'x' },
      });
    });
    expect(ofClusters.map(({ rule, resource }) => [rule.id, resource.address])).toEqual([
      ['SMILE_K8S_SECRET_TEXT', 'kubernetes_config_map_v1.Settings'],
    ]);
  });

  test('are waived on the construct of a release as everywhere', () => {
    const waiver = {
      rule: 'SMILE_K8S_IMAGE_REGISTRY',
      reason: 'the old client is pulled once more, for its data',
      owner: 'platform',
      expires: '2027-01-31',
      at: 'platform/Old',
    };
    const old = {
      '//': { metadata: { path: 'platform/Old/Default' } },
      name: 'old',
      chart: '../.charts/old-1.0.tgz',
      max_history: 5,
      values: [JSON.stringify({ image: { repository: 'quay.io/old', tag: `1@sha256:${'a'.repeat(64)}` } })],
    };
    const inventory = Inventory.fromStacks({
      platform: { '//': { waivers: [waiver] }, resource: { helm_release: { Old: old } } },
    });
    const { findings: all, unusedWaivers } = checkGuardrails(inventory, { rules: ['SMILE_K8S_IMAGE_REGISTRY'] });
    expect(all.map(({ rule, status }) => [rule.id, status])).toEqual([['SMILE_K8S_IMAGE_REGISTRY', 'waived']]);
    expect(unusedWaivers).toEqual([]);
  });
});

describe('what is too early to fail', () => {
  const release = (values: object) => ({
    helm_release: { X: { name: 'x', chart: '../.charts/x-1.0.tgz', max_history: 5, values: [JSON.stringify(values)] } },
  });
  const statuses = (values: object) => {
    const inventory = Inventory.fromStacks({ platform: { resource: release(values) } });
    return checkGuardrails(inventory, { rules: ['SMILE_K8S_IMAGE_DIGEST'] }).findings.map(({ status }) => status);
  };
  const ECR = '111111111111.dkr.ecr.ap-southeast-3.amazonaws.com';
  const image = (tag: string) => ({ repository: `${ECR}/smile-prd/platform/x`, tag });

  test('is a fixed tag in our registry, as long as no digest was reviewed', () => {
    expect(statuses({ image: image('1.0') })).toEqual(['warned']);
    expect(statuses({ image: image('1.0'), other: { image: image(`1@sha256:${'a'.repeat(64)}`) } })).toEqual([
      'failed',
    ]);
    // A service has the digest of its values from its first day, which says nothing of what the platform runs.
    const service = { repository: `${ECR}/smile-prd-backend-core`, tag: `1@sha256:${'a'.repeat(64)}` };
    expect(statuses({ image: image('1.0'), other: { image: service } })).toEqual(['warned']);
    expect(statuses({ image: image('latest') })).toEqual(['failed']);
    expect(statuses({ image: { repository: 'quay.io/x', tag: '1.0' } })).toEqual(['failed']);
  });

  test('is a plan whose values are known after apply, and a pod whose namespace was not read', () => {
    const change = { actions: ['create'], after: { name: 'x', chart: './manifests' }, after_unknown: { values: true } };
    const plan = Inventory.fromPlan({
      stack: 'platform',
      json: {
        format_version: '1.2',
        configuration: {},
        resource_changes: [{ address: 'helm_release.X', mode: 'managed', type: 'helm_release', name: 'X', change }],
      },
    });
    const [finding] = checkGuardrails(plan, { rules: ['SMILE_K8S_READABLE'] }).findings;
    expect(finding).toMatchObject({ status: 'warned', message: 'not judged: its values are known after apply' });
    const pod = findings((stack) => {
      const config = deployment();
      Object.assign(config.spec.template.spec ?? {}, { hostNetwork: true });
      sound(stack, config);
    });
    expect(pod.failed).toEqual([]);
    expect(pod.ofClusters).toMatchObject([
      { status: 'warned', message: 'Deployment smile/api: hostNetwork must be false' },
    ]);
  });
});
