import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import { EstateStack } from '../estate-stack.ts';
import { NAME_LIMITS } from '../naming/name-limits.ts';
import { physicalName } from '../naming/physical-name.ts';
import { type Deletion, protectionOf } from '../security/deletion.ts';
import { grant } from '../security/grant.ts';

export interface EncryptionKeyProps {
  /** What the key protects, as AWS shows it: `Terraform states of production`. */
  readonly description: string;
  /** Words of the alias after the environment's prefix, as in `data` for `alias/smile-prd-data`. @default - the construct's path */
  readonly alias?: string;
  /** Whether Terraform may schedule the key's deletion. Without its key, data is gone. @default 'protected' */
  readonly deletion?: Deletion;
}

/** An AWS service that uses a key on our behalf. */
export interface ServiceUse {
  /** As in `delivery.logs.amazonaws.com`. */
  readonly service: string;
  /** KMS actions, as in `kms:GenerateDataKey*`. @default - encrypt and decrypt */
  readonly actions?: readonly string[];
  /** Conditions that tie the service to our resources, against the confused deputy. */
  readonly conditions: readonly { readonly test: string; readonly variable: string; readonly values: string[] }[];
}

const USE = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];

/** How long AWS keeps a key that was scheduled for deletion, in days: the longest it offers. */
const DELETION_WINDOW_DAYS = 30;

/**
 * A customer-managed KMS key with yearly rotation, an alias and a policy.
 *
 * The policy leaves use to IAM policies of the account and adds the services named with {@link allowService}. A key
 * costs about USD 1 a month, and more with each rotation. Deleting it makes everything encrypted with it unreadable.
 */
export class EncryptionKey extends Construct {
  readonly keyArn: string;
  readonly aliasArn: string;
  private readonly policy: DataAwsIamPolicyDocument;
  private readonly statements: DataAwsIamPolicyDocumentStatement[];

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const protection = protectionOf(this, props.deletion ?? 'protected');
    this.statements = [this.accountStatement()];
    this.policy = new DataAwsIamPolicyDocument(this, 'Policy', { statement: this.statements });
    const key = new KmsKey(this, 'Default', {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: this.policy.json,
      tags: { ...protection.tags },
      lifecycle: { preventDestroy: protection.isProtected },
    });
    const alias = new KmsAlias(this, 'Alias', {
      name: `alias/${physicalName(this, { ...NAME_LIMITS.kmsAlias, name: props.alias })}`,
      targetKeyId: key.keyId,
    });
    this.keyArn = key.arn;
    this.aliasArn = alias.arn;
  }

  /** Lets an AWS service use the key under conditions. */
  allowService(use: ServiceUse): void {
    this.statements.push({
      sid: `Allow${use.service.split('.').slice(0, -2).map(capitalised).join('')}`,
      actions: [...(use.actions ?? USE)],
      resources: ['*'],
      principals: [{ type: 'Service', identifiers: [use.service] }],
      condition: use.conditions.map((condition) => ({ ...condition })),
    });
    this.policy.putStatement(this.statements);
  }

  /**
   * Lets everyone in the account who may use a service use the key through it, as AWS's own key of that service does.
   *
   * @param service as in `ec2`.
   */
  allowThroughService(service: string): void {
    const { account, region } = EstateStack.ofConstruct(this).environment;
    this.statements.push({
      sid: `AllowThrough${capitalised(service)}`,
      actions: [...USE, 'kms:CreateGrant'],
      resources: ['*'],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [
        { test: 'StringEquals', variable: 'kms:CallerAccount', values: [account.id] },
        { test: 'StringEquals', variable: 'kms:ViaService', values: [`${service}.${region}.amazonaws.com`] },
      ],
    });
    this.policy.putStatement(this.statements);
  }

  /**
   * Lets CloudWatch Logs encrypt log groups of this account and region with the key.
   *
   * Source: CloudWatch Logs guide, "Encrypt log data using KMS".
   */
  allowLogs(): void {
    const { region, account } = EstateStack.ofConstruct(this).environment;
    this.allowService({
      service: `logs.${region}.amazonaws.com`,
      conditions: [
        {
          test: 'ArnLike',
          variable: 'kms:EncryptionContext:aws:logs:arn',
          values: [`arn:aws:logs:${region}:${account.id}:log-group:*`],
        },
      ],
    });
  }

  /** Lets a role decrypt what is encrypted with the key. Grants of buckets and secrets include it. */
  grantDecrypt(role: IamRole): void {
    grant(role, 'Decrypt', this, [this.useStatement('decrypt')]);
  }

  /** The statement that a role needs beside its permission on something encrypted with the key. */
  useStatement(use: 'decrypt' | 'encrypt-and-decrypt'): DataAwsIamPolicyDocumentStatement {
    return {
      sid: 'UseKey',
      actions: use === 'decrypt' ? ['kms:Decrypt', 'kms:DescribeKey'] : USE,
      resources: [this.keyArn],
    };
  }

  /** IAM policies decide who in the account may use the key; without this statement nobody could ever change it. */
  private accountStatement(): DataAwsIamPolicyDocumentStatement {
    const { environment } = EstateStack.ofConstruct(this);
    return {
      sid: 'AllowAccount',
      actions: ['kms:*'],
      resources: ['*'],
      principals: [{ type: 'AWS', identifiers: [`arn:aws:iam::${environment.account.id}:root`] }],
    };
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).replace(/[^a-z0-9]/gi, '');
}
