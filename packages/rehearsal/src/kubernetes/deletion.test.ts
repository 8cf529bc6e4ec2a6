import { describe, expect, it } from 'vitest';
import { manifestsRelease, RehearsedCluster } from './fixtures/rehearsed-cluster.ts';

interface Case {
  readonly chart: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly finalizer: string;
}

// Finalizers: the constants of each controller's source, aws-load-balancer-controller pkg/k8s/finalizer.go and controllers/elbv2,
// external-secrets pkg/controllers/externalsecret, clickhouse-operator pkg/controller/chi, strimzi topic-operator.
const FINALIZED: readonly Case[] = [
  {
    chart: 'aws-load-balancer-controller',
    apiVersion: 'elbv2.k8s.aws/v1beta1',
    kind: 'TargetGroupBinding',
    finalizer: 'elbv2.k8s.aws/resources',
  },
  {
    chart: 'external-secrets',
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    finalizer: 'externalsecrets.external-secrets.io/externalsecret-cleanup',
  },
  {
    chart: 'altinity-clickhouse-operator',
    apiVersion: 'clickhouse.altinity.com/v1',
    kind: 'ClickHouseInstallation',
    finalizer: 'finalizer.clickhouseinstallation.altinity.com',
  },
  {
    chart: 'strimzi-kafka-operator',
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaTopic',
    finalizer: 'strimzi.io/topic-operator',
  },
];

/** A namespace with one custom resource, and the release of its controller. */
function inhabited({ chart, apiVersion, kind }: Case) {
  const cluster = new RehearsedCluster();
  const namespace = cluster.namespace('smile');
  const controller = cluster.chart(chart);
  const manifest = { apiVersion, kind, metadata: { name: 'web', namespace: 'smile' } };
  const release = cluster.make('helm_release', manifestsRelease('routes', [manifest]));
  return { cluster, namespace, controller, release };
}

describe.each(FINALIZED)('a $kind', (one) => {
  it('goes, then its controller, then its namespace', () => {
    const { cluster, namespace, controller, release } = inhabited(one);
    expect([release, controller, namespace].map((object) => cluster.deletionRefusal(object))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keeps the controller', () => {
    const { cluster, controller } = inhabited(one);
    expect(cluster.deletionRefusal(controller)).toEqual({
      summary: `Error uninstalling release: Unable to uninstall Helm release ${one.chart}: custom resources of its kinds still exist`,
      detail: `${one.kind} smile/web of release kube-system/routes is of a kind that chart ${one.chart} brings and controls; uninstall that release first: let it depend on this one`,
    });
  });

  it('keeps its release and its namespace for ever once the controller is gone', () => {
    const made = inhabited(one);
    made.cluster.forget(made.controller);
    const words = `${one.kind} smile/web keeps finalizer ${one.finalizer}, which only the controller of chart ${one.chart} takes off, and its release is gone`;
    expect(made.cluster.deletionRefusal(made.namespace)).toEqual({
      summary: 'context deadline exceeded: namespace smile stays in Terminating',
      detail: `Some content in the namespace has finalizers remaining: ${one.finalizer} in 1 resource instances. ${words}`,
    });
    expect(made.cluster.deletionRefusal(made.release)).toEqual({
      summary:
        'Error uninstalling release: Unable to uninstall Helm release routes: uninstallation completed with 1 error(s): context deadline exceeded',
      detail: `${words} (release kube-system/routes)`,
    });
  });
});

it('a controller of another cluster takes no finalizer off', () => {
  const [one] = FINALIZED;
  if (one === undefined) throw new Error('no case');
  const made = inhabited(one);
  made.cluster.beside('https://data').chart(one.chart);
  made.cluster.forget(made.controller);
  expect(made.cluster.deletionRefusal(made.namespace)?.summary).toBe(
    'context deadline exceeded: namespace smile stays in Terminating',
  );
});

it('an object without a finalizer keeps no namespace', () => {
  const cluster = new RehearsedCluster();
  const namespace = cluster.namespace('smile');
  const base = cluster.chart('base');
  const route = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'web', namespace: 'smile' },
  };
  cluster.make('helm_release', manifestsRelease('routes', [route]));
  cluster.forget(base);
  expect(cluster.deletionRefusal(namespace)).toBeUndefined();
});

// https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
it('a claim that pods use is not gone before they are', () => {
  const cluster = new RehearsedCluster();
  cluster.namespace('smile');
  const metadata = [{ name: 'data', namespace: 'smile' }];
  const claim = cluster.make('kubernetes_persistent_volume_claim_v1', { metadata, spec: [] });
  const workload = cluster.make('kubernetes_deployment_v1', {
    metadata: [{ name: 'web', namespace: 'smile' }],
    spec: [
      {
        selector: [{ match_labels: { app: 'web' } }],
        template: [
          {
            metadata: [{ labels: { app: 'web' } }],
            spec: [{ volume: [{ name: 'v', persistent_volume_claim: [{ claim_name: 'data' }] }], container: [] }],
          },
        ],
      },
    ],
  });
  expect(cluster.deletionRefusal(claim)).toEqual({
    summary: 'Persistent volume claim data still exists with finalizers: [kubernetes.io/pvc-protection]',
    detail: 'pods of Deployment smile/web use it; delete the workload first',
  });
  expect(cluster.deletionRefusal(workload)).toBeUndefined();
  expect(cluster.deletionRefusal(claim)).toBeUndefined();
});
