import { AutoscalingGroupTagA as AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ALARM_TOPIC, nodeStackFor, SmallVpc, TEST_VPC, type TestClusterOptions } from './fixtures/test-cluster.ts';
import { NodeGroup, type NodeGroupProps } from './node-group.ts';
import { NODE_RELEASES } from './node-releases.ts';

const stackWith = (props: Partial<NodeGroupProps> = {}, options: TestClusterOptions = {}) =>
  nodeStackFor((scope, cluster) => {
    new NodeGroup(scope, 'App', {
      cluster,
      name: 'app',
      instanceType: 'm6g.2xlarge',
      size: { min: 3, desired: 5, max: 10 },
      volume: '200 GiB',
      alarmTopic: ALARM_TOPIC,
      ...props,
    });
  }, options);

const stack = stackWith();

/** User data of the only template of a stack. */
const userDataOf = (subject: ReturnType<typeof stackWith>) =>
  Buffer.from(String(resourcesOf(subject, LaunchTemplate)[0]?.user_data), 'base64').toString();

const subnetsOf = (subject: ReturnType<typeof stackWith>) =>
  resourcesOf(subject, EksNodeGroup)
    .flatMap(({ subnet_ids: ids }) => ids as string[])
    .map((id) => /EksPrivate-(apse3-az\d)/.exec(id)?.[1]);

describe('defaults', () => {
  test('every zone that sells the type', () => {
    expect(subnetsOf(stack)).toEqual(['apse3-az1', 'apse3-az2', 'apse3-az3']);
    expect(subnetsOf(stackWith({ instanceType: 'd3en.2xlarge' }))).toEqual(['apse3-az1', 'apse3-az2']);
    expect(stack).toReference(EksNodeGroup, 'subnet_ids', Subnet);
  });

  test('as many pods as the type and the network add-on allow, which the kubelet is told', () => {
    expect(userDataOf(stack)).toContain('maxPods: 110');
    expect(userDataOf(stackWith({}, { prefixDelegation: false }))).toContain('maxPods: 58');
  });

  test("the release of the table for the cluster's version", () => {
    expect(stack).toHaveResource(EksNodeGroup, { version: '1.35', release_version: NODE_RELEASES['1.35'] });
    expect(stackWith({}, { version: '1.36' })).toHaveResource(EksNodeGroup, {
      version: '1.36',
      release_version: NODE_RELEASES['1.36'],
    });
  });

  test('no labels, no taints, and broken nodes are replaced', () => {
    expect(stack).toHaveResource(EksNodeGroup, { node_repair_config: { enabled: true } });
    const [group] = resourcesOf(stack, EksNodeGroup);
    expect(group?.labels ?? {}).toEqual({});
    expect(group?.taint ?? []).toEqual([]);
  });
});

describe('a group (APP-NODES)', () => {
  test('has its size at creation, and leaves the number of nodes to the autoscaler afterwards (P41)', () => {
    expect(stack).toHaveResource(EksNodeGroup, {
      scaling_config: { min_size: 3, desired_size: 5, max_size: 10 },
      lifecycle: { create_before_destroy: true, ignore_changes: ['scaling_config[0].desired_size'] },
    });
  });

  test('is replaced by another beside it, so its name ends with a stamp (P47)', () => {
    expect(stack).toHaveResource(EksNodeGroup, { node_group_name_prefix: 'smile-uat-app-' });
    expect(resourcesOf(stack, EksNodeGroup)[0]).not.toHaveProperty('node_group_name');
  });

  test.each([
    ['m6g.2xlarge', 'AL2023_ARM_64_STANDARD'],
    ['t3.2xlarge', 'AL2023_x86_64_STANDARD'],
  ])('of %s runs %s', (instanceType, image) => {
    expect(stackWith({ instanceType })).toHaveResource(EksNodeGroup, {
      ami_type: image,
      instance_types: [instanceType],
      capacity_type: 'ON_DEMAND',
    });
  });

  test('is updated a third at a time, without force, in up to three hours', () => {
    expect(stack).toHaveResource(EksNodeGroup, {
      update_config: { max_unavailable_percentage: 33 },
      force_update_version: false,
      timeouts: { update: '3h' },
    });
  });

  test('starts once its role may join, with a version of its template, never the latest of the hour (P40)', () => {
    expect(stack).toReference(EksNodeGroup, 'depends_on', IamRole);
    expect(stack).toReference(EksNodeGroup, 'launch_template.id', LaunchTemplate);
    expect(stack).toHaveResource(EksNodeGroup, {
      launch_template: {
        version: expect.stringMatching(/^\$\{tostring\(aws_launch_template\.\w+\.latest_version\)\}$/),
      },
    });
  });

  test('has labels and taints, of which the autoscaler knows before there is a node', () => {
    const labelled = stackWith({
      labels: { 'smile/workload': 'wms' },
      taints: [{ key: 'smile/workload', value: 'wms' }],
    });
    expect(labelled).toHaveResource(EksNodeGroup, {
      labels: { 'smile/workload': 'wms' },
      taint: [{ key: 'smile/workload', value: 'wms', effect: 'NO_SCHEDULE' }],
    });
    expect(tagsOf(labelled)).toEqual({
      'k8s.io/cluster-autoscaler/enabled': 'true',
      'k8s.io/cluster-autoscaler/${aws_eks_cluster.Cluster.name}': 'owned',
      'k8s.io/cluster-autoscaler/node-template/label/smile/workload': 'wms',
      'k8s.io/cluster-autoscaler/node-template/taint/smile/workload': 'wms:NoSchedule',
    });
    expect(labelled).toReference(AutoscalingGroupTag, 'autoscaling_group_name', EksNodeGroup);
  });
});

const tagsOf = (subject: ReturnType<typeof stackWith>) =>
  Object.fromEntries(
    resourcesOf(subject, AutoscalingGroupTag).map(({ tag }) => {
      const { key, value } = tag as { key: string; value: string };
      return [key, value];
    }),
  );

describe('options', () => {
  test('zones, as for a volume that stays in one', () => {
    expect(subnetsOf(stackWith({ zones: ['apse3-az2'] }))).toEqual(['apse3-az2']);
  });

  test('fewer pods', () => {
    expect(userDataOf(stackWith({ podsPerNode: 40 }))).toContain('maxPods: 40');
  });

  test('another release, and no repair', () => {
    expect(stackWith({ release: '1.35.4-20260601', repair: false })).toHaveResource(EksNodeGroup, {
      version: '1.35',
      release_version: '1.35.4-20260601',
      node_repair_config: { enabled: false },
    });
  });

  test('a taint of another effect', () => {
    expect(stackWith({ taints: [{ key: 'a', value: 'b', effect: 'PreferNoSchedule' }] })).toHaveResource(EksNodeGroup, {
      taint: [{ effect: 'PREFER_NO_SCHEDULE' }],
    });
  });
});

describe('errors', () => {
  test('t3a, which Jakarta does not sell', () => {
    expect(() => stackWith({ instanceType: 't3a.large' })).toFailWith(
      'indonesia-staging-clusters/App: instanceType t3a.large is not sold in ap-southeast-3 (Jakarta); choose t3.large or t4g.large',
    );
  });

  test('d3en.2xlarge in apse3-az3', () => {
    expect(() => stackWith({ instanceType: 'd3en.2xlarge', zones: ['apse3-az3'] })).toFailWith(
      'indonesia-staging-clusters/App: instanceType d3en.2xlarge is not sold in apse3-az3, but in apse3-az1, apse3-az2; choose one of these zones, or in apse3-az3 i3en.2xlarge or i7ie.2xlarge',
    );
  });

  test('40 nodes in a /26', () => {
    const vpc = (scope: ConstructorParameters<typeof SmallVpc>[0]) => new SmallVpc(scope, 'Vpc', TEST_VPC);
    const size = { min: 3, desired: 5, max: 40 };
    expect(() => stackWith({ size, zones: ['apse3-az1'] }, { vpc })).toFailWith(
      'indonesia-staging-clusters/App: subnet 10.1.0.0/26 in apse3-az1 has 47 addresses for nodes and their pods (a fifth of its 59 stays free), but 40 nodes of app with 110 pods each need 5160; use a /19 or larger, or fewer pods per node',
    );
  });

  test('groups that fit one by one but not together', () => {
    const group = (name: string) =>
      ({
        name,
        instanceType: 'm6g.2xlarge',
        size: { min: 1, desired: 1, max: 80 },
        volume: '100 GiB',
        alarmTopic: ALARM_TOPIC,
      }) as const;
    const both = () =>
      nodeStackFor((scope, cluster) => {
        new NodeGroup(scope, 'App', { ...group('app'), cluster });
        new NodeGroup(scope, 'Wms', { ...group('wms'), cluster, zones: ['apse3-az1'] });
      });
    expect(both).toFailWith(
      'indonesia-staging-clusters/Wms: subnet 10.1.0.0/19 in apse3-az1 has 6549 addresses for nodes and their pods (a fifth of its 8187 stays free), but 40 nodes of app with 110 pods each and 80 nodes of wms with 110 pods each need 15480; use a /17 or larger, or at most 10 nodes of wms there',
    );
  });

  test('everything at once', () => {
    const wrong = () =>
      stackWith(
        {
          instanceType: 'd3en.2xlarge',
          zones: ['apse3-az1', 'apse3-az4'],
          size: { min: 3, desired: 2, max: 3 },
          podsPerNode: 40,
          release: '1.36.2-20260714',
          labels: { 'node-role.kubernetes.io/worker': '' },
        },
        { prefixDelegation: false },
      );
    expect(wrong).toFailWith(
      [
        'indonesia-staging-clusters/App: 5 problems',
        '  - zones: apse3-az4 has no subnet, expected some of apse3-az1, apse3-az2, apse3-az3; remove it',
        '  - size.desired must be between min and max, got min=3 desired=2 max=3; raise max or change desired',
        "  - release 1.36.2-20260714 is newer than the cluster's version 1.35; upgrade the cluster first, or use 1.35.6-20260714",
        "  - label node-role.kubernetes.io/worker is Kubernetes' or EKS's own, and nodes with it do not join; use a prefix of ours",
        '  - podsPerNode: d3en.2xlarge runs 18 pods without prefix delegation, got 40; switch on prefix delegation, with which it runs 110, or lower podsPerNode',
      ].join('\n'),
    );
  });

  test('no zone, and a size that is none', () => {
    expect(() => stackWith({ zones: [], size: { min: 0, desired: 0, max: 0 } })).toFailWith(
      [
        'indonesia-staging-clusters/App: 2 problems',
        '  - zones is empty; leave it out for all zones that sell m6g.2xlarge',
        '  - size must be whole numbers, and max at least 1, got min=0 desired=0 max=0',
      ].join('\n'),
    );
  });
});
