import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../../protocol/value.ts';
import { EKS_FACTS } from './eks.ts';

const refusal = (type: string, object: ObjectValue, others: Readonly<Record<string, readonly ObjectValue[]>>) =>
  EKS_FACTS[type]?.admit?.(object, (wanted) => others[wanted] ?? [])?.summary;

const CLUSTERS = { aws_eks_cluster: [{ name: 'smile-prd-app', version: '1.35' }] };

describe('an add-on', () => {
  const addon = (values: ObjectValue) => ({ cluster_name: 'smile-prd-app', addon_name: 'kube-proxy', ...values });

  it('is admitted to a cluster of its version', () => {
    expect(refusal('aws_eks_addon', addon({ addon_version: 'v1.35.3-eksbuild.29' }), CLUSTERS)).toBeUndefined();
    expect(refusal('aws_eks_addon', addon({ addon_version: 'v1.34.6-eksbuild.11' }), CLUSTERS)).toBeUndefined();
  });

  it('is refused where there is no such cluster', () => {
    expect(refusal('aws_eks_addon', addon({ cluster_name: 'app' }), CLUSTERS)).toBe(
      'ResourceNotFoundException: No cluster found for name: app.',
    );
  });

  it('is refused when it is a kube-proxy ahead of the control plane', () => {
    expect(refusal('aws_eks_addon', addon({ addon_version: 'v1.36.0-eksbuild.21' }), CLUSTERS)).toBe(
      'InvalidParameterException: Addon version specified is not supported: v1.36.0-eksbuild.21 for Kubernetes 1.35',
    );
  });
});

describe('a policy of an access entry', () => {
  const policy = { cluster_name: 'smile-prd-app', principal_arn: 'arn:aws:iam::111111111111:role/smile-prd-plan' };

  it('is admitted once the entry is there', () => {
    expect(refusal('aws_eks_access_policy_association', policy, { aws_eks_access_entry: [policy] })).toBeUndefined();
  });

  it('is refused without the entry', () => {
    expect(refusal('aws_eks_access_policy_association', policy, {})).toBe(
      'ResourceNotFoundException: The specified principalArn could not be found: arn:aws:iam::111111111111:role/smile-prd-plan',
    );
  });
});

describe('a control plane', () => {
  const subnet = (id: string, zone: string) => ({ id, availability_zone: zone });
  const SUBNETS = [subnet('a1', 'a'), subnet('a2', 'a'), subnet('b1', 'b'), subnet('c1', 'c')];
  const cluster = (...ids: string[]): ObjectValue => ({ vpc_config: [{ subnet_ids: ids }] });
  const move = (from: ObjectValue, to: ObjectValue) =>
    EKS_FACTS.aws_eks_cluster?.admit?.(to, (type) => (type === 'aws_subnet' ? SUBNETS : []), from)?.summary;

  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html: other subnets, but of the same zones.
  it('moves to other subnets of its zones', () => {
    expect(move(cluster('a1', 'b1'), cluster('a2', 'b1'))).toBeUndefined();
  });

  // The words: https://github.com/aws/containers-roadmap/issues/2330
  it('is refused a zone more, and a zone less', () => {
    expect(move(cluster('a1', 'b1'), cluster('a1', 'b1', 'c1'))).toBe(
      "InvalidParameterException: Provided subnets belong to the AZs 'a,b,c'. But they should belong to the exact set of AZs 'a,b' in which subnets were provided during cluster creation",
    );
    expect(move(cluster('a1', 'b1', 'c1'), cluster('a1', 'b1'))).toContain("AZs 'a,b'. But they should");
  });
});
