import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { estateStackFor } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { WebIdentityRole } from './web-identity-role.ts';

const ISSUER = 'oidc.eks.ap-southeast-3.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';

function made(name = 'data-platform-risingwave') {
  let arn = '';
  const stack = estateStackFor((scope) => {
    arn = new WebIdentityRole(scope, 'Role', {
      oidcProvider: { providerArn: `arn:aws:iam::222222222222:oidc-provider/${ISSUER}`, issuer: ISSUER },
      name,
      description: 'RisingWave, whose state is in S3',
      namespace: 'etl',
      serviceAccount: 'risingwave',
    }).roleArn;
  });
  return { stack, arn };
}

describe('a role by web identity', () => {
  const { stack, arn } = made();

  // https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html: the trust relationship of its example
  test('is taken on by the pods of one service account alone, with a token that is meant for STS', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          sid: 'PodsOfTheAccount',
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: [`arn:aws:iam::222222222222:oidc-provider/${ISSUER}`] }],
          condition: [
            { test: 'StringEquals', variable: `${ISSUER}:sub`, values: ['system:serviceaccount:etl:risingwave'] },
            { test: 'StringEquals', variable: `${ISSUER}:aud`, values: ['sts.amazonaws.com'] },
          ],
        },
      ],
    });
    expect(stack).toReference(IamRole, 'assume_role_policy', DataAwsIamPolicyDocument);
  });

  test('is protected: pods that have lost it have lost their state', () => {
    expect(stack).toHaveResource(IamRole, {
      name: 'smile-uat-data-platform-risingwave',
      lifecycle: { prevent_destroy: true },
    });
  });

  test('has an ARN that is known before it is made', () => {
    expect(arn).toBe('arn:aws:iam::222222222222:role/smile-uat-data-platform-risingwave');
  });
});
