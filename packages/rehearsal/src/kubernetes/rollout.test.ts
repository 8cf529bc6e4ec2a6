import { describe, expect, it } from 'vitest';
import type { ObjectValue, Value } from '../protocol/value.ts';
import { RehearsedCluster } from './fixtures/rehearsed-cluster.ts';

const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' };

interface Pods {
  readonly requests?: { readonly [resource: string]: string };
  readonly spec?: ObjectValue;
  readonly replicas?: string;
  readonly waits?: boolean;
}

function workload({ requests, spec = {}, replicas = '1', waits = true }: Pods): ObjectValue {
  const resources = requests === undefined ? [] : [{ requests }];
  const container = [{ name: 'app', image: 'web:1', resources }] as Value;
  return {
    metadata: [{ name: 'web', namespace: 'smile' }],
    wait_for_rollout: waits,
    spec: [
      {
        replicas,
        selector: [{ match_labels: { app: 'web' } }],
        template: [{ metadata: [{ labels: { app: 'web' } }], spec: [{ container, ...spec }] }],
      },
    ],
  };
}

function withQuota(hard: { readonly [resource: string]: string }): RehearsedCluster {
  const cluster = new RehearsedCluster();
  cluster.namespace('smile');
  cluster.make('kubernetes_resource_quota_v1', { metadata: [{ name: 'quota', namespace: 'smile' }], spec: [{ hard }] });
  return cluster;
}

const refused = (words: string) => `Error creating: pods "web-" is forbidden: ${words}`;

// https://kubernetes.io/docs/concepts/security/pod-security-admission/#workload-resources-and-pod-templates: the workload is made,
// its pods are not.
describe('a rollout whose pods a level refuses', () => {
  it.each([
    ['kubernetes_deployment_v1', 'Waiting for rollout to finish: 0 out of 1 new replicas have been updated...'],
    ['kubernetes_stateful_set_v1', 'StatefulSet smile/web is not finished rolling out'],
    ['kubernetes_daemon_set_v1', 'waiting for rollout to finish: 1 pods desired; 0 pods ready'],
  ])('%s', (type, summary) => {
    const cluster = new RehearsedCluster();
    cluster.namespace('smile', RESTRICTED);
    const problem = cluster.unsettled(type, workload({}));
    expect(problem?.summary).toBe(summary);
    expect(problem?.detail).toContain(
      refused('violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false'),
    );
  });

  it('is only warned of where nobody waits for it', () => {
    const cluster = new RehearsedCluster();
    cluster.namespace('smile', RESTRICTED);
    expect(cluster.unsettled('kubernetes_deployment_v1', workload({ waits: false }))).toMatchObject({
      summary: 'the pods of Deployment smile/web will be refused',
      severity: 'warning',
    });
  });

  it('is no problem without replicas', () => {
    const cluster = new RehearsedCluster();
    cluster.namespace('smile', RESTRICTED);
    expect(cluster.unsettled('kubernetes_deployment_v1', workload({ replicas: '0' }))).toBeUndefined();
  });

  it('is no rollout but a refusal for a pod by itself', () => {
    const cluster = new RehearsedCluster();
    cluster.namespace('smile', RESTRICTED);
    const pod = { metadata: [{ name: 'shell', namespace: 'smile' }], spec: [{ host_network: true, container: [] }] };
    expect(cluster.refusal('kubernetes_pod_v1', pod)?.summary).toBe(
      'pods "shell" is forbidden: violates PodSecurity "restricted:latest": host namespaces (hostNetwork=true)',
    );
  });
});

// https://kubernetes.io/docs/concepts/policy/resource-quotas/ and .../limit-range/
describe('a quota', () => {
  it('refuses pods that do not name what it counts', () => {
    const cluster = withQuota({ 'requests.cpu': '4', 'limits.memory': '8Gi', 'requests.memory': '8Gi' });
    expect(cluster.unsettled('kubernetes_deployment_v1', workload({ requests: { cpu: '1' } }))?.detail).toBe(
      refused('failed quota: quota: must specify limits.memory for: app; requests.memory for: app'),
    );
  });

  it('is content with what a LimitRange fills in', () => {
    const cluster = withQuota({ 'requests.cpu': '4', 'limits.memory': '8Gi' });
    cluster.make('kubernetes_limit_range_v1', {
      metadata: [{ name: 'defaults', namespace: 'smile' }],
      spec: [{ limit: [{ type: 'Container', default: { memory: '1Gi' }, default_request: { cpu: '100m' } }] }],
    });
    expect(cluster.unsettled('kubernetes_deployment_v1', workload({}))).toBeUndefined();
  });

  it('is not content with a LimitRange for pods, or in another namespace', () => {
    const cluster = withQuota({ 'requests.cpu': '4' });
    cluster.namespace('wms');
    const defaults = { default_request: { cpu: '100m' } };
    cluster.make('kubernetes_limit_range_v1', {
      metadata: [{ name: 'pods', namespace: 'smile' }],
      spec: [{ limit: [{ type: 'Pod', ...defaults }] }],
    });
    cluster.make('kubernetes_limit_range_v1', {
      metadata: [{ name: 'defaults', namespace: 'wms' }],
      spec: [{ limit: [{ type: 'Container', ...defaults }] }],
    });
    expect(cluster.unsettled('kubernetes_deployment_v1', workload({}))?.detail).toBe(
      refused('failed quota: quota: must specify requests.cpu for: app'),
    );
  });

  it('refuses the pod that is one too many, with what others use', () => {
    const cluster = withQuota({ 'requests.cpu': '2' });
    expect(
      cluster.unsettled('kubernetes_deployment_v1', workload({ requests: { cpu: '500m' }, replicas: '3' })),
    ).toBeUndefined();
    const more = { ...workload({ requests: { cpu: '1' } }), metadata: [{ name: 'api', namespace: 'smile' }] };
    expect(cluster.unsettled('kubernetes_deployment_v1', more)?.detail).toBe(
      'Error creating: pods "api-" is forbidden: exceeded quota: quota, requested: requests.cpu=1, used: requests.cpu=1500m, limited: requests.cpu=2',
    );
  });
});

describe('pods are refused for want of', () => {
  it('their service account', () => {
    const cluster = withQuota({ pods: '10' });
    const spec = { service_account_name: 'web' };
    expect(cluster.unsettled('kubernetes_deployment_v1', workload({ spec }))?.detail).toBe(
      refused('error looking up service account smile/web: serviceaccount "web" not found'),
    );
  });

  it('their priority class, unless it is one of Kubernetes', () => {
    const cluster = withQuota({ pods: '10' });
    expect(
      cluster.unsettled('kubernetes_deployment_v1', workload({ spec: { priority_class_name: 'high' } }))?.detail,
    ).toBe(refused('no PriorityClass with name high was found'));
    const critical = {
      ...workload({ spec: { priority_class_name: 'system-cluster-critical' } }),
      metadata: [{ name: 'b', namespace: 'smile' }],
    };
    expect(cluster.unsettled('kubernetes_deployment_v1', critical)).toBeUndefined();
  });
});
