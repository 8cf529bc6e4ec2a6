import type { ClustersValues, ClusterValues, LocalDiskGroupValues, ScalingGroupValues } from '@smile/core';
import { onGroup, TEST_CLUSTER, testApp, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Estate } from './estate.ts';
import { inventoryOf } from './fixtures.ts';

const KAFKA: LocalDiskGroupValues = {
  kind: 'local-disk',
  instanceType: 'd3en.2xlarge',
  nodes: 3,
  zoneCount: 3,
  typesByZone: { 'apse3-az3': 'i3en.2xlarge' },
  layout: 'disks',
  release: '1.35.6-20260714',
  volume: '100 GiB',
  podsPerNode: 20,
};

const app: ScalingGroupValues = {
  kind: 'scaling',
  instanceType: 'm6g.xlarge',
  nodes: { min: 2, start: 2, max: 4 },
  volume: '100 GiB',
  podsPerNode: 58,
  openTo: 'every-pod',
  spread: { acrossZonesBecause: 'tests keep nothing' },
};
const inZone = (zone: string) => ({ inOneZone: zone, outageAccepted: 'tests can wait' });
const withGroups = (
  groups: ClusterValues['groups'],
  role: Parameters<typeof onGroup>[0] = 'shared',
): ClusterValues => ({ ...TEST_CLUSTER, groups, components: onGroup(role, Object.keys(groups)[0] ?? '') });

const SEPARATE: ClustersValues = {
  layout: 'separate',
  application: withGroups({ app, wms: { ...app, openTo: 'own-pods' } }, 'application'),
  data: { ...withGroups({ app, kafka: KAFKA }, 'data'), operatorsMay: 'edit' },
};

test('what runs in clusters has a repository for each image that ECR cannot cache; nothing else has', () => {
  const repositories = (clusters?: ClustersValues) =>
    inventoryOf(testEnvironment({ clusters }))
      .resources({ type: 'aws_ecr_repository', path: '**/PlatformRegistry/**' })
      .map(({ values }) => values.name);
  // Docker Hub, GitHub and registry.istio.io: https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
  expect(repositories(SEPARATE)).toEqual(
    expect.arrayContaining([
      'smile-uat/platform/grafana',
      'smile-uat/platform/external-secrets',
      'smile-uat/platform/istio-pilot',
      'smile-uat/platform/jenkins-controller',
    ]),
  );
  expect(repositories(SEPARATE)).not.toContain('smile-uat/platform/keycloak');
  expect(repositories()).toEqual([]);
});

const estateWith = (clusters: ClustersValues) => new Estate(testApp(), testEnvironment({ clusters }));

describe('two clusters (APP-EKS, DAT-EKS)', () => {
  const inventory = inventoryOf(testEnvironment({ clusters: SEPARATE }));
  const rules = inventory
    .resources({ type: 'aws_vpc_security_group_ingress_rule', stack: '*-clusters' })
    .map((rule) => `${rule.constructPath?.split('/').at(-1)}: ${rule.values.description}`);

  test('are named app and data, and have the groups of their values', () => {
    expect(inventory.ofType('aws_eks_cluster').map(({ values }) => values.name)).toEqual([
      'smile-uat-app',
      'smile-uat-data',
    ]);
    const names = inventory
      .ofType('aws_eks_node_group')
      .map(({ values }) => values.node_group_name ?? values.node_group_name_prefix);
    expect(names.sort()).toEqual([
      'smile-uat-app-',
      'smile-uat-app-wms-',
      'smile-uat-data-app-',
      'smile-uat-data-kafka-apse3-az1',
      'smile-uat-data-kafka-apse3-az2',
      'smile-uat-data-kafka-apse3-az3',
    ]);
  });

  test('let nodes into the data stores that each needs, and into no other (NET-5)', () => {
    expect(rules.filter((rule) => rule.startsWith('Into')).sort()).toEqual([
      'IntoMysqlMainSecurityGroupTcp3306: Debezium captures changes, Pentaho reads (DAT-OLTP)',
      'IntoMysqlMainSecurityGroupTcp3306: SMILE uses its database',
      'IntoMysqlWmsSecurityGroupTcp3306: WMS uses its database',
      'IntoRabbitMqSecurityGroupTcp5671: SMILE and WMS exchange messages',
      'IntoRedisSecurityGroupTcp6379: SMILE and WMS keep sessions and caches',
    ]);
  });

  test('let operators through the bastion to both APIs (ACC-BASTION)', () => {
    const reached = inventory
      .resources({ type: 'aws_vpc_security_group_ingress_rule', stack: '*-access' })
      .filter(({ values }) => values.description === 'Operators use kubectl through the bastion')
      .flatMap((rule) => inventory.references(rule).map(({ address }) => address));
    expect(reached.join(' ')).toMatch(/Application_Network_ControlPlane.*Data_Network_ControlPlane/);
  });

  test('let in the roles that deploy, plan and rescue, by entries of their own (ACC-IAM)', () => {
    const policies = inventory
      .resources({ type: 'aws_eks_access_policy_association', stack: '*-clusters' })
      .map(({ address, values }) => [
        address.replace(/^.*\.|_Policy.*$/g, ''),
        String(values.policy_arn).split('/')[1],
      ]);
    expect(Object.fromEntries(policies)).toEqual({
      ApplicationBreakGlass: 'AmazonEKSClusterAdminPolicy',
      ApplicationDeploys: 'AmazonEKSClusterAdminPolicy',
      DataBreakGlass: 'AmazonEKSClusterAdminPolicy',
      DataDeploys: 'AmazonEKSClusterAdminPolicy',
    });
    // What plan may is the platform's to bind, without Secrets (docs/adr/0018).
    const plans = inventory.resources({ type: 'aws_eks_access_entry', path: '**/*Plans/**' });
    expect(plans.map(({ values }) => values.kubernetes_groups)).toEqual([['smile:plan'], ['smile:plan']]);
    const principals = inventory
      .resources({ type: 'aws_eks_access_entry', stack: '*-clusters' })
      .map(({ values }) => String(values.principal_arn).split('/')[1]);
    expect(new Set(principals)).toEqual(new Set(['smile-uat-apply', 'smile-uat-plan', 'smile-uat-break-glass']));
  });

  test('let in operators as their values say, once their role exists', () => {
    const entries = inventory.resources({ type: 'aws_eks_access_entry', stack: '*-access' });
    expect(entries.map(({ values }) => values.kubernetes_groups)).toEqual([['smile:operators'], ['smile:operators']]);
    for (const entry of entries) expect(inventory.references(entry).map(({ type }) => type)).toContain('aws_iam_role');
    expect(
      inventory
        .resources({ type: 'aws_eks_access_policy_association', stack: '*-access' })
        .map(({ values }) => [String(values.policy_arn).split('/')[1], values.access_scope]),
    ).toEqual([
      ['AmazonEKSViewPolicy', { type: 'cluster' }],
      ['AmazonEKSEditPolicy', { type: 'namespace', namespaces: ['smile', 'wms', 'preview-*'] }],
      ['AmazonEKSViewPolicy', { type: 'cluster' }],
    ]);
  });

  test('give the deployment roles to pods of Jenkins in the application cluster (CI-JENKINS)', () => {
    const associations = inventory
      .resources({ type: 'aws_eks_pod_identity_association', path: '**/Jenkins/**' })
      .map(({ values }) => [values.namespace, values.service_account, String(values.role_arn).split('/')[1]]);
    expect(associations).toEqual([
      ['jenkins-apply', 'apply', 'smile-uat-apply'],
      ['jenkins-plan', 'plan', 'smile-uat-plan'],
    ]);
  });

  test('encrypt Secrets, volumes and logs with keys of ours, each its own', () => {
    for (const cluster of inventory.ofType('aws_eks_cluster')) {
      expect(JSON.stringify(cluster.values.encryption_config)).toContain('aws_kms_key.SecretsKey.arn');
    }
    for (const template of inventory.resources({ type: 'aws_launch_template', stack: '*-clusters' })) {
      expect(JSON.stringify(template.values.block_device_mappings)).toContain('aws_kms_key.VolumesKey.arn');
    }
    const [logs] = inventory.resources({ type: 'aws_cloudwatch_log_group', stack: '*-clusters' });
    expect(logs?.references.map(({ stack }) => stack)).toContain('indonesia-staging-storage');
  });

  test('tell the topic of the account', () => {
    const alarms = inventory.resources({ type: 'aws_cloudwatch_metric_alarm', stack: '*-clusters' });
    expect(alarms.length).toBeGreaterThan(0);
    for (const alarm of alarms) {
      expect(inventory.references(alarm).map(({ type }) => type)).toContain('aws_sns_topic_policy');
    }
  });
});

describe('one cluster for both (ENV-DEV)', () => {
  const { clusters } = estateWith({
    layout: 'shared',
    shared: {
      ...withGroups({ app, etl: { ...app, openTo: 'own-pods' } }),
      components: { ...onGroup('shared', 'app'), etl: 'etl' },
    },
  });

  test('takes both roles', () => {
    expect(clusters?.data).toBe(clusters?.application);
    expect(clusters?.clusters.map(({ clusterName }) => clusterName)).toEqual(['smile-uat-app']);
  });

  test('tells the pods of a component how to find its nodes', () => {
    expect(clusters?.data.placeOf('etl')).toEqual({
      group: 'etl',
      architectures: ['arm64'],
      labels: { 'smile/role': 'etl' },
      taint: { key: 'smile/role', value: 'etl' },
    });
    expect(clusters?.data.placeOf('kafka')).toMatchObject({ labels: { 'smile/role': 'app' }, taint: undefined });
  });
});

describe('how groups lie in zones', () => {
  const inventory = inventoryOf(
    testEnvironment({
      clusters: {
        layout: 'shared',
        shared: withGroups({
          app: { ...app, nodes: { min: 3, start: 5, max: 10 }, spread: 'group-per-zone' },
          etl: { ...app, openTo: 'own-pods', spread: inZone('apse3-az2') },
          ci: { ...app, openTo: 'own-pods', nodes: { min: 0, start: 0, max: 3 }, securityGroup: 'own' },
          deploy: { ...app, openTo: 'own-pods', renewal: 'by-hand' },
        }),
      },
    }),
  );
  const group = (path: string) => inventory.resources({ type: 'aws_eks_node_group', path });

  test('a group per zone shares its nodes out, and every pod finds all of them by one label', () => {
    expect(group('**/GroupApp/**').map(({ values }) => [values.node_group_name_prefix, values.scaling_config])).toEqual(
      [
        ['smile-uat-app-apse3-az1-', { min_size: 1, desired_size: 2, max_size: 4 }],
        ['smile-uat-app-apse3-az2-', { min_size: 1, desired_size: 2, max_size: 3 }],
        ['smile-uat-app-apse3-az3-', { min_size: 1, desired_size: 1, max_size: 3 }],
      ],
    );
    for (const one of group('**/GroupApp/**')) {
      expect(one.values.labels).toEqual({ 'smile/role': 'app' });
      expect(inventory.referencesAt(one, 'subnet_ids')).toHaveLength(1);
    }
  });

  test('a group in one zone has the subnet of that zone, and one over all says why', () => {
    const [etl] = group('**/GroupEtl/**');
    const [deploy] = group('**/GroupDeploy/**');
    expect(etl && inventory.referencesAt(etl, 'subnet_ids').map(({ values }) => values.availability_zone_id)).toEqual([
      'apse3-az2',
    ]);
    expect(deploy?.values.tags).toEqual({ 'across-zones-because': 'tests keep nothing' });
  });

  test('nodes that apply are left alone by a new release, template or version', () => {
    expect(group('**/GroupDeploy/**').map(({ lifecycle }) => lifecycle.ignoreChanges)).toEqual([
      ['scaling_config[0].desired_size', 'version', 'release_version', 'launch_template'],
    ]);
    const templates = inventory.resources({ type: 'aws_launch_template', path: '**/GroupDeploy/**' });
    expect(templates.map(({ lifecycle }) => lifecycle.preventDestroy)).toEqual([true]);
  });

  test('nodes of builds reach the API and names, and no store lets them in', () => {
    const [template] = inventory.resources({ type: 'aws_launch_template', path: '**/GroupCi/**' });
    const [own] = template === undefined ? [] : inventory.referencesAt(template, 'vpc_security_group_ids');
    expect(own?.constructPath).toMatch(/NetworkCi\/SecurityGroup\/Default$/);
    const lets = inventory
      .ofType('aws_vpc_security_group_ingress_rule')
      .filter((rule) => inventory.referencesAt(rule, 'referenced_security_group_id').includes(own as never))
      .map(({ values }) => `${values.ip_protocol} ${values.from_port}: ${values.description}`)
      .sort();
    expect(lets).toEqual([
      'tcp 1: Pods of one build talk to each other',
      'tcp 443: Kubelets and agents call the Kubernetes API',
      'tcp 50000: Agents connect to the controller of Jenkins',
      'tcp 53: Builds resolve names',
      'udp 53: Builds resolve names',
    ]);
  });
});

test('an old and a new set of nodes of one component share its role; the old one may go with both keys', () => {
  const old = { ...KAFKA, deletion: { allowedBecause: 'its data moved to kafka-2027' } };
  const clusters: ClustersValues = {
    layout: 'shared',
    shared: withGroups({ app, kafka: old, 'kafka-2027': { ...KAFKA, role: 'kafka' } }),
  };
  const inventory = inventoryOf(testEnvironment({ clusters, allowDataLoss: true }));
  const groups = inventory.resources({ type: 'aws_eks_node_group', path: '**/GroupKafka*/**' });
  expect(groups.map(({ values }) => (values.labels as Record<string, string>)['smile/role'])).toEqual(
    Array(6).fill('kafka'),
  );
  const protections = groups.map(({ constructPath, lifecycle }) => [
    constructPath?.split('/')[2],
    lifecycle.preventDestroy,
  ]);
  expect(Object.fromEntries(protections)).toEqual({ GroupKafka: false, GroupKafka2027: true });
});

test('an environment without values for clusters has no such stack (ENV-SHR)', () => {
  expect(new Estate(testApp(), testEnvironment()).clusters).toBeUndefined();
});

describe('values that AWS cannot give are refused at synth, with what to choose instead', () => {
  const shared = (groups: ClusterValues['groups']) => () => {
    estateWith({ layout: 'shared', shared: withGroups(groups) });
  };

  test('d3en in the third zone', () => {
    expect(shared({ app, kafka: { ...KAFKA, typesByZone: undefined } })).toFailWith(
      'indonesia-staging-clusters/Application/GroupKafka: zoneCount is 3, but d3en.2xlarge is sold in apse3-az1, apse3-az2 of apse3-az1, apse3-az2, apse3-az3 (Jakarta); set zoneCount to 2, or name a type for apse3-az3 in typesByZone, as in i3en.2xlarge',
    );
  });

  test('d3en in the third zone, asked for by its id', () => {
    expect(shared({ app, olap: { ...app, instanceType: 'd3en.2xlarge', spread: inZone('apse3-az3') } })).toFailWith(
      'indonesia-staging-clusters/Application/GroupOlap: instanceType d3en.2xlarge is not sold in apse3-az3, but in apse3-az1, apse3-az2; choose one of these zones, or in apse3-az3 i3en.2xlarge or i7ie.2xlarge',
    );
  });

  test('a group per zone with fewer nodes than zones', () => {
    const nodes = { min: 2, start: 3, max: 6 };
    expect(shared({ app: { ...app, nodes, spread: 'group-per-zone' } })).toFailWith(
      'indonesia-staging-clusters/Application/GroupApp: nodes.min must be at least 3, one for each of apse3-az1, apse3-az2, apse3-az3, got min=2 start=3 max=6; raise min, or keep the group in one zone',
    );
  });

  test('a control plane in a zone without a subnet', () => {
    const controlPlaneZones = ['apse3-az1', 'apse3-az4'];
    expect(() => estateWith({ layout: 'shared', shared: { ...withGroups({ app }), controlPlaneZones } })).toFailWith(
      'indonesia-staging-clusters/Application/Default: controlPlaneZones: apse3-az4 has no subnet, expected some of apse3-az1, apse3-az2, apse3-az3; remove it, or give the network that zone first',
    );
  });

  test('t3a', () => {
    expect(shared({ app: { ...app, instanceType: 't3a.xlarge' } })).toFailWith(
      'indonesia-staging-clusters/Application/GroupApp: instanceType t3a.xlarge is not sold in ap-southeast-3 (Jakarta); choose t3.xlarge or t4g.xlarge',
    );
  });

  test('more nodes than the subnet of a zone holds, with all their pods', () => {
    const nodes = { min: 2, start: 2, max: 100 };
    expect(shared({ app: { ...app, podsPerNode: 110, nodes, spread: inZone('apse3-az1') } })).toFailWith(
      'indonesia-staging-clusters/Application/GroupApp: subnet 10.1.0.0/19 in apse3-az1 has 6549 addresses for nodes and their pods (a fifth of its 8187 stays free), but 100 nodes of app with 110 pods each need 12900; use a /18 or larger, or at most 50 nodes of app there',
    );
  });
});
