import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { deployerClusterArn, EstateStack, PREVIEW_PODS, previewRoleName, previewStatePrefix } from '@smile/core';
import { Construct } from 'constructs';
import type { BoundaryPolicies } from './boundary-policies.ts';
import { podTrust } from './pipeline-trust.ts';
import type { StateBackend } from './state-backend.ts';

export interface PreviewRoleProps {
  readonly state: StateBackend;
  readonly boundaries: BoundaryPolicies;
}

/**
 * What pods that bring previews up and down may do in AWS (ENV-DEV): read and write below one prefix of the state bucket. Nothing else: no state of
 * the environment, no secret, and nothing of IAM or EKS. What they may do in the cluster is said there, by their service account.
 */
export class PreviewRole extends Construct {
  constructor(scope: Construct, id: string, { state, boundaries }: PreviewRoleProps) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [podTrust('PreviewPods', environment.account.id, deployerClusterArn(environment), PREVIEW_PODS)],
    });
    const role = new IamRole(this, 'Default', {
      name: previewRoleName(environment),
      description: 'Brings previews of branches up and down',
      assumeRolePolicy: trust.json,
      maxSessionDuration: 3600,
      permissionsBoundary: boundaries.everyRole.arn,
      lifecycle: { preventDestroy: true },
    });
    const prefix = previewStatePrefix(environment);
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'ListPreviews',
          actions: ['s3:ListBucket'],
          resources: [state.bucket.bucketArn],
          condition: [{ test: 'StringLike', variable: 's3:prefix', values: [`${prefix}*`] }],
        },
        {
          sid: 'KeepPreviews',
          actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
          resources: [`${state.bucket.bucketArn}/${prefix}*`],
        },
        { sid: 'UseKey', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: [state.key.keyArn] },
      ],
    });
    new IamRolePolicy(this, 'Policy', { role: role.name, name: 'states-of-previews', policy: document.json });
  }
}
