import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { all, ipv4Range, length, matching, oneOf } from './checks.ts';

const CREATE_CLUSTER = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html';
const NETWORK = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html';
const CREATE_ADDON = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAddon.html';
const CREATE_ACCESS_ENTRY = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html';
const ACCESS_SCOPE = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_AccessScope.html';
const POD_IDENTITY = 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html';

/** Names of namespaces and service accounts. https://kubernetes.io/docs/concepts/overview/working-with-objects/names */
const DNS_LABEL = matching(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/, 'lower-case letters, digits and hyphens');

/** Clusters, their add-ons, and who may do what in them. */
export const CLUSTER_RULES: readonly ArgumentRule[] = [
  {
    id: 'eks-cluster-version',
    types: ['aws_eks_cluster'],
    path: 'version',
    check: matching(/^1\.\d{2}$/, 'a minor version such as 1.35'),
    source: CREATE_CLUSTER,
  },
  {
    id: 'eks-support-type',
    types: ['aws_eks_cluster'],
    path: 'upgrade_policy.support_type',
    check: oneOf('STANDARD', 'EXTENDED'),
    source: CREATE_CLUSTER,
  },
  {
    id: 'eks-encrypted-resources',
    types: ['aws_eks_cluster'],
    path: 'encryption_config.resources',
    check: oneOf('secrets'),
    source: CREATE_CLUSTER,
  },
  {
    id: 'eks-cluster-subnets',
    types: ['aws_eks_cluster'],
    path: 'vpc_config',
    check: (config) => {
      const subnets = isObject(config) && isList(config.subnet_ids) ? config.subnet_ids.length : 2;
      return subnets >= 2 ? undefined : `must name subnets in at least two zones, got ${subnets}`;
    },
    source: CREATE_CLUSTER,
  },
  {
    id: 'eks-endpoint-access',
    types: ['aws_eks_cluster'],
    path: 'vpc_config',
    check: (config) =>
      isObject(config) && config.endpoint_private_access === false && config.endpoint_public_access === false
        ? 'must leave at least one of endpoint_private_access and endpoint_public_access on'
        : undefined,
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  },
  {
    id: 'eks-public-access-cidrs',
    types: ['aws_eks_cluster'],
    path: 'vpc_config.public_access_cidrs',
    check: ipv4Range(),
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html',
  },
  {
    id: 'eks-service-cidr',
    types: ['aws_eks_cluster'],
    path: 'kubernetes_network_config.service_ipv4_cidr',
    check: all(ipv4Range(12, 24), matching(/^(10|172\.(1[6-9]|2\d|3[01])|192\.168)\./, 'a private range')),
    source: NETWORK,
  },
  {
    id: 'eks-addon-version',
    types: ['aws_eks_addon'],
    path: 'addon_version',
    check: matching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, 'a version such as v1.22.4-eksbuild.3'),
    source: CREATE_ADDON,
  },
  {
    id: 'eks-addon-configuration',
    types: ['aws_eks_addon'],
    path: 'configuration_values',
    check: (text) => (typeof text !== 'string' || isJsonObject(text) ? undefined : 'must be a JSON object'),
    source: CREATE_ADDON,
  },
  {
    id: 'eks-addon-conflicts-on-create',
    types: ['aws_eks_addon'],
    path: 'resolve_conflicts_on_create',
    check: oneOf('NONE', 'OVERWRITE'),
    source: CREATE_ADDON,
  },
  {
    id: 'eks-addon-conflicts-on-update',
    types: ['aws_eks_addon'],
    path: 'resolve_conflicts_on_update',
    check: oneOf('NONE', 'OVERWRITE', 'PRESERVE'),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAddon.html',
  },
  {
    id: 'eks-access-entry-principal',
    types: ['aws_eks_access_entry', 'aws_eks_access_policy_association'],
    path: 'principal_arn',
    check: matching(/^arn:[a-z-]+:iam::\d{12}:(role|user)\/[^*]+$/, 'the ARN of one role or user, without *'),
    source: CREATE_ACCESS_ENTRY,
  },
  {
    id: 'eks-access-entry-type',
    types: ['aws_eks_access_entry'],
    path: 'type',
    check: oneOf('STANDARD', 'EC2', 'EC2_LINUX', 'EC2_WINDOWS', 'FARGATE_LINUX', 'HYBRID_LINUX', 'HYPERPOD_LINUX'),
    source: CREATE_ACCESS_ENTRY,
  },
  {
    id: 'eks-access-entry-groups',
    types: ['aws_eks_access_entry'],
    path: 'kubernetes_groups',
    check: matching(
      /^(?!system:|eks:|aws:|amazon:|iam:)/,
      'a group that does not start with system:, eks:, aws:, amazon: or iam:',
    ),
    source: CREATE_ACCESS_ENTRY,
  },
  {
    id: 'eks-access-policy',
    types: ['aws_eks_access_policy_association'],
    path: 'policy_arn',
    check: matching(
      /^arn:[a-z-]+:eks::aws:cluster-access-policy\/\w+$/,
      'a policy of EKS, as in arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
    ),
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
  },
  {
    id: 'eks-access-scope',
    types: ['aws_eks_access_policy_association'],
    path: 'access_scope',
    check: (scope) => (isObject(scope) ? scopeProblem(scope) : undefined),
    source: ACCESS_SCOPE,
  },
  {
    id: 'eks-pod-identity-namespace',
    types: ['aws_eks_pod_identity_association'],
    path: 'namespace',
    check: all(length(1, 63), DNS_LABEL),
    source: POD_IDENTITY,
  },
  {
    id: 'eks-pod-identity-service-account',
    types: ['aws_eks_pod_identity_association'],
    path: 'service_account',
    check: all(
      length(1, 253),
      matching(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, 'lower-case letters, digits, dots and hyphens'),
    ),
    source: POD_IDENTITY,
  },
  {
    id: 'openid-provider-url',
    types: ['aws_iam_openid_connect_provider'],
    path: 'url',
    check: matching(/^https:\/\/[^\s?#]*[^\s?#/]$/, 'an https URL without query, fragment and final slash'),
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html',
  },
];

function scopeProblem({ type, namespaces }: ObjectValue): string | undefined {
  const count = isList(namespaces) ? namespaces.length : 0;
  if (type === 'cluster') return count === 0 ? undefined : 'must name no namespaces with type cluster';
  if (type === 'namespace') return count > 0 ? undefined : 'must name namespaces with type namespace';
  return typeof type === 'string' ? `must have type cluster or namespace, got "${type}"` : undefined;
}

function isJsonObject(text: string): boolean {
  try {
    const parsed: Value = JSON.parse(text);
    return isObject(parsed);
  } catch {
    return false;
  }
}
