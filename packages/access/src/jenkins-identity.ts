import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamOpenidConnectProvider } from '@cdktf/provider-aws/lib/iam-openid-connect-provider';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';

/** Audience that Jenkins puts into its tokens for AWS. */
const AUDIENCE = 'sts.amazonaws.com';

/**
 * Jenkins as an identity provider: its jobs exchange a signed, short-lived token for a role, so no keys exist.
 *
 * AWS keeps one provider per issuer and account, so only the environment that owns the account's singletons makes it.
 */
export class JenkinsIdentity extends Construct {
  private readonly providerArn: string;
  /** The issuer without `https://`, which is how AWS names it in conditions. */
  private readonly issuer: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { account, deployment } = EstateStack.ofConstruct(this).environment;
    this.issuer = deployment.jenkins.issuerUrl.replace('https://', '');
    this.providerArn = account.ownsSingletons
      ? new IamOpenidConnectProvider(this, 'Default', {
          url: deployment.jenkins.issuerUrl,
          clientIdList: [AUDIENCE],
        }).arn
      : `arn:aws:iam::${account.id}:oidc-provider/${this.issuer}`;
  }

  /** A trust policy for the jobs with one of these token subjects. */
  trustPolicy(id: string, subjects: readonly string[]): DataAwsIamPolicyDocument {
    return new DataAwsIamPolicyDocument(this, id, {
      statement: [
        {
          sid: 'JenkinsJobs',
          actions: ['sts:AssumeRoleWithWebIdentity'],
          principals: [{ type: 'Federated', identifiers: [this.providerArn] }],
          // Not ForAllValues: that is true for a token without the claim.
          condition: [
            { test: 'StringEquals', variable: `${this.issuer}:aud`, values: [AUDIENCE] },
            { test: 'StringLike', variable: `${this.issuer}:sub`, values: [...subjects] },
          ],
        },
      ],
    });
  }
}
