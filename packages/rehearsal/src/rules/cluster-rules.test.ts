import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const messages = (type: string, resource: ObjectValue) =>
  findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);

const ROLE = 'arn:aws:iam::111111111111:role/smile-prd-apply';
const VIEW = 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy';

describe('rules of clusters and what belongs to them', () => {
  it.each<[string, ObjectValue, string]>([
    [
      'aws_eks_cluster',
      { version: '1.35.2' },
      'eks-cluster-version: must be a minor version such as 1.35, got "1.35.2"',
    ],
    [
      'aws_eks_cluster',
      { upgrade_policy: [{ support_type: 'NONE' }] },
      'eks-support-type: must be one of STANDARD, EXTENDED, got "NONE"',
    ],
    [
      'aws_eks_cluster',
      { encryption_config: [{ resources: ['configmaps'] }] },
      'eks-encrypted-resources: must be one of secrets, got "configmaps"',
    ],
    [
      'aws_eks_cluster',
      { vpc_config: [{ subnet_ids: ['subnet-1'] }] },
      'eks-cluster-subnets: must name subnets in at least two zones, got 1',
    ],
    [
      'aws_eks_cluster',
      { vpc_config: [{ endpoint_private_access: false, endpoint_public_access: false }] },
      'eks-endpoint-access: must leave at least one of endpoint_private_access and endpoint_public_access on',
    ],
    [
      'aws_eks_cluster',
      { vpc_config: [{ public_access_cidrs: ['203.0.113.9/24'] }] },
      'eks-public-access-cidrs: must not have host bits set, got 203.0.113.9/24; did you mean 203.0.113.0/24?',
    ],
    [
      'aws_eks_cluster',
      { kubernetes_network_config: [{ service_ipv4_cidr: '10.0.0.0/8' }] },
      'eks-service-cidr: must be between /12 and /24, got 10.0.0.0/8',
    ],
    [
      'aws_eks_cluster',
      { kubernetes_network_config: [{ service_ipv4_cidr: '172.40.0.0/16' }] },
      'eks-service-cidr: must be a private range, got "172.40.0.0/16"',
    ],
    [
      'aws_eks_addon',
      { addon_version: 'latest' },
      'eks-addon-version: must be a version such as v1.22.4-eksbuild.3, got "latest"',
    ],
    ['aws_eks_addon', { configuration_values: 'env: {}' }, 'eks-addon-configuration: must be a JSON object'],
    [
      'aws_eks_addon',
      { resolve_conflicts_on_create: 'PRESERVE' },
      'eks-addon-conflicts-on-create: must be one of NONE, OVERWRITE, got "PRESERVE"',
    ],
    [
      'aws_eks_addon',
      { resolve_conflicts_on_update: 'KEEP' },
      'eks-addon-conflicts-on-update: must be one of NONE, OVERWRITE, PRESERVE, got "KEEP"',
    ],
    [
      'aws_eks_access_entry',
      { principal_arn: 'arn:aws:iam::111111111111:role/AWSReservedSSO_*' },
      'eks-access-entry-principal: must be the ARN of one role or user, without *, got "arn:aws:iam::111111111111:role/AWSReservedSSO_*"',
    ],
    [
      'aws_eks_access_entry',
      { principal_arn: ROLE, type: 'LINUX' },
      'eks-access-entry-type: must be one of STANDARD, EC2, EC2_LINUX, EC2_WINDOWS, FARGATE_LINUX, HYBRID_LINUX, HYPERPOD_LINUX, got "LINUX"',
    ],
    [
      'aws_eks_access_entry',
      { principal_arn: ROLE, kubernetes_groups: ['system:masters'] },
      'eks-access-entry-groups: must be a group that does not start with system:, eks:, aws:, amazon: or iam:, got "system:masters"',
    ],
    [
      'aws_eks_access_policy_association',
      { policy_arn: 'arn:aws:iam::aws:policy/AmazonEKSViewPolicy' },
      'eks-access-policy: must be a policy of EKS, as in arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy, got "arn:aws:iam::aws:policy/AmazonEKSViewPolicy"',
    ],
    [
      'aws_eks_access_policy_association',
      { access_scope: [{ type: 'namespace', namespaces: [] }] },
      'eks-access-scope: must name namespaces with type namespace',
    ],
    [
      'aws_eks_access_policy_association',
      { access_scope: [{ type: 'cluster', namespaces: ['wms'] }] },
      'eks-access-scope: must name no namespaces with type cluster',
    ],
    [
      'aws_eks_access_policy_association',
      { access_scope: [{ type: 'all' }] },
      'eks-access-scope: must have type cluster or namespace, got "all"',
    ],
    [
      'aws_eks_pod_identity_association',
      { namespace: 'Kube_System' },
      'eks-pod-identity-namespace: must be lower-case letters, digits and hyphens, got "Kube_System"',
    ],
    [
      'aws_eks_pod_identity_association',
      { service_account: 'aws_node' },
      'eks-pod-identity-service-account: must be lower-case letters, digits, dots and hyphens, got "aws_node"',
    ],
    [
      'aws_iam_openid_connect_provider',
      { url: 'https://oidc.eks.ap-southeast-3.amazonaws.com/id/A/' },
      'openid-provider-url: must be an https URL without query, fragment and final slash, got "https://oidc.eks.ap-southeast-3.amazonaws.com/id/A/"',
    ],
  ])('refuse %s with %j', (type, resource, message) => {
    expect(messages(type, resource)).toEqual([message]);
  });

  it.each<[string, ObjectValue]>([
    [
      'aws_eks_cluster',
      {
        name: 'smile-prd-app',
        version: '1.35',
        upgrade_policy: [{ support_type: 'STANDARD' }],
        encryption_config: [{ resources: ['secrets'] }],
        vpc_config: [{ subnet_ids: ['subnet-1', 'subnet-2'], endpoint_private_access: true }],
        kubernetes_network_config: [{ service_ipv4_cidr: '172.20.0.0/16' }],
      },
    ],
    ['aws_eks_addon', { addon_version: 'v1.22.4-eksbuild.3', configuration_values: '{"env":{}}' }],
    ['aws_eks_access_entry', { principal_arn: ROLE, type: 'STANDARD', kubernetes_groups: ['smile:operators'] }],
    [
      'aws_eks_access_policy_association',
      { principal_arn: ROLE, policy_arn: VIEW, access_scope: [{ type: 'cluster', namespaces: null }] },
    ],
    ['aws_eks_pod_identity_association', { namespace: 'kube-system', service_account: 'aws-node' }],
  ])('accept %s as ours are', (type, resource) => {
    expect(messages(type, resource)).toEqual([]);
  });
});
