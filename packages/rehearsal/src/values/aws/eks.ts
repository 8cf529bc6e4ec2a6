import type { FactsTable } from '../facts.ts';
import { arn } from './arn.ts';
import { admitAddon, admitCluster, admitNodeGroup, admitPolicy, groupsOfNodes } from './eks-admission.ts';

const MODIFIED = { created_at: '2026-01-01T00:00:00Z', modified_at: '2026-01-01T00:00:00Z' };

/** EKS clusters and what belongs to them. */
export const EKS_FACTS: FactsTable = {
  aws_eks_cluster: {
    defaults: { bootstrap_self_managed_addons: true },
    values: {
      id: '{name}',
      arn: arn('eks', 'cluster/{name}'),
      cluster_id: '',
      endpoint: 'https://{HEX32}.gr7.{region}.eks.amazonaws.com',
      // Base64 of a text that says what it is: nothing in a rehearsal connects.
      certificate_authority: [{ data: 'cmVoZWFyc2FsIGNlcnRpZmljYXRlIGF1dGhvcml0eQ==' }],
      identity: [{ oidc: [{ issuer: 'https://oidc.eks.{region}.amazonaws.com/id/{HEX32}' }] }],
      created_at: MODIFIED.created_at,
      platform_version: 'eks.1',
      status: 'ACTIVE',
      version: '1.35',
      deletion_protection: false,
      'vpc_config.cluster_security_group_id': 'sg-0{hex16}',
      'vpc_config.vpc_id': 'vpc-0{hex16}',
      'vpc_config.public_access_cidrs': ['0.0.0.0/0'],
      'kubernetes_network_config.service_ipv4_cidr': '172.20.0.0/16',
      'kubernetes_network_config.service_ipv6_cidr': '',
      'kubernetes_network_config.ip_family': 'ipv4',
      'access_config.authentication_mode': 'API',
      'upgrade_policy.support_type': 'EXTENDED',
    },
    recomputed: { platform_version: ['version'] },
    admit: admitCluster,
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'ResourceInUseException',
        message: 'Cluster already exists with name: {name}',
      },
    ],
    deletionLocks: [
      {
        attribute: 'deletion_protection',
        code: 'InvalidRequestException',
        message: 'Cluster {name} has deletion protection enabled; disable it first',
      },
    ],
    heldBy: [
      { type: 'aws_eks_node_group', attribute: 'cluster_name' },
      { type: 'aws_eks_fargate_profile', attribute: 'cluster_name' },
    ],
    heldCode: 'ResourceInUseException',
  },
  aws_eks_node_group: {
    values: {
      id: '{cluster_name}:{node_group_name}',
      arn: arn('eks', 'nodegroup/{cluster_name}/{node_group_name}/{uuid}'),
      node_group_name: ({ text, fill }) => `${text('node_group_name_prefix')}${fill('20260101000000{digits12}')}`,
      node_group_name_prefix: '',
      status: 'ACTIVE',
      ami_type: 'AL2023_x86_64_STANDARD',
      capacity_type: 'ON_DEMAND',
      disk_size: 20,
      instance_types: ['t3.medium'],
      version: '1.35',
      release_version: '1.35.0-20260101',
      resources: [
        { autoscaling_groups: [{ name: 'eks-{node_group_name}-{uuid}' }], remote_access_security_group_id: '' },
      ],
      'launch_template.id': 'lt-0{hex16}',
      'launch_template.name': '',
      'update_config.max_unavailable': 1,
    },
    recomputed: { release_version: ['version'] },
    admit: admitNodeGroup,
    attaches: groupsOfNodes,
    unique: [
      {
        by: ['cluster_name', 'node_group_name'],
        scope: 'region',
        code: 'ResourceInUseException',
        message: 'NodeGroup already exists with name {node_group_name} and cluster name {cluster_name}',
      },
    ],
  },
  aws_eks_addon: {
    admit: admitAddon,
    values: {
      id: '{cluster_name}:{addon_name}',
      arn: arn('eks', 'addon/{cluster_name}/{addon_name}/{uuid}'),
      addon_version: 'v1.0.0-eksbuild.1',
      configuration_values: '',
      ...MODIFIED,
    },
    recomputed: { modified_at: ['*'] },
    unique: [
      {
        by: ['cluster_name', 'addon_name'],
        scope: 'region',
        code: 'ResourceInUseException',
        message: 'Addon already exists: {addon_name} in {cluster_name}',
      },
    ],
  },
  aws_eks_access_entry: {
    defaults: { type: 'STANDARD' },
    values: {
      id: '{cluster_name}:{principal_arn}',
      access_entry_arn: arn('eks', 'access-entry/{cluster_name}/role/{account}/{uuid}'),
      user_name: '{principal_arn}',
      kubernetes_groups: [],
      ...MODIFIED,
    },
    recomputed: { modified_at: ['*'] },
    unique: [
      {
        by: ['cluster_name', 'principal_arn'],
        scope: 'region',
        code: 'ResourceInUseException',
        message: 'The specified access entry resource is already in use on this cluster: {principal_arn}',
      },
    ],
  },
  aws_eks_access_policy_association: {
    admit: admitPolicy,
    values: {
      id: '{cluster_name}#{principal_arn}#{policy_arn}',
      associated_at: MODIFIED.created_at,
      modified_at: MODIFIED.modified_at,
    },
  },
  aws_eks_pod_identity_association: {
    values: {
      id: '{association_id}',
      association_id: 'a-{alnum17}',
      association_arn: arn('eks', 'podidentityassociation/{cluster_name}/{association_id}'),
      disable_session_tags: false,
      external_id: '',
    },
    unique: [
      {
        by: ['cluster_name', 'namespace', 'service_account'],
        scope: 'region',
        code: 'ResourceInUseException',
        message: 'Association already exists for {namespace}/{service_account} in {cluster_name}',
      },
    ],
  },
  aws_eks_fargate_profile: {
    values: {
      id: '{cluster_name}:{fargate_profile_name}',
      arn: arn('eks', 'fargateprofile/{cluster_name}/{fargate_profile_name}/{uuid}'),
      status: 'ACTIVE',
    },
  },
  aws_eks_identity_provider_config: {
    values: {
      id: '{cluster_name}:{hex8}',
      arn: arn('eks', 'identityproviderconfig/{cluster_name}/oidc/{uuid}'),
      status: 'ACTIVE',
    },
  },
};
