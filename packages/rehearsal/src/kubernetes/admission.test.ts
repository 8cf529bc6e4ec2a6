import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { ObjectStore } from '../provider/store.ts';
import { manifestsRelease, RehearsedCluster } from './fixtures/rehearsed-cluster.ts';

const inSmile = (name: string, more: ObjectValue = {}): ObjectValue => ({
  metadata: [{ name, namespace: 'smile' }],
  ...more,
});

describe('a namespace', () => {
  it('must be there before anything is made in it', () => {
    expect(new RehearsedCluster().refusal('kubernetes_config_map_v1', inSmile('web'))).toMatchObject({
      summary: 'namespaces "smile" not found',
      detail:
        "ConfigMap smile/web is made in a namespace that is not in its cluster; take the namespace's name from the resource that makes it, so that it comes first",
    });
  });

  it('is one of its own cluster: that of the same name in another does not count', () => {
    const app = new RehearsedCluster();
    app.namespace('smile');
    const data = app.beside('https://data');
    expect(data.refusal('kubernetes_deployment_v1', inSmile('web'))?.summary).toBe(
      'Failed to create deployment: namespaces "smile" not found',
    );
    expect(app.refusal('kubernetes_config_map_v1', inSmile('web'))).toBeUndefined();
  });

  // https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces
  it.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])(
    '%s is there from the beginning',
    (namespace) => {
      expect(
        new RehearsedCluster().refusal('kubernetes_config_map_v1', { metadata: [{ name: 'a', namespace }] }),
      ).toBeUndefined();
    },
  );

  it('may be made by a release', () => {
    const cluster = new RehearsedCluster();
    cluster.make('helm_release', { name: 'a', namespace: 'smile', create_namespace: true, chart: 'a-1.0.0.tgz' });
    expect(cluster.refusal('kubernetes_config_map_v1', inSmile('web'))).toBeUndefined();
  });

  it('is not missed where an earlier process may have made it', () => {
    const cluster = new RehearsedCluster('https://app', new ObjectStore({ isWhole: false }));
    expect(cluster.refusal('kubernetes_config_map_v1', inSmile('web'))).toBeUndefined();
  });
});

describe('a name', () => {
  it('is taken once per kind and namespace', () => {
    const cluster = new RehearsedCluster();
    cluster.namespace('smile');
    cluster.namespace('wms');
    cluster.make('kubernetes_service_account_v1', inSmile('web'));
    expect(cluster.refusal('kubernetes_service_account_v1', inSmile('web'))?.summary).toBe(
      'serviceaccounts "web" already exists',
    );
    expect(cluster.refusal('kubernetes_config_map_v1', inSmile('web'))).toBeUndefined();
    expect(
      cluster.refusal('kubernetes_service_account_v1', { metadata: [{ name: 'web', namespace: 'wms' }] }),
    ).toBeUndefined();
  });

  it('is taken by what a release makes as well, and by the same kind under its older name', () => {
    const cluster = new RehearsedCluster();
    cluster.make(
      'helm_release',
      manifestsRelease('own', [
        { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' } },
      ]),
    );
    expect(cluster.refusal('kubernetes_priority_class_v1', { metadata: [{ name: 'high' }], value: 1 })?.summary).toBe(
      'Failed to create priority class: priorityclasses.scheduling.k8s.io "high" already exists',
    );
    cluster.namespace('smile');
    expect(cluster.refusal('kubernetes_namespace', { metadata: [{ name: 'smile' }] })?.summary).toBe(
      'namespaces "smile" already exists',
    );
  });

  it('is free in another cluster', () => {
    const app = new RehearsedCluster();
    app.namespace('smile');
    expect(
      app.beside('https://data').refusal('kubernetes_namespace_v1', { metadata: [{ name: 'smile' }] }),
    ).toBeUndefined();
  });
});

// Source: https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/priority/admission.go
it('only one priority class is the default', () => {
  const cluster = new RehearsedCluster();
  cluster.make('kubernetes_priority_class_v1', { metadata: [{ name: 'first' }], value: 1, global_default: true });
  expect(
    cluster.refusal('kubernetes_priority_class_v1', { metadata: [{ name: 'second' }], value: 2, global_default: true })
      ?.summary,
  ).toBe(
    'Failed to create priority class: priorityclasses.scheduling.k8s.io "second" is forbidden: PriorityClass first is already marked as default. Only one default can exist',
  );
});

describe('a change of what never changes is refused', () => {
  const cases: readonly (readonly [string, ObjectValue, ObjectValue, string])[] = [
    [
      'kubernetes_daemon_set_v1',
      { spec: [{ selector: [{ match_labels: { app: 'a' } }] }] },
      { spec: [{ selector: [{ match_labels: { app: 'b' } }] }] },
      'Failed to create daemonset: DaemonSet.apps "web" is invalid: spec.selector: Invalid value: {"matchLabels":{"app":"b"}}: field is immutable',
    ],
    [
      'kubernetes_stateful_set_v1',
      {
        spec: [
          {
            selector: [{ match_labels: { app: 'a' } }],
            volume_claim_template: [{ metadata: [{ name: 'data', labels: { a: 'b' } }] }],
          },
        ],
      },
      {
        spec: [
          {
            selector: [{ match_labels: { app: 'a' } }],
            volume_claim_template: [{ metadata: [{ name: 'data', labels: { a: 'c' } }] }],
          },
        ],
      },
      "StatefulSet.apps \"web\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ],
    [
      'kubernetes_storage_class_v1',
      { reclaim_policy: 'Delete' },
      { reclaim_policy: 'Retain' },
      'StorageClass.storage.k8s.io "web" is invalid: reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden.',
    ],
  ];

  it.each(cases)('%s', (type, before, after, message) => {
    const cluster = new RehearsedCluster();
    cluster.namespace('smile');
    const object = cluster.make(type, inSmile('web', before));
    expect(cluster.changeRefusal(object, inSmile('web', after))?.summary).toBe(message);
    expect(cluster.changeRefusal(object, inSmile('web', before))).toBeUndefined();
  });
});
