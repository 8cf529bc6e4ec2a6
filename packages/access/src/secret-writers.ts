import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';
import { peopleTrust } from './people-trust.ts';

export interface SecretWritersProps {
  /** People who may take on the role: IAM users, and roles of IAM Identity Center that end with `_*`. */
  readonly principals: readonly string[];
}

/** A session of the role ends after an hour, in seconds: the least that AWS offers. */
const ROLE_SESSION_SECONDS = 3600;

/**
 * The role of people who give secrets their values, such as a runner's token: it writes values of the environment's own secrets,
 * and reads none (docs/runbooks/rotate-credentials.md). Break-glass is not for routine.
 */
export class SecretWriters extends Construct {
  constructor(scope: Construct, id: string, props: SecretWritersProps) {
    super(scope, id);
    const { environment } = EstateStack.ofConstruct(this);
    const role = new IamRole(this, 'Default', {
      name: `${environment.namePrefix}-secret-writer`,
      description: 'Gives secrets their values, and reads none',
      assumeRolePolicy: peopleTrust(this, 'Trust', { people: props.principals }).json,
      maxSessionDuration: ROLE_SESSION_SECONDS,
      lifecycle: { preventDestroy: true },
    });
    new IamRolePolicy(this, 'Policy', { role: role.name, name: 'secrets', policy: this.statements().json });
  }

  private statements(): DataAwsIamPolicyDocument {
    const { region, account, namePrefix } = EstateStack.ofConstruct(this).environment;
    const secrets = `arn:aws:secretsmanager:${region}:${account.id}:secret:${namePrefix}/*`;
    return new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'WriteValues',
          actions: [
            'secretsmanager:DescribeSecret',
            'secretsmanager:ListSecretVersionIds',
            'secretsmanager:PutSecretValue',
          ],
          resources: [secrets],
        },
        // A fresh value without a person who thinks of one.
        { sid: 'MakeUpValues', actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] },
        {
          // PutSecretValue needs both: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html
          sid: 'EncryptThroughSecretsManager',
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [`arn:aws:kms:${region}:${account.id}:key/*`],
          condition: [
            { test: 'StringEquals', variable: 'kms:ViaService', values: [`secretsmanager.${region}.amazonaws.com`] },
            { test: 'ArnLike', variable: 'kms:EncryptionContext:SecretARN', values: [secrets] },
          ],
        },
      ],
    });
  }
}
