import { EksAddon } from '@cdktf/provider-aws/lib/eks-addon';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import { Addon, type AddonProps } from './addon.ts';
import { addonConfigurationText } from './addon-configuration.ts';

const stackWith = (props: Partial<AddonProps> = {}) =>
  clusterStackFor({}, (scope, cluster) => {
    new Addon(scope, 'Extra', { cluster, name: 'coredns', ...props });
  });

const extraOf = (props: Partial<AddonProps> = {}) =>
  resourcesOf(stackWith(props), EksAddon).find(({ addon_name: name }) => name === (props.name ?? 'coredns'));

describe('an add-on: defaults', () => {
  test('the pinned version of the cluster’s Kubernetes version, without settings or identity', () => {
    const addon = extraOf();
    expect(addon).toMatchObject({ addon_name: 'coredns', addon_version: 'v1.13.2-eksbuild.31' });
    expect(addon).not.toHaveProperty('configuration_values');
    expect(addon).not.toHaveProperty('pod_identity_association');
  });

  test('what the code says wins over what somebody changed, and its removal leaves it running', () => {
    expect(extraOf()).toMatchObject({
      resolve_conflicts_on_create: 'OVERWRITE',
      resolve_conflicts_on_update: 'OVERWRITE',
      preserve: true,
    });
  });

  test('waits for its cluster', () => {
    expect(stackWith()).toReference(EksAddon, 'cluster_name', EksCluster);
  });
});

test('an older known version can be chosen, to go back', () => {
  expect(extraOf({ version: 'v1.13.2-eksbuild.4' })).toMatchObject({ addon_version: 'v1.13.2-eksbuild.4' });
});

test('settings are written in one order, because EKS compares their text (P43)', () => {
  expect(addonConfigurationText({ env: { B: '1', A: '2' }, affinity: [{ z: 1, y: [2, 1] }] })).toBe(
    '{"affinity":[{"y":[2,1],"z":1}],"env":{"A":"2","B":"1"}}',
  );
});

describe('refuses', () => {
  const addon = (props: Partial<AddonProps>) => () => {
    stackWith(props);
  };

  test('a version that does not go with the cluster’s, and lists those that do', () => {
    expect(addon({ version: 'v1.14.3-eksbuild.16' })).toFailWith(
      'indonesia-staging-clusters/Extra: coredns on Kubernetes 1.35 must be one of v1.13.2-eksbuild.31, v1.13.2-eksbuild.4, got v1.14.3-eksbuild.16, which goes with Kubernetes 1.36; choose one of them, or leave the version out',
    );
  });

  test('a version that nobody knows, and settings that the add-on does not have, all at once', () => {
    expect(addon({ version: 'latest', configuration: { autoscaling: {}, mode: 'fast' } })).toFailWith(
      [
        'indonesia-staging-clusters/Extra: 3 problems',
        '  - coredns on Kubernetes 1.35 must be one of v1.13.2-eksbuild.31, v1.13.2-eksbuild.4, got latest; choose one of them, or leave the version out',
        '  - coredns has no setting "autoscaling", expected some of affinity, nodeSelector, podAnnotations, podLabels, resources, tolerations, autoScaling, computeType, corefile, podDisruptionBudget, replicaCount, topologySpreadConstraints; did you mean autoScaling?',
        '  - coredns has no setting "mode", expected some of affinity, nodeSelector, podAnnotations, podLabels, resources, tolerations, autoScaling, computeType, corefile, podDisruptionBudget, replicaCount, topologySpreadConstraints; remove it',
      ].join('\n'),
    );
  });
});

describe('network add-ons', () => {
  const stack = clusterStackFor();
  const addonOf = (name: string) => resourcesOf(stack, EksAddon).find(({ addon_name: found }) => found === name);

  test('are there before any node', () => {
    expect(resourcesOf(stack, EksAddon).map(({ addon_name: name }) => name)).toEqual([
      'kube-proxy',
      'eks-pod-identity-agent',
      'vpc-cni',
    ]);
  });

  test('enforce network policies, and hand out addresses in blocks', () => {
    expect(addonOf('vpc-cni')).toMatchObject({
      configuration_values:
        '{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true","WARM_PREFIX_TARGET":"1"}}',
    });
  });

  test('give the network its permissions through a pod identity, not through the nodes', () => {
    expect(addonOf('vpc-cni')).toMatchObject({
      pod_identity_association: [{ service_account: 'aws-node' }],
      depends_on: [
        expect.stringContaining('aws_eks_addon.Application_NetworkAddons_PodIdentityAgent'),
        expect.stringContaining('AmazonEKS_CNI_Policy'),
      ],
    });
    expect(stack).toReference(EksAddon, 'pod_identity_association', IamRole);
  });
});

describe('workload add-ons', () => {
  const stack = clusterStackFor({}, (scope, cluster) => {
    const nodes = new EksNodeGroup(scope, 'Group', {
      clusterName: cluster.clusterName,
      nodeRoleArn: cluster.nodeRoleArn,
      subnetIds: ['subnet-1'],
      scalingConfig: { minSize: 1, maxSize: 1, desiredSize: 1 },
      dependsOn: [...cluster.nodesNeed],
    });
    cluster.addWorkloadAddons([nodes]);
  });
  const addonOf = (name: string) => resourcesOf(stack, EksAddon).find(({ addon_name: found }) => found === name);

  test.each(['coredns', 'snapshot-controller', 'aws-ebs-csi-driver'])('%s waits for nodes', (name) => {
    expect(addonOf(name)).toMatchObject({ depends_on: expect.arrayContaining(['aws_eks_node_group.Group']) });
  });

  test('nodes wait for the network add-ons', () => {
    expect(stack).toReference(EksNodeGroup, 'depends_on', EksAddon);
  });

  test('snapshots are known before the driver looks for them', () => {
    expect(addonOf('aws-ebs-csi-driver')).toMatchObject({
      depends_on: expect.arrayContaining([expect.stringContaining('SnapshotController')]),
    });
  });

  test('names are resolved by two pods at least', () => {
    expect(addonOf('coredns')).toMatchObject({
      configuration_values: '{"autoScaling":{"enabled":true,"maxReplicas":10,"minReplicas":2}}',
    });
  });

  test('volumes carry the tags of the estate, and the driver touches those of its own cluster only', () => {
    const driver = addonOf('aws-ebs-csi-driver');
    expect(JSON.parse(String(driver?.configuration_values))).toMatchObject({
      controller: { extraVolumeTags: { environment: 'staging', stack: 'clusters', backup: 'none' } },
      // The system disk and the interfaces beyond the first of a m6g.2xlarge, which has four:
      // https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-attachments.html
      node: { reservedVolumeAttachments: 4 },
    });
    expect(driver).toMatchObject({
      pod_identity_association: [{ service_account: 'ebs-csi-controller-sa' }],
      depends_on: expect.arrayContaining([expect.stringContaining('AmazonEBSCSIDriverEKSClusterScopedPolicy')]),
    });
  });
});
