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

it('a cluster is replaced, with everything in it, when the key of its Secrets changes', () => {
  expect(EKS_FACTS.aws_eks_cluster?.replace).toContain('encryption_config.provider.key_arn');
});
