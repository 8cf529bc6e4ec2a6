import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { platformStackFor, TEST_PLATFORM } from '../fixtures.ts';
import { Namespaces } from './namespaces.ts';
import { PLANNED_KINDS, PlanAccess } from './plan-access.ts';
import { PRIORITIES, PriorityClasses } from './priority-classes.ts';
import { StorageClasses } from './storage-classes.ts';

describe('storage classes', () => {
  const stack = platformStackFor((scope) => {
    new StorageClasses(scope, 'StorageClasses', {
      volumeKeyArn: 'arn:aws:kms:ap-southeast-3:222222222222:key/volumes',
    });
  });

  // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
  test('volumes are gp3, encrypted with our key, in the zone of their pod', () => {
    expect(stack).toHaveResource(StorageClassV1, {
      metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      storage_provisioner: 'ebs.csi.aws.com',
      volume_binding_mode: 'WaitForFirstConsumer',
      allow_volume_expansion: true,
      reclaim_policy: 'Delete',
      parameters: {
        type: 'gp3',
        encrypted: 'true',
        kmsKeyId: 'arn:aws:kms:ap-southeast-3:222222222222:key/volumes',
      },
    });
  });

  test('what must outlive its claim is kept, and backed up every day', () => {
    expect(stack).toHaveResource(StorageClassV1, {
      metadata: { name: 'gp3-keep' },
      reclaim_policy: 'Retain',
      // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/tagging.md#storageclass-tagging
      parameters: { tagSpecification_1: 'backup=daily' },
    });
  });
});

test('priorities stay below those of Kubernetes, and no two are alike', () => {
  const stack = platformStackFor((scope) => {
    new PriorityClasses(scope, 'Priorities');
  });
  for (const [name, { value }] of Object.entries(PRIORITIES)) {
    expect(stack).toHaveResource(PriorityClassV1, { metadata: { name }, value });
  }
  const values = Object.values(PRIORITIES).map(({ value }) => value);
  // https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#priorityclass
  expect(Math.max(...values)).toBeLessThanOrEqual(1_000_000_000);
  expect(new Set(values).size).toBe(values.length);
});

describe('the plan role', () => {
  const stack = platformStackFor((scope) => {
    new PlanAccess(scope, 'PlanAccess');
  });

  test('reads what a plan compares, by the group of its access entry', () => {
    expect(stack).toHaveResource(ClusterRoleBindingV1, {
      subject: [{ kind: 'Group', name: 'smile:plan', api_group: 'rbac.authorization.k8s.io' }],
      role_ref: { kind: 'ClusterRole' },
    });
    expect(stack).toReference(ClusterRoleBindingV1, 'role_ref', ClusterRoleV1);
    expect(stack).toHaveResource(ClusterRoleV1, {
      rule: expect.arrayContaining([
        { api_groups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets'], verbs: ['get', 'list'] },
      ]),
    });
  });

  // docs/adr/0018
  test('reads no Secret, runs nothing in pods, and goes through no node', () => {
    const resources = Object.values(PLANNED_KINDS).flat();
    for (const forbidden of ['secrets', 'pods', 'pods/exec', 'pods/attach', 'pods/portforward', 'nodes/proxy', '*']) {
      expect(resources).not.toContain(forbidden);
    }
  });
});

test('a namespace without a quota is refused, each one', () => {
  const { jenkins, wms, ...quotas } = TEST_PLATFORM.quotas;
  expect([jenkins, wms]).not.toContain(undefined);
  expect(() =>
    platformStackFor((scope) => {
      new Namespaces(scope, 'Namespaces', { cluster: { role: 'application', version: '1.35' }, quotas });
    }),
  ).toFailWith(
    [
      'indonesia-staging-app-platform/Namespaces: 2 problems',
      '  - namespace wms of the application cluster has no quota: add platform.quotas.wms to the environment',
      '  - namespace jenkins of the application cluster has no quota: add platform.quotas.jenkins to the environment',
    ].join('\n'),
  );
});
