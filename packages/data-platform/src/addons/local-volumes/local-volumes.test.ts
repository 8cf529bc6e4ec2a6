import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { madeStore, policiesOf } from '../../fixtures.ts';

describe('local volumes', () => {
  const made = madeStore('LocalVolumes');
  const values = made.addon.release?.values;

  // packages/eks/src/nodes/mount-local-disks.sh mounts each disk at /mnt/local-pv/<class>/<UUID>.
  test('are published from where the nodes mount their disks, for both layouts', () => {
    expect(values?.classes).toEqual([
      expect.objectContaining({ name: 'local-disk', hostDir: '/mnt/local-pv/local-disk', fsType: 'xfs' }),
      expect.objectContaining({ name: 'local-raid', hostDir: '/mnt/local-pv/local-raid', fsType: 'xfs' }),
    ]);
  });

  test('are looked for on nodes that have disks, and on no others', () => {
    expect(values?.affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchExpressions: [{ key: 'smile/role', operator: 'In', values: ['kafka', 'zookeeper', 'clickhouse'] }] },
          ],
        },
      },
    });
    expect(values?.tolerations).toEqual(
      ['kafka', 'zookeeper', 'clickhouse'].map((value) => ({
        key: 'smile/role',
        operator: 'Equal',
        value,
        effect: 'NoSchedule',
      })),
    );
  });

  test('take room on every node with disks', () => {
    const copies = made.addon.pods?.map(({ on, copies: count }) => [on, count]);
    expect(copies).toEqual([
      ['kafka', 3],
      ['zookeeper', 3],
      ['clickhouse', 5],
      ['platform', undefined],
    ]);
  });

  // Flags: https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/tree/v2.9.0/cmd/node-cleanup
  test('of a node that is gone for ten minutes are let go of, with their claims', () => {
    expect(made.stack).toHaveResource(DeploymentV1, {
      spec: {
        replicas: '1',
        template: {
          spec: {
            container: [
              {
                args: [
                  '--storageclass-names=local-disk,local-raid',
                  '--pvc-deletion-delay=600s',
                  '--stale-pv-discovery-interval=10s',
                ],
              },
            ],
          },
        },
      },
    });
  });

  test('are deleted by somebody who may delete nothing else', () => {
    expect(made.stack).toHaveResource(ClusterRoleV1, {
      rule: [
        {
          api_groups: [''],
          resources: ['persistentvolumes', 'persistentvolumeclaims'],
          verbs: ['get', 'list', 'watch', 'delete'],
        },
        { api_groups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
        { api_groups: [''], resources: ['events'], verbs: ['create'] },
      ],
    });
  });

  test('answer to Prometheus alone', () => {
    expect(Object.keys(policiesOf(made)).sort()).toEqual([
      'local-static-provisioner-from-prometheus',
      'local-static-provisioner-to-kubernetes-api',
      'local-volume-node-cleanup-to-kubernetes-api',
      'prometheus-to-local-static-provisioner',
    ]);
  });
});
