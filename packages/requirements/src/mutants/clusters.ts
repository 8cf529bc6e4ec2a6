import { DEV, type Mutant, mutantsOf, PRODUCTION, STAGING } from './mutant.ts';

const app = /Application_GroupApp/;
const wms = /Application_GroupWms/;

/** Weakenings of the clusters and their nodes. */
export const CLUSTER_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('ENV-DEV', DEV, {
    'the shared cluster': (estate) => estate.remove('aws_eks_cluster'),
    'a second cluster': (estate) => estate.add('clusters', 'aws_eks_cluster', 'Second', { name: 'smile-dev-data' }),
    'nodes for the data platform': (estate) => estate.remove('aws_eks_node_group', /GroupData/),
  }),
  ...mutantsOf('ENV-STG', STAGING, {
    'a cluster that does not say uat': (estate) => estate.set('aws_eks_cluster', /Data/, 'name', 'smile-staging-data'),
    'one cluster for both roles': (estate) => estate.remove('aws_eks_cluster', /Data/),
    'the nodes of ZooKeeper': (estate) => estate.remove('aws_eks_node_group', /Zookeeper/),
    'an add-on': (estate) => estate.remove('aws_eks_addon', /Data_WorkloadAddons_EbsCsi/),
  }),
  ...mutantsOf('ENV-PRD', PRODUCTION, {
    'an API open to the world': (estate) =>
      estate.set('aws_eks_cluster', /Application/, 'vpc_config.endpoint_public_access', true),
    'Secrets in clear text': (estate) => estate.unset('aws_eks_cluster', /Data/, 'encryption_config'),
    'a cluster that anybody may delete': (estate) =>
      estate.set('aws_eks_cluster', /Data/, 'deletion_protection', false),
    'access by a map inside the cluster': (estate) =>
      estate.set('aws_eks_cluster', /Application/, 'access_config.authentication_mode', 'API_AND_CONFIG_MAP'),
    'groups that cannot grow': (estate) =>
      estate.edit('aws_eks_node_group', undefined, (body) => {
        const [config] = [body.scaling_config].flat() as { min_size: number; max_size: number }[];
        if (config !== undefined) config.max_size = config.min_size;
      }),
  }),
  ...mutantsOf('APP-EKS', PRODUCTION, {
    'the application cluster': (estate) => estate.remove('aws_eks_cluster', /Application/),
    'a second application cluster': (estate) =>
      estate.add('clusters', 'aws_eks_cluster', 'Second', { name: 'smile-blue-app' }),
    'a control plane in one zone': (estate) =>
      estate.edit('aws_eks_cluster', /Application/, (body) => {
        const [config] = [body.vpc_config].flat() as { subnet_ids: string[] }[];
        if (config !== undefined) config.subnet_ids = config.subnet_ids.slice(0, 1);
      }),
    'every node': (estate) => estate.remove('aws_eks_node_group', /Application/),
  }),
  ...mutantsOf('APP-NODES', PRODUCTION, {
    'the group': (estate) => estate.remove('aws_eks_node_group', app),
    'smaller nodes': (estate) => estate.set('aws_eks_node_group', app, 'instance_types', ['m6g.xlarge']),
    'nodes that are not Arm': (estate) => estate.set('aws_eks_node_group', app, 'instance_types', ['m6i.2xlarge']),
    'four nodes': (estate) => estate.set('aws_eks_node_group', /GroupApp.*az1/, 'scaling_config.desired_size', 1),
    'room for four': (estate) => {
      estate.set('aws_eks_node_group', app, 'scaling_config.max_size', 1);
      estate.set('aws_eks_node_group', /GroupApp.*az1/, 'scaling_config.max_size', 2);
    },
    'the group of one zone': (estate) => estate.remove('aws_eks_node_group', /Application_GroupApp.*az2/),
    'smaller nodes in one zone': (estate) =>
      estate.set('aws_eks_node_group', /Application_GroupApp.*az3/, 'instance_types', ['m6g.xlarge']),
    'two groups in one zone': (estate) => {
      let subnets: unknown;
      estate.edit('aws_eks_node_group', /Application_GroupApp.*az1/, (body) => {
        subnets = body.subnet_ids;
      });
      estate.edit('aws_eks_node_group', /Application_GroupApp.*az2/, (body) => {
        body.subnet_ids = subnets as string[];
      });
    },
    '100 GB of disk': (estate) =>
      estate.set('aws_launch_template', /Application_GroupApp/, 'block_device_mappings.ebs.volume_size', 100),
    'the template with the disk': (estate) => estate.unset('aws_eks_node_group', app, 'launch_template'),
  }),
  ...mutantsOf('APP-NODES', STAGING, {
    'the group of staging': (estate) => estate.remove('aws_eks_node_group', app),
    'a group of staging without a single node': (estate) =>
      estate.set('aws_eks_node_group', app, 'scaling_config.max_size', 0),
  }),
  ...mutantsOf('APP-WMS-NODES', PRODUCTION, {
    'the group': (estate) => estate.remove('aws_eks_node_group', wms),
    'the type of the estimate': (estate) => estate.set('aws_eks_node_group', wms, 'instance_types', ['m6g.2xlarge']),
    'one node': (estate) => estate.set('aws_eks_node_group', wms, 'scaling_config.desired_size', 1),
    'no room to grow': (estate) => estate.set('aws_eks_node_group', wms, 'scaling_config.max_size', 2),
    '50 GB of disk': (estate) =>
      estate.set('aws_launch_template', /Application_GroupWms/, 'block_device_mappings.ebs.volume_size', 50),
  }),
  ...mutantsOf('APP-RDS', PRODUCTION, {
    'the way in for the data cluster': (estate) =>
      estate.remove('aws_vpc_security_group_ingress_rule', /Data_.*IntoMysqlMain/),
    'the way out of the application nodes': (estate) =>
      estate.remove('aws_vpc_security_group_egress_rule', /Application_/),
    'MySQL on a port that nobody calls': (estate) =>
      estate.edit('aws_vpc_security_group_ingress_rule', /Application_.*IntoMysqlMain/, (body) => {
        body.from_port = 3307;
        body.to_port = 3307;
      }),
  }),
  ...mutantsOf('DAT-EKS', PRODUCTION, {
    'the data cluster': (estate) => estate.remove('aws_eks_cluster', /Data/),
    'every node': (estate) => estate.remove('aws_eks_node_group', /^Data_/),
    'a data cluster that is the application cluster': (estate) => estate.remove('aws_eks_cluster', /Application/),
  }),
  ...mutantsOf('DAT-EKS', DEV, { 'the shared cluster': (estate) => estate.remove('aws_eks_cluster') }),
  ...localDiskMutants('DAT-CLICKHOUSE', /GroupClickhouse/),
  ...localDiskMutants('DAT-KAFKA', /GroupKafka/),
  ...localDiskMutants('DAT-ZOOKEEPER', /GroupZookeeper/),
  ...onePerZoneMutants('DAT-KAFKA', 'GroupKafka'),
  ...onePerZoneMutants('DAT-ZOOKEEPER', 'GroupZookeeper'),
  ...mutantsOf('DAT-OLAP', PRODUCTION, {
    'the group': (estate) => estate.remove('aws_eks_node_group', /GroupOlap/),
    'another type': (estate) => estate.set('aws_eks_node_group', /GroupOlap/, 'instance_types', ['m6g.2xlarge']),
    'no room to grow': (estate) => estate.set('aws_eks_node_group', /GroupOlap/, 'scaling_config.max_size', 1),
  }),
  ...mutantsOf('DAT-PENTAHO', PRODUCTION, {
    'the group': (estate) => estate.remove('aws_eks_node_group', /GroupEtl/),
    'a smaller type': (estate) => estate.set('aws_eks_node_group', /GroupEtl/, 'instance_types', ['t3.xlarge']),
    '100 GB of disk': (estate) =>
      estate.set('aws_launch_template', /Data_GroupEtl/, 'block_device_mappings.ebs.volume_size', 100),
  }),
];

function localDiskMutants(
  requirement: 'DAT-CLICKHOUSE' | 'DAT-KAFKA' | 'DAT-ZOOKEEPER',
  name: RegExp,
): readonly Mutant[] {
  return mutantsOf(requirement, PRODUCTION, {
    'every group': (estate) => estate.remove('aws_eks_node_group', name),
    'the group of one zone': (estate) =>
      estate.remove('aws_eks_node_group', ({ name: found }) => name.test(found) && found.includes('apse3-az1')),
    'nodes without local disks': (estate) => estate.set('aws_eks_node_group', name, 'instance_types', ['m6g.2xlarge']),
    'groups that may shrink, and lose data': (estate) =>
      estate.set('aws_eks_node_group', name, 'scaling_config.min_size', 0),
  });
}

function onePerZoneMutants(requirement: 'DAT-KAFKA' | 'DAT-ZOOKEEPER', name: string): readonly Mutant[] {
  return mutantsOf(requirement, PRODUCTION, {
    'two groups in one zone': (estate) => {
      let subnets: unknown;
      estate.edit('aws_eks_node_group', new RegExp(`${name}.*apse3-az1`), (body) => {
        subnets = body.subnet_ids;
      });
      estate.edit('aws_eks_node_group', new RegExp(`${name}.*apse3-az2`), (body) => {
        body.subnet_ids = subnets as string[];
      });
    },
    'the type that the third zone does not sell': (estate) =>
      estate.set('aws_eks_node_group', new RegExp(`${name}.*apse3-az3`), 'instance_types', ['d3en.2xlarge']),
    'the substitute where the real type is sold': (estate) =>
      estate.set('aws_eks_node_group', new RegExp(`${name}.*apse3-az1`), 'instance_types', ['i3en.2xlarge']),
  });
}
