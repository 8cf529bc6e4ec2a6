import { AUTOSCALER_CLUSTER_TAG, AUTOSCALER_ENABLED_TAG } from '@smile/eks';
import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import type { Addon } from '../addon.ts';

const SERVICE_ACCOUNT = 'cluster-autoscaler';
const METRICS_PORT = 8085;
const RESOURCES = { requests: { cpu: '100m', memory: '300Mi' }, limits: { memory: '600Mi' } } as const;

/**
 * Moves the size of node groups between their `min` and `max` as pods need it. Its version follows the cluster's: an older
 * one may misjudge what a newer scheduler does.
 */
export function clusterAutoscaler(context: PlatformContext): Addon {
  return {
    id: 'ClusterAutoscaler',
    namespace: 'kube-system',
    requires: ['monitor-kinds'],
    provides: ['node-scaling'],
    runsOn: [context.place],
    identity: {
      serviceAccount: SERVICE_ACCOUNT,
      description: 'Cluster Autoscaler',
      statements: statements(context),
    },
    pods: [{ name: 'cluster-autoscaler', on: 'platform', copies: context.copies(2), ...RESOURCES.requests }],
    release: { chart: 'cluster-autoscaler', name: 'cluster-autoscaler', values: values(context) },
    connect: () => connect(context),
  };
}

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#iam-policy */
function statements({ cluster, environment }: PlatformContext) {
  const { region, account } = environment;
  return [
    {
      sid: 'LookAtGroups',
      actions: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'ec2:DescribeImages',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
        'ec2:GetInstanceTypesFromInstanceRequirements',
      ],
      resources: ['*'],
    },
    {
      sid: 'LookAtNodeGroupsOfTheCluster',
      actions: ['eks:DescribeNodegroup'],
      resources: [`arn:aws:eks:${region}:${account.id}:nodegroup/${cluster.clusterName}/*/*`],
    },
    {
      sid: 'ScaleGroupsOfTheCluster',
      actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      resources: ['*'],
      condition: [
        { test: 'StringEquals', variable: `aws:ResourceTag/${AUTOSCALER_ENABLED_TAG}`, values: ['true'] },
        {
          test: 'StringEquals',
          variable: `aws:ResourceTag/${AUTOSCALER_CLUSTER_TAG}/${cluster.clusterName}`,
          values: ['owned'],
        },
      ],
    },
  ];
}

function values(context: PlatformContext): HelmValues {
  const { cluster, environment, place } = context;
  return {
    ...onNodes(place),
    fullnameOverride: 'cluster-autoscaler',
    cloudProvider: 'aws',
    awsRegion: environment.region,
    autoDiscovery: {
      clusterName: cluster.clusterName,
      tags: [`${AUTOSCALER_ENABLED_TAG}=true`, `${AUTOSCALER_CLUSTER_TAG}/${cluster.clusterName}`],
    },
    image: context.imageWithHost('cluster-autoscaler'),
    // One works, the other waits for its lease.
    replicaCount: context.copies(2),
    rbac: { create: true, serviceAccount: { create: true, name: SERVICE_ACCOUNT } },
    extraArgs: {
      // A component has a group per zone; pods without volumes are then shared out evenly.
      'balance-similar-node-groups': true,
      'skip-nodes-with-system-pods': false,
      // Every pod with a sidecar has an emptyDir, so that with true no node would ever go.
      'skip-nodes-with-local-storage': false,
      expander: 'least-waste',
      'scale-down-unneeded-time': '10m',
      // The list of instance types that it carries is older than the region.
      'aws-use-static-instance-list': false,
    },
    podDisruptionBudget: context.hasCopies ? { maxUnavailable: 1 } : null,
    securityContext: { ...RESTRICTED_POD, runAsUser: 65534 },
    containerSecurityContext: RESTRICTED_CONTAINER,
    priorityClassName: 'system-cluster-critical',
    serviceMonitor: { enabled: true, namespace: 'kube-system', selector: {} },
    resources: RESOURCES,
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({
    owner: context.owner,
    namespace: 'kube-system',
    name: 'cluster-autoscaler',
    labels: { 'app.kubernetes.io/name': 'aws-cluster-autoscaler', 'app.kubernetes.io/instance': 'cluster-autoscaler' },
    ports: [METRICS_PORT],
  });
  pods.allowFrom(context.prometheus, 'Prometheus reads whether pods wait for nodes');
  pods.allowToBlocks(context.kubernetesApi, 'The autoscaler reads pods and nodes, and AWS by its endpoints', [443]);
}
