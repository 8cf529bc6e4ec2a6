import { ConfigConfigRule } from '@cdktf/provider-aws/lib/config-config-rule';
import { ConfigConfigurationRecorder } from '@cdktf/provider-aws/lib/config-configuration-recorder';
import { ConfigConfigurationRecorderStatus } from '@cdktf/provider-aws/lib/config-configuration-recorder-status';
import { ConfigDeliveryChannel } from '@cdktf/provider-aws/lib/config-delivery-channel';
import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { AuditStore } from './audit-store.ts';
import { type ConfigRuleDefinition, configRulesIn } from './config-rule-list.ts';
import { pascalCase } from './pascal-case.ts';

export interface ConfigRecorderProps {
  readonly store: AuditStore;
}

const SERVICE = 'config.amazonaws.com';

/** A region has one recorder and one channel, and AWS's own tools expect this name. Another name replaces them. */
const NAME = 'default';

/**
 * AWS Config: how every resource looked at any time, and whether it keeps the rules of the list (GOV-CONFIG).
 *
 * The order is AWS's: a channel needs a recorder and a bucket policy, recording needs a channel, rules need recording;
 * on destroy the other way round, so that recording stops before its channel goes (P67). Costs about USD 3 per thousand
 * changes and USD 1 per thousand evaluations.
 *
 * If AWS Config was ever used in the account, its service-linked role exists: import it.
 */
export class ConfigRecorder extends Construct {
  /** Recording, once it runs: what needs AWS Config depends on it. */
  readonly recording: ConfigConfigurationRecorderStatus;

  constructor(scope: Construct, id: string, props: ConfigRecorderProps) {
    super(scope, id);
    this.allowDelivery(props.store);
    const recorder = this.createRecorder();
    const channel = this.createChannel(recorder, props.store);
    this.recording = new ConfigConfigurationRecorderStatus(this, 'Recording', {
      name: recorder.name,
      isEnabled: true,
      dependsOn: [channel],
    });
    for (const rule of configRulesIn(this.environment.region)) this.createRule(rule);
  }

  private get environment() {
    return EstateStack.ofConstruct(this).environment;
  }

  private allowDelivery(store: AuditStore): void {
    store.allowDelivery({
      id: 'Config',
      service: SERVICE,
      checks: ['s3:GetBucketAcl', 's3:ListBucket'],
      folder: 'Config',
      handsOver: true,
      keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      conditions: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: [this.environment.account.id] }],
    });
  }

  private createRecorder(): ConfigConfigurationRecorder {
    // Control Config.1 asks for AWS's own role; a role of ours would also need every new read permission by hand.
    const role = new IamServiceLinkedRole(this, 'Role', { awsServiceName: SERVICE });
    return new ConfigConfigurationRecorder(this, 'Default', {
      name: NAME,
      roleArn: role.arn,
      // IAM is recorded here because the account works in this region only; in two regions it would be paid twice.
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: 'CONTINUOUS' },
    });
  }

  private createChannel(recorder: ConfigConfigurationRecorder, store: AuditStore): ConfigDeliveryChannel {
    return new ConfigDeliveryChannel(this, 'Channel', {
      name: NAME,
      s3BucketName: store.bucket.bucketName,
      s3KmsKeyArn: store.key.keyArn,
      snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
      // AWS writes a test object when the channel is made (P36).
      dependsOn: [recorder, store.bucket.policy],
    });
  }

  private createRule({ identifier, parameters }: ConfigRuleDefinition): void {
    new ConfigConfigRule(this, pascalCase(identifier), {
      name: physicalName(this, { ...NAME_LIMITS.configRule, name: identifier }),
      source: { owner: 'AWS', sourceIdentifier: identifier },
      inputParameters: parameters === undefined ? undefined : JSON.stringify(parameters),
      dependsOn: [this.recording],
    });
  }
}
