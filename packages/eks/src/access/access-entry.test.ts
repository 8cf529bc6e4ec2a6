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

test('may do more in some namespaces than in the rest of the cluster', () => {
  const stack = stackWith({ policy: 'view', also: { policy: 'edit', namespaces: ['smile', 'preview-*'] } });
  expect(
    resourcesOf(stack, EksAccessPolicyAssociation).map(({ policy_arn, access_scope }) => [policy_arn, access_scope]),
  ).toEqual([
    [
      'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
      { type: 'namespace', namespaces: ['smile', 'preview-*'] },
    ],
    ['arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy', { type: 'cluster' }],
  ]);
});

test('may have no policy of AWS at all, and be known by its groups', () => {
  const stack = stackWith({ policy: undefined, kubernetesGroups: ['smile:plan'] });
  expect(stack).toHaveResource(EksAccessEntry, { kubernetes_groups: ['smile:plan'] });
  expect(stack).toHaveResourceCount(EksAccessPolicyAssociation, 0);
});

test('refuses a role that may do nothing, and a further policy that holds nowhere', () => {
  expect(() => stackWith({ policy: undefined })).toFailWith(
    'indonesia-staging-clusters/Operators: the role may do nothing: got neither a policy nor kubernetesGroups; give it one of them',
  );
  expect(() => stackWith({ also: { policy: 'edit', namespaces: [] } })).toFailWith(
    'indonesia-staging-clusters/Operators: also.namespaces must be named, got none with edit; leave also out',
  );
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
