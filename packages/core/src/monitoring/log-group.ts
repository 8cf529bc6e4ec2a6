import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import type { EncryptionKey } from '../encryption/encryption-key.ts';
import { ValidationError } from '../errors/validation-error.ts';
import { tagText } from '../naming/tag-text.ts';
import { type Days, inDays } from '../units.ts';

export interface LogGroupProps {
  /** As in `/aws/rds/instance/smile-prd-mysql-main/error`: services write to names of their own. Changing it replaces the group. */
  readonly name: string;
  /** Key that {@link EncryptionKey.allowLogs} was called on. */
  readonly encryption: EncryptionKey;
  /** Age at which entries are deleted: one of the periods that CloudWatch offers. @default '90 days' */
  readonly retention?: Days;
  /** Why another group may take its place, without its history. @default - Terraform refuses to replace it */
  readonly replaceableBecause?: string;
}

/** Periods that CloudWatch offers, in days. Source: API reference, PutRetentionPolicy. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/**
 * A CloudWatch log group, encrypted, with an end.
 *
 * Make it before the service that writes to it: a service that finds none makes its own, which is kept for ever,
 * unencrypted, and in Terraform's way. It costs by the gigabyte taken in.
 */
export class LogGroup extends Construct {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  /** What must exist before a service writes: pass it as `dependsOn`. */
  readonly logGroup: CloudwatchLogGroup;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    this.logGroup = new CloudwatchLogGroup(this, 'Default', {
      name: props.name,
      kmsKeyId: props.encryption.keyArn,
      retentionInDays: this.retentionInDays(props.retention ?? '90 days'),
      ...keptUnless(props.replaceableBecause),
    });
    this.logGroupName = this.logGroup.name;
    this.logGroupArn = this.logGroup.arn;
  }

  private retentionInDays(retention: Days): number {
    const days = inDays(retention);
    if (RETENTION_DAYS.includes(days)) return days;
    throw new ValidationError(this, [
      `retention: CloudWatch keeps logs for ${RETENTION_DAYS.join(', ')} days, got '${retention}'; choose the next longer one`,
    ]);
  }
}

function keptUnless(reason: string | undefined) {
  return reason === undefined
    ? { lifecycle: { preventDestroy: true } }
    : { tags: { 'deletion-allowed-because': tagText(reason) } };
}
