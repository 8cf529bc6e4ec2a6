import type { DataAwsIamPolicyDocumentStatement } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';
import { PodIdentity } from './pod-identity.ts';
import type { PodCluster } from './pod-role.ts';

export interface SecretsAccessProps {
  readonly cluster: PodCluster;
  /** Kubernetes namespace of the pods. Changing it replaces the association. */
  readonly namespace: string;
  /** Kubernetes service account of the pods. Changing it replaces the association. */
  readonly serviceAccount: string;
  /** What the pods are, as in `External Secrets`. */
  readonly description: string;
  /** The secrets that they read, and no others. At least one. */
  readonly secrets: readonly { readonly secretArn: string }[];
  /** Key that encrypts all of them. */
  readonly encryption: { readonly keyArn: string };
}

/** What External Secrets calls: https://external-secrets.io/latest/provider/aws-secrets-manager/#iam-policy */
const READ = [
  'secretsmanager:DescribeSecret',
  'secretsmanager:GetResourcePolicy',
  'secretsmanager:GetSecretValue',
  'secretsmanager:ListSecretVersionIds',
];

/**
 * What lets a role read named secrets, and no others: none for no secret. Add-ons take statements and make their identity themselves.
 *
 * @param region of the secrets.
 */
export function secretsAccessStatements(
  { secrets, encryption }: Pick<SecretsAccessProps, 'secrets' | 'encryption'>,
  region: string,
): DataAwsIamPolicyDocumentStatement[] {
  const arns = secrets.map(({ secretArn }) => secretArn);
  if (arns.length === 0) return [];
  return [
    { sid: 'ReadSecrets', actions: READ, resources: arns },
    {
      sid: 'DecryptThroughSecretsManager',
      actions: ['kms:Decrypt'],
      resources: [encryption.keyArn],
      // What Secrets Manager tells KMS: https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
      condition: [
        { test: 'StringEquals', variable: 'kms:ViaService', values: [`secretsmanager.${region}.amazonaws.com`] },
        { test: 'StringEquals', variable: 'kms:EncryptionContext:SecretARN', values: arns },
      ],
    },
  ];
}

/** Lets the pods of one service account of one cluster read named secrets, by EKS Pod Identity. */
export class SecretsAccess extends Construct {
  readonly identity: PodIdentity;

  constructor(scope: Construct, id: string, props: SecretsAccessProps) {
    super(scope, id);
    const { cluster, namespace, serviceAccount, description } = props;
    this.identity = new PodIdentity(this, 'Identity', {
      cluster,
      namespace,
      serviceAccount,
      description,
      statements: secretsAccessStatements(props, EstateStack.ofConstruct(this).environment.region),
    });
  }
}
