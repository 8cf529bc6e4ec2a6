import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { Release } from '@cdktf/provider-helm/lib/release';
import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import { DaemonSetV1 } from '@cdktf/provider-kubernetes/lib/daemon-set-v1';
import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { HorizontalPodAutoscalerV2 } from '@cdktf/provider-kubernetes/lib/horizontal-pod-autoscaler-v2';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceV1 } from '@cdktf/provider-kubernetes/lib/service-v1';
import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import { withTemporaryDirectory } from '../fixtures/temporary-directory.ts';
import { Inventory } from '../inventory.ts';
import { kubernetesObjects, readKubernetes } from './kubernetes-objects.ts';
import { podTemplateOf } from './pod-template.ts';

/** What is passed to `aws eks get-token`. */
const loginTo = (name: string) => ({
  apiVersion: 'client.authentication.k8s.io/v1',
  command: 'aws',
  args: ['eks', 'get-token', '--cluster-name', name],
});

function synthesized(build: (stack: TerraformStack, clusters: TerraformStack, cluster: EksCluster) => void): Inventory {
  return withTemporaryDirectory((outdir) => {
    const app = new App({ outdir });
    const clusters = new TerraformStack(app, 'clusters');
    new S3Backend(clusters, { bucket: 'states', key: 'indonesia/production/clusters.tfstate', region: 'x' });
    new AwsProvider(clusters, 'aws');
    const cluster = new EksCluster(clusters, 'App', {
      name: 'smile-prd-app',
      roleArn: 'arn:aws:iam::111111111111:role/cluster',
      vpcConfig: { subnetIds: ['subnet-1'] },
    });
    const stack = new TerraformStack(app, 'platform');
    new S3Backend(stack, { bucket: 'states', key: 'indonesia/production/app-platform.tfstate', region: 'x' });
    new KubernetesProvider(stack, 'kubernetes', { host: cluster.endpoint, exec: [loginTo(cluster.name)] });
    new HelmProvider(stack, 'helm', { kubernetes: { host: cluster.endpoint, exec: loginTo(cluster.name) } });
    build(stack, clusters, cluster);
    app.synth();
    return Inventory.fromSynth(outdir);
  });
}

const container = { name: 'app', image: 'example/app' };

describe('objects of a cluster in code', () => {
  test('have names and values as the API reference of Kubernetes writes them', () => {
    const inventory = synthesized((stack) => {
      new DeploymentV1(stack, 'Api', {
        metadata: { name: 'api', namespace: 'smile', labels: { 'app.kubernetes.io/name': 'api' } },
        spec: {
          replicas: '2',
          selector: { matchLabels: { app_name: 'api' } },
          template: {
            metadata: { labels: { app_name: 'api' }, annotations: { 'sidecar.istio.io/inject': 'true' } },
            spec: {
              hostPid: true,
              serviceAccountName: 'api',
              securityContext: { runAsNonRoot: true, runAsUser: '1000', seccompProfile: { type: 'RuntimeDefault' } },
              initContainer: [{ name: 'wait', image: 'example/wait' }],
              container: [
                {
                  ...container,
                  port: [{ containerPort: 8080, name: 'http' }],
                  env: [{ name: 'HOST', valueFrom: { secretKeyRef: { name: 'db', key: 'host' } } }],
                  resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
                  readinessProbe: {
                    httpGet: { path: '/ready', port: '8080', httpHeader: [{ name: 'a', value: 'b' }] },
                  },
                  volumeMount: [{ name: 'data', mountPath: '/data' }],
                },
              ],
              volume: [
                { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
                { name: 'key', secret: { secretName: 'key' } },
                {
                  name: 'pod',
                  downwardApi: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] },
                },
              ],
              affinity: {
                nodeAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: {
                    nodeSelectorTerm: [{ matchExpressions: [{ key: 'smile/role', operator: 'In', values: ['app'] }] }],
                  },
                },
                podAntiAffinity: {
                  requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }],
                },
              },
              toleration: [{ key: 'smile/role', operator: 'Exists' }],
              topologySpreadConstraint: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone' }],
            },
          },
        },
      });
    });
    const [object] = kubernetesObjects(inventory);
    // https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/ and …/pod-v1/
    expect(object).toMatchObject({
      cluster: 'smile-prd-app',
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'smile',
      name: 'api',
      labels: { 'app.kubernetes.io/name': 'api' },
      resource: { address: 'kubernetes_deployment_v1.Api', constructPath: 'platform/Api' },
    });
    expect(object?.spec).toEqual({
      replicas: 2,
      selector: { matchLabels: { app_name: 'api' } },
      template: {
        metadata: { labels: { app_name: 'api' }, annotations: { 'sidecar.istio.io/inject': 'true' } },
        spec: {
          hostPID: true,
          serviceAccountName: 'api',
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
          initContainers: [{ name: 'wait', image: 'example/wait' }],
          containers: [
            {
              ...container,
              ports: [{ containerPort: 8080, name: 'http' }],
              env: [{ name: 'HOST', valueFrom: { secretKeyRef: { name: 'db', key: 'host' } } }],
              resources: { requests: { cpu: '100m' }, limits: { memory: '1Gi' } },
              readinessProbe: { httpGet: { path: '/ready', port: 8080, httpHeaders: [{ name: 'a', value: 'b' }] } },
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
            },
          ],
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
            { name: 'key', secret: { secretName: 'key' } },
            { name: 'pod', downwardAPI: { items: [{ path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } }] } },
          ],
          affinity: {
            nodeAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: {
                nodeSelectorTerms: [{ matchExpressions: [{ key: 'smile/role', operator: 'In', values: ['app'] }] }],
              },
            },
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }],
            },
          },
          tolerations: [{ key: 'smile/role', operator: 'Exists' }],
          topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone' }],
        },
      },
    });
  });

  test('have the words of their kind where Terraform has others', () => {
    const inventory = synthesized((stack) => {
      new DaemonSetV1(stack, 'Agent', {
        metadata: { name: 'agent' },
        spec: {
          selector: { matchLabels: { app: 'agent' } },
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '1' } },
          template: { metadata: {}, spec: { container: [container] } },
        },
      });
      new ServiceV1(stack, 'Service', {
        metadata: { name: 'api', namespace: 'smile' },
        spec: { clusterIp: 'None', selector: { my_app: 'api' }, port: [{ port: 80, targetPort: '8080' }] },
      });
      new RoleV1(stack, 'Role', {
        metadata: { name: 'reader', namespace: 'smile' },
        rule: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      });
      new StorageClassV1(stack, 'Class', {
        metadata: { name: 'gp3' },
        storageProvisioner: 'ebs.csi.aws.com',
        parameters: { type: 'gp3', kms_key: 'x' },
      });
      new HorizontalPodAutoscalerV2(stack, 'Scaler', {
        metadata: { name: 'api', namespace: 'smile' },
        spec: {
          maxReplicas: 4,
          scaleTargetRef: { kind: 'Deployment', name: 'api' },
          metric: [{ type: 'Pods', pods: { metric: { name: 'requests' }, target: { type: 'Value', value: '3' } } }],
        },
      });
      new CronJobV1(stack, 'Job', {
        metadata: { name: 'nightly', namespace: 'smile' },
        spec: {
          schedule: '0 1 * * *',
          jobTemplate: {
            metadata: {},
            spec: { template: { metadata: { labels: { app: 'nightly' } }, spec: { container: [container] } } },
          },
        },
      });
    });
    const bodyOf = (kind: string) => kubernetesObjects(inventory).find((one) => one.kind === kind)?.body;
    expect(bodyOf('DaemonSet')).toMatchObject({
      metadata: { name: 'agent' },
      spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } },
    });
    expect(kubernetesObjects(inventory).find(({ kind }) => kind === 'DaemonSet')?.namespace).toBe('default');
    expect(bodyOf('Service')).toMatchObject({
      spec: { clusterIP: 'None', selector: { my_app: 'api' }, ports: [{ port: 80, targetPort: 8080 }] },
    });
    expect(bodyOf('Role')).toMatchObject({ rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] });
    expect(bodyOf('StorageClass')).toMatchObject({
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', kms_key: 'x' },
    });
    expect(bodyOf('HorizontalPodAutoscaler')).toMatchObject({
      spec: { metrics: [{ type: 'Pods', pods: { metric: { name: 'requests' }, target: { value: '3' } } }] },
    });
    const job = kubernetesObjects(inventory).find(({ kind }) => kind === 'CronJob');
    expect(job && podTemplateOf(job)).toMatchObject({
      labels: { app: 'nightly' },
      isLongRunning: false,
      containers: [{ name: 'app', role: 'app', path: 'containers[0]' }],
    });
  });

  test('keep the empty blocks that mean everything', () => {
    const inventory = synthesized((stack) => {
      new NetworkPolicyV1(stack, 'Open', {
        metadata: { name: 'open', namespace: 'smile' },
        spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] },
      });
    });
    expect(kubernetesObjects(inventory)[0]?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'], ingress: [{}] });
  });

  test('name each other by reference as by word', () => {
    const inventory = synthesized((stack) => {
      const namespace = new NamespaceV1(stack, 'Smile', { metadata: { name: 'smile' } });
      new RoleV1(stack, 'Role', {
        metadata: { name: 'reader', namespace: namespace.metadata.name },
        rule: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
      });
    });
    expect(kubernetesObjects(inventory).map(({ kind, namespace }) => ({ kind, namespace }))).toEqual([
      { kind: 'Namespace', namespace: undefined },
      { kind: 'Role', namespace: 'smile' },
    ]);
  });

  test('come from releases whose values list manifests, with expressions and escapes', () => {
    const inventory = synthesized((stack, _, cluster) => {
      const namespace = new NamespaceV1(stack, 'Smile', { metadata: { name: 'smile' } });
      const manifests = [
        {
          apiVersion: 'elbv2.k8s.aws/v1beta1',
          kind: 'TargetGroupBinding',
          metadata: { name: 'web' },
          spec: { targetGroupARN: cluster.arn, note: 'a "quote", $${env:X} and %%{y}' },
        },
        { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'ca' }, spec: { ca: {} } },
        {
          apiVersion: 'security.istio.io/v1',
          kind: 'PeerAuthentication',
          metadata: { name: 'default', namespace: namespace.metadata.name },
        },
      ];
      new Release(stack, 'Routes', {
        name: 'routes',
        chart: '../charts/manifests',
        namespace: 'istio-ingress',
        values: [JSON.stringify({ manifests })],
      });
      new Release(stack, 'Loki', { name: 'loki', chart: 'loki', values: [JSON.stringify({ replicas: 3 })] });
    });
    const objects = kubernetesObjects(inventory).filter(({ kind }) => kind !== 'Namespace');
    expect(objects.map(({ kind, namespace, name, cluster }) => ({ kind, namespace, name, cluster }))).toEqual([
      { kind: 'TargetGroupBinding', namespace: 'istio-ingress', name: 'web', cluster: 'smile-prd-app' },
      { kind: 'ClusterIssuer', namespace: undefined, name: 'ca', cluster: 'smile-prd-app' },
      { kind: 'PeerAuthentication', namespace: 'smile', name: 'default', cluster: 'smile-prd-app' },
    ]);
    expect(objects[0]?.resource.address).toBe('helm_release.Routes');
    expect(objects[0]?.spec.targetGroupARN).toMatch(/^\$\{data\.terraform_remote_state\..+\}$/);
    expect(objects[0]?.spec.note).toBe('a "quote", ${env:X} and %{y}');
    expect(readKubernetes(inventory).unread).toEqual([]);
  });
});

const deployed = (values: object) => ({
  address: 'kubernetes_deployment_v1.Api',
  mode: 'managed',
  type: 'kubernetes_deployment_v1',
  name: 'Api',
  provider_name: 'registry.terraform.io/hashicorp/kubernetes',
  values,
});

describe('objects of a cluster in plans and states', () => {
  // As the provider stores it: blocks in lists, numbers as texts, `""`, `0` and `false` for what nobody set.
  const stored = {
    id: 'smile/api',
    metadata: [{ name: 'api', namespace: 'smile', labels: null, annotations: {}, generate_name: '' }],
    wait_for_rollout: true,
    timeouts: null,
    spec: [
      {
        replicas: '2',
        selector: [{ match_labels: { app: 'api' }, match_expressions: [] }],
        template: [
          {
            metadata: [{ labels: { app: 'api' } }],
            spec: [
              {
                host_network: false,
                init_container: [],
                security_context: [{ run_as_non_root: true, run_as_user: '' }],
                container: [
                  {
                    name: 'app',
                    image: 'example/app',
                    port: [{ container_port: 8080, host_port: 0, protocol: 'TCP', name: '' }],
                    security_context: [{ run_as_non_root: false, privileged: false, capabilities: [] }],
                    resources: [{ limits: {}, requests: { cpu: '1' } }],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  };

  test('read like code', () => {
    const inventory = Inventory.fromState({
      stack: 'platform',
      json: { format_version: '1.0', values: { root_module: { resources: [deployed(stored)] } } },
    });
    const [object] = kubernetesObjects(inventory);
    expect(object).toMatchObject({ cluster: 'the cluster of platform', namespace: 'smile', name: 'api' });
    expect(object?.spec).toEqual({
      replicas: 2,
      selector: { matchLabels: { app: 'api' } },
      template: {
        metadata: { labels: { app: 'api' } },
        spec: {
          hostNetwork: false,
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              name: 'app',
              image: 'example/app',
              ports: [{ containerPort: 8080, protocol: 'TCP' }],
              securityContext: { privileged: false },
              resources: { limits: {}, requests: { cpu: '1' } },
            },
          ],
        },
      },
    });
  });

  test('say what a plan does not know yet, and leave out what it removes', () => {
    const change = (name: string, actions: readonly string[], body: object) => ({
      ...deployed({}),
      address: `kubernetes_deployment_v1.${name}`,
      name,
      change: { actions, ...body },
    });
    const inventory = Inventory.fromPlan({
      stack: 'platform',
      json: {
        format_version: '1.2',
        configuration: {},
        resource_changes: [
          change('Api', ['create'], {
            after: {
              metadata: [{ name: 'api' }],
              spec: [{ template: [{ spec: [{ container: [{ name: 'app' }] }] }] }],
            },
            after_unknown: {
              id: true,
              metadata: [{ uid: true, namespace: true }],
              spec: [{ template: [{ spec: [{ container: [{ image: true }] }] }] }],
            },
          }),
          change('Old', ['delete'], { before: { metadata: [{ name: 'old' }] } }),
        ],
      },
    });
    const objects = kubernetesObjects(inventory);
    expect(objects.map(({ name }) => name)).toEqual(['api']);
    expect(objects[0]?.namespace).toBe('${known after apply}');
    expect(objects[0]?.spec).toEqual({
      template: { spec: { containers: [{ name: 'app', image: '${known after apply}' }] } },
    });
  });

  test('list the releases of objects whose values are known later', () => {
    const release = {
      ...deployed({}),
      address: 'helm_release.Routes',
      type: 'helm_release',
      name: 'Routes',
      provider_name: 'registry.terraform.io/hashicorp/helm',
      change: { actions: ['create'], after: { name: 'routes', chart: './manifests' }, after_unknown: { values: true } },
    };
    const inventory = Inventory.fromPlan({
      stack: 'platform',
      json: { format_version: '1.2', configuration: {}, resource_changes: [release] },
    });
    expect(readKubernetes(inventory)).toMatchObject({ objects: [], unread: [{ address: 'helm_release.Routes' }] });
  });
});

test('an environment among several is in its own cluster, though the outputs of all have the same names', () => {
  const inventory = withTemporaryDirectory((outdir) => {
    const app = new App({ outdir });
    for (const name of ['prd', 'uat']) {
      const clusters = new TerraformStack(app, `${name}-clusters`);
      new S3Backend(clusters, { bucket: 'states', key: `indonesia/${name}/clusters.tfstate`, region: 'x' });
      new AwsProvider(clusters, 'aws');
      const cluster = new EksCluster(clusters, 'App', {
        name: `smile-${name}-app`,
        roleArn: 'arn:aws:iam::111111111111:role/cluster',
        vpcConfig: { subnetIds: ['subnet-1'] },
      });
      const stack = new TerraformStack(app, `${name}-platform`);
      new S3Backend(stack, { bucket: 'states', key: `indonesia/${name}/platform.tfstate`, region: 'x' });
      new KubernetesProvider(stack, 'kubernetes', { host: cluster.endpoint, exec: [loginTo(cluster.name)] });
      new NamespaceV1(stack, 'Smile', { metadata: { name: 'smile' } });
    }
    app.synth();
    return Inventory.fromSynth(outdir);
  });
  expect(kubernetesObjects(inventory).map(({ cluster }) => cluster)).toEqual(['smile-prd-app', 'smile-uat-app']);
});
