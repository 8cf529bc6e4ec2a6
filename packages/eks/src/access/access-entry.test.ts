import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { EksAccessPolicyAssociation } from '@cdktf/provider-aws/lib/eks-access-policy-association';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import { AccessEntry, type AccessEntryProps } from './access-entry.ts';

const OPERATOR = 'arn:aws:iam::222222222222:role/smile-uat-operator';

const stackWith = (props: Partial<AccessEntryProps> = {}) =>
  clusterStackFor({}, (scope, { clusterReference }) => {
    new AccessEntry(scope, 'Operators', { clusterReference, principalArn: OPERATOR, policy: 'view', ...props });
  });

describe('an access entry', () => {
  test('defaults: the whole cluster, no groups', () => {
    expect(stackWith()).toHaveResource(EksAccessEntry, { principal_arn: OPERATOR, type: 'STANDARD' });
    expect(resourcesOf(stackWith(), EksAccessEntry)[0]).not.toHaveProperty('kubernetes_groups');
    expect(stackWith()).toHaveResource(EksAccessPolicyAssociation, { access_scope: { type: 'cluster' } });
  });

  test('waits for its cluster, and its policy for the entry', () => {
    expect(stackWith()).toReference(EksAccessEntry, 'cluster_name', EksCluster);
    expect(stackWith()).toReference(EksAccessPolicyAssociation, 'principal_arn', EksAccessEntry);
  });

  test.each([
    ['cluster-admin', 'AmazonEKSClusterAdminPolicy'],
    ['admin-view', 'AmazonEKSAdminViewPolicy'],
    ['admin', 'AmazonEKSAdminPolicy'],
    ['edit', 'AmazonEKSEditPolicy'],
    ['view', 'AmazonEKSViewPolicy'],
  ] as const)('%s is %s of AWS', (policy, name) => {
    expect(stackWith({ policy })).toHaveResource(EksAccessPolicyAssociation, {
      policy_arn: `arn:aws:eks::aws:cluster-access-policy/${name}`,
    });
  });

  test('holds in some namespaces, and under a group', () => {
    const stack = stackWith({ policy: 'edit', namespaces: ['smile', 'wms'], kubernetesGroups: ['smile:operators'] });
    expect(stack).toHaveResource(EksAccessEntry, { kubernetes_groups: ['smile:operators'] });
    expect(stack).toHaveResource(EksAccessPolicyAssociation, {
      access_scope: { type: 'namespace', namespaces: ['smile', 'wms'] },
    });
  });
});

test.each(['arn:aws:iam::222222222222:user/ann', 'arn:aws:iam::222222222222:role/aws-reserved/sso/Operator_*', '*'])(
  'refuses %s, which is not one role of ours',
  (principalArn) => {
    expect(() => stackWith({ principalArn })).toFailWith(
      `indonesia-staging-clusters/Operators: principalArn must be one role of ours without *, got ${JSON.stringify(principalArn)}; people take on a role such as smile-prd-operator`,
    );
  },
);

test('refuses namespaces for a policy of the whole cluster, and groups of Kubernetes, all at once', () => {
  expect(() =>
    stackWith({ policy: 'cluster-admin', namespaces: ['wms'], kubernetesGroups: ['system:masters'] }),
  ).toFailWith(
    [
      'indonesia-staging-clusters/Operators: 2 problems',
      '  - namespaces must be named, and only with admin, edit or view, got ["wms"] with cluster-admin; leave namespaces out for the whole cluster',
      '  - kubernetesGroups must not start with system:, eks:, aws:, amazon:, iam:, got system:masters; use a group of ours, as in smile:operators',
    ].join('\n'),
  );
});
