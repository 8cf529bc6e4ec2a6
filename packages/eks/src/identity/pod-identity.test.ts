import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { EksPodIdentityAssociation } from '@cdktf/provider-aws/lib/eks-pod-identity-association';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { clusterStackFor } from '../fixtures.ts';
import { PodIdentity, type PodIdentityProps } from './pod-identity.ts';

const STATEMENT = { sid: 'ReadTables', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::tables/*'] };

const stackWith = (props: Partial<PodIdentityProps>) =>
  clusterStackFor({}, (scope, cluster) => {
    new PodIdentity(scope, 'Loki', {
      cluster,
      namespace: 'monitoring',
      serviceAccount: 'loki',
      description: 'Loki',
      ...props,
    });
  });

describe('a pod identity', () => {
  const stack = stackWith({ statements: [STATEMENT] });

  test('is a role that only this cluster gives to pods', () => {
    expect(stack).toHaveResource(IamRole, {
      name: 'smile-uat-clusters-loki-role',
      description: 'Loki in cluster smile-uat-app',
    });
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          sid: 'PodsOfTheCluster',
          actions: ['sts:AssumeRole', 'sts:TagSession'],
          principals: [{ type: 'Service', identifiers: ['pods.eks.amazonaws.com'] }],
          condition: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
            {
              test: 'ArnEquals',
              variable: 'aws:SourceArn',
              values: ['arn:aws:eks:ap-southeast-3:222222222222:cluster/smile-uat-app'],
            },
          ],
        },
      ],
    });
  });

  test('may do what its statements say', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, { statement: [STATEMENT] });
    expect(stack).toReference(IamRolePolicy, 'policy', DataAwsIamPolicyDocument);
  });

  test('is associated with one service account, once the cluster and the policy are there', () => {
    expect(stack).toHaveResource(EksPodIdentityAssociation, { namespace: 'monitoring', service_account: 'loki' });
    expect(stack).toReference(EksPodIdentityAssociation, 'cluster_name', EksCluster);
    expect(stack).toReference(EksPodIdentityAssociation, 'depends_on', IamRolePolicy);
  });
});

test('takes policies that AWS keeps up to date', () => {
  const policyArn = 'arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy';
  const stack = stackWith({ managedPolicyArns: [policyArn] });
  expect(stack).toReference(EksPodIdentityAssociation, 'depends_on', IamRolePolicyAttachment);
});

test('may get its permissions elsewhere', () => {
  expect(stackWith({ grantedElsewhere: true })).toHaveResource(EksPodIdentityAssociation, { service_account: 'loki' });
});

test('refuses a role that may do nothing', () => {
  expect(() => stackWith({})).toFailWith(
    'indonesia-staging-clusters/Loki/Role: the role may do nothing: got neither statements nor managedPolicyArns; give it some, or set grantedElsewhere when other constructs do',
  );
});
