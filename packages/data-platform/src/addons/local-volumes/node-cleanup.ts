import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { DeploymentV1 } from '@cdktf/provider-kubernetes/lib/deployment-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { NOBODY, onNodes, type PlatformContext, type PodDemand, Pods } from '@smile/cluster-platform';
import { REASON_ANNOTATION } from '@smile/core';
import { LOCAL_DISK_CLASSES } from '@smile/eks';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

const NAME = 'local-volume-node-cleanup';
const LABELS = { 'app.kubernetes.io/name': NAME };
const METRICS_PORT = 8080;
const REQUESTS = { cpu: '10m', memory: '64Mi' };

/**
 * How long a node must be gone before the claims of its volumes are deleted. Its instance, and what was on it, is gone for good
 * sooner; an API server that loses a node for a moment takes no data with it.
 */
const GONE_FOR = '600s';

export interface NodeCleanupProps {
  readonly context: PlatformContext;
  readonly namespace: string;
  readonly after: readonly ITerraformDependable[];
}

/**
 * Deletes claims and volumes of nodes that are gone. Without it, a pod waits for ever for a disk that was in a machine of somebody
 * else long ago. The chart of the provisioner does not have it:
 * https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/tree/v2.9.0/deployment/kubernetes/example/node-cleanup-controller
 */
export class NodeCleanup extends Construct {
  static readonly demand: PodDemand = { name: NAME, on: 'platform', ...REQUESTS };

  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NodeCleanupProps) {
    super(scope, id);
    const { namespace, after } = props;
    const account = new ServiceAccountV1(this, 'Account', {
      metadata: { name: NAME, namespace },
      // The pod asks for the token itself.
      automountServiceAccountToken: false,
      dependsOn: [...after],
    });
    const binding = this.createRights(account, namespace);
    this.ready = [this.createDeployment(props, [account, binding])];
  }

  /** Says who may connect to it. */
  static connect({ owner, kubernetesApi }: PlatformContext, namespace: string): void {
    const pods = new Pods({ owner, namespace, name: NAME, labels: LABELS });
    pods.allowToBlocks(kubernetesApi, 'Nodes that are gone are known to the API, and so are their volumes', [443]);
  }

  private createRights(account: ServiceAccountV1, namespace: string): ClusterRoleBindingV1 {
    const role = new ClusterRoleV1(this, 'Role', {
      metadata: { name: NAME },
      rule: [
        {
          apiGroups: [''],
          resources: ['persistentvolumes', 'persistentvolumeclaims'],
          verbs: ['get', 'list', 'watch', 'delete'],
        },
        { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
        { apiGroups: [''], resources: ['events'], verbs: ['create'] },
      ],
    });
    return new ClusterRoleBindingV1(this, 'Rights', {
      metadata: { name: NAME },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role.metadata.name },
      subject: [{ kind: 'ServiceAccount', name: account.metadata.name, namespace }],
    });
  }

  private createDeployment(
    { context, namespace }: NodeCleanupProps,
    after: readonly ITerraformDependable[],
  ): DeploymentV1 {
    const { nodeSelector, tolerations } = onNodes(context.place);
    return new DeploymentV1(this, 'Default', {
      metadata: {
        name: NAME,
        namespace,
        annotations: {
          [REASON_ANNOTATION]: 'It waits ten minutes before it does anything, so one that starts anew is in time',
        },
      },
      spec: {
        // Two would delete the same claims.
        replicas: '1',
        strategy: { type: 'Recreate' },
        selector: { matchLabels: LABELS },
        template: {
          metadata: { labels: LABELS },
          spec: {
            nodeSelector: { ...nodeSelector },
            toleration: [...tolerations],
            serviceAccountName: NAME,
            automountServiceAccountToken: true,
            priorityClassName: 'platform',
            securityContext: {
              runAsNonRoot: true,
              runAsUser: String(NOBODY),
              runAsGroup: String(NOBODY),
              seccompProfile: { type: 'RuntimeDefault' },
            },
            container: [
              {
                name: 'node-cleanup',
                image: context.imageReference('local-volume-node-cleanup'),
                args: [
                  `--storageclass-names=${Object.values(LOCAL_DISK_CLASSES).join(',')}`,
                  `--pvc-deletion-delay=${GONE_FOR}`,
                  '--stale-pv-discovery-interval=10s',
                ],
                port: [{ name: 'metrics', containerPort: METRICS_PORT }],
                livenessProbe: { httpGet: { path: '/metrics', port: String(METRICS_PORT) }, periodSeconds: 30 },
                readinessProbe: { httpGet: { path: '/metrics', port: String(METRICS_PORT) } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  // The provider sends false where nothing is said.
                  runAsNonRoot: true,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
                resources: { requests: REQUESTS, limits: { memory: '128Mi' } },
              },
            ],
          },
        },
      },
      dependsOn: [...after],
    });
  }
}
