import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import {
  type Days,
  type Deletion,
  type EncryptionKey,
  EstateStack,
  grant,
  inDays,
  protectionOf,
  throwIfAny,
} from '@smile/core';
import { Construct } from 'constructs';
import type { SecretEntry } from './catalogue/secret-field.ts';

export interface SecretProps {
  /** End of the name after the environment's, as in `redis` for `smile-prd/redis`. Changing it replaces the secret. */
  readonly name: string;
  readonly entry: SecretEntry;
  readonly encryption: EncryptionKey;
  /** How long a deleted secret can be brought back, 7 to 30 days. Its name is taken for as long. @default '30 days' */
  readonly recovery?: Days;
  /** Whether Terraform may delete the secret. @default 'protected' */
  readonly deletion?: Deletion;
}

/**
 * A place for a secret, without its value: operators put that in, so that no state and no plan ever holds it.
 *
 * About USD 0.40 a month. See docs/runbooks/first-secrets.md for the first value, and rotate-credentials.md for every later one.
 */
export class Secret extends Construct {
  readonly secretArn: string;
  readonly secretName: string;
  private readonly encryption: EncryptionKey;

  constructor(scope: Construct, id: string, props: SecretProps) {
    super(scope, id);
    const { entry } = props;
    const protection = protectionOf(this, props.deletion ?? 'protected');
    const secret = new SecretsmanagerSecret(this, 'Default', {
      name: `${EstateStack.ofConstruct(this).environment.namePrefix}/${props.name}`,
      description: `${entry.description}: JSON with ${Object.keys(entry.fields).join(', ')}`,
      kmsKeyId: props.encryption.keyArn,
      recoveryWindowInDays: this.recoveryInDays(props.recovery ?? '30 days'),
      tags: { 'secret-owner': entry.owner, 'secret-consumers': consumersOf(entry), ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
    this.secretArn = secret.arn;
    this.secretName = secret.name;
    this.encryption = props.encryption;
  }

  /** Lets a role read the value, as External Secrets does for a namespace. */
  grantRead(role: IamRole): void {
    grant(role, 'Read', this, [
      {
        sid: 'ReadSecret',
        actions: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
        resources: [this.secretArn],
      },
      this.encryption.useStatement('decrypt'),
    ]);
  }

  private recoveryInDays(recovery: Days): number {
    const days = inDays(recovery);
    throwIfAny(
      this,
      days >= 7 && days <= 30 ? [] : [`recovery must be 7 to 30 days, got '${recovery}'; production uses '30 days'`],
    );
    return days;
  }
}

/**
 * Accounts of the pods that read a secret, as in `auth/keycloak`, for those who look at the secret in AWS; a secret for people says
 * so. The value of a tag has 256 characters at most.
 */
function consumersOf({ fields }: SecretEntry): string {
  const readers = Object.values(fields).flatMap((field) =>
    field.readers.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`),
  );
  return readers.length === 0 ? 'people' : [...new Set(readers)].join(' ');
}
