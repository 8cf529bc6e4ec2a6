import { SecurityhubAccount } from '@cdktf/provider-aws/lib/securityhub-account';
import { SecurityhubStandardsControlAssociation } from '@cdktf/provider-aws/lib/securityhub-standards-control-association';
import { SecurityhubStandardsSubscription } from '@cdktf/provider-aws/lib/securityhub-standards-subscription';
import { EstateStack } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { ConfigRecorder } from './config-recorder.ts';
import { CONTROL_EXCEPTIONS } from './control-exceptions.ts';

export interface SecurityHubProps {
  /** AWS Config, which most controls read. */
  readonly config: ConfigRecorder;
}

/**
 * Standards, by construct id, in the form that every standard but CIS 1.2 has.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html
 */
const STANDARDS = {
  BestPractices: 'aws-foundational-security-best-practices/v/1.0.0',
  Cis: 'cis-aws-foundations-benchmark/v/5.0.0',
} as const;

/**
 * Security Hub with AWS's best practices 1.0.0 and CIS 5.0.0, and the exceptions of the list (GOV-SECURITYHUB).
 *
 * New controls of a standard switch themselves on, so findings may appear without a change of ours; that is no drift
 * (P65). Costs about USD 1 per thousand checks in a region and month.
 */
export class SecurityHub extends Construct {
  constructor(scope: Construct, id: string, props: SecurityHubProps) {
    super(scope, id);
    const account = new SecurityhubAccount(this, 'Default', {
      // AWS's default set holds CIS 1.2, and would take the subscriptions below away from Terraform (P64). Changing it
      // replaces the account, with its findings.
      enableDefaultStandards: false,
      controlFindingGenerator: 'SECURITY_CONTROL',
      autoEnableControls: true,
      lifecycle: { preventDestroy: true },
      dependsOn: [props.config.recording],
    });
    this.subscribe(account);
  }

  /** One standard after another: AWS accepts one change of standards per second, and fails the second of two at once. */
  private subscribe(account: SecurityhubAccount): void {
    const { region } = EstateStack.ofConstruct(this).environment;
    let previous: ITerraformDependable = account;
    for (const [name, standard] of Object.entries(STANDARDS)) {
      const standardsArn = `arn:aws:securityhub:${region}::standards/${standard}`;
      const subscription = new SecurityhubStandardsSubscription(this, name, { standardsArn, dependsOn: [previous] });
      this.except(name, standardsArn, subscription);
      previous = subscription;
    }
  }

  private except(name: string, standardsArn: string, subscription: SecurityhubStandardsSubscription): void {
    for (const { control, reason } of CONTROL_EXCEPTIONS) {
      new SecurityhubStandardsControlAssociation(this, `${name}Without${control.replace('.', '-')}`, {
        standardsArn,
        securityControlId: control,
        associationStatus: 'DISABLED',
        updatedReason: reason,
        dependsOn: [subscription],
      });
    }
  }
}
