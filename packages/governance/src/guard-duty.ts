import { GuarddutyDetector } from '@cdktf/provider-aws/lib/guardduty-detector';
import { GuarddutyDetectorFeature } from '@cdktf/provider-aws/lib/guardduty-detector-feature';
import { GuarddutyPublishingDestination } from '@cdktf/provider-aws/lib/guardduty-publishing-destination';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';
import type { AuditStore } from './audit-store.ts';
import { pascalCase } from './pascal-case.ts';

export interface GuardDutyProps {
  readonly store: AuditStore;
  /** Whether GuardDuty puts its agent on nodes and hosts. See `GovernanceValues.runtimeMonitoring`. */
  readonly runtimeMonitoring: boolean;
}

type Status = 'ENABLED' | 'DISABLED';

const SERVICE = 'guardduty.amazonaws.com';

/**
 * Every feature, with what we want of it. Leaving one out, or deleting its resource, would leave it as it is in AWS (P66).
 * `EKS_RUNTIME_MONITORING` is missing because AWS refuses it beside `RUNTIME_MONITORING`.
 */
const FEATURES: Readonly<Record<string, Status>> = {
  S3_DATA_EVENTS: 'ENABLED',
  EKS_AUDIT_LOGS: 'ENABLED',
  EBS_MALWARE_PROTECTION: 'ENABLED',
  RDS_LOGIN_EVENTS: 'ENABLED',
  // Free while there are no functions, and ready for the first.
  LAMBDA_NETWORK_LOGS: 'ENABLED',
};

/**
 * GuardDuty: watches calls, DNS, flows, audit logs and volumes for signs of an intruder (GOV-GUARDDUTY).
 *
 * Findings stay 90 days in the service and go to the audit store for longer. Costs follow the volume of events; the
 * console shows an estimate after a week.
 */
export class GuardDuty extends Construct {
  readonly detectorId: string;

  constructor(scope: Construct, id: string, props: GuardDutyProps) {
    super(scope, id);
    const detector = new GuarddutyDetector(this, 'Default', {
      enable: true,
      // How soon a finding that happens again is told again; new ones come within five minutes in any case.
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      lifecycle: { preventDestroy: true },
    });
    this.detectorId = detector.id;
    for (const [name, status] of Object.entries(FEATURES)) {
      new GuarddutyDetectorFeature(this, pascalCase(name), { detectorId: detector.id, name, status });
    }
    this.createRuntimeMonitoring(props.runtimeMonitoring ? 'ENABLED' : 'DISABLED');
    this.publish(props.store);
  }

  private createRuntimeMonitoring(status: Status): void {
    new GuarddutyDetectorFeature(this, 'RuntimeMonitoring', {
      detectorId: this.detectorId,
      name: 'RUNTIME_MONITORING',
      status,
      // All three, because AWS returns all three: one left out shows a difference for ever. In 6.25 they are a
      // set; their order here is AWS's, for providers that compare it (P66).
      additionalConfiguration: [
        { name: 'EKS_ADDON_MANAGEMENT', status },
        { name: 'EC2_AGENT_MANAGEMENT', status },
        { name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'DISABLED' },
      ],
    });
  }

  private publish(store: AuditStore): void {
    const { account, region } = EstateStack.ofConstruct(this).environment;
    store.allowDelivery({
      id: 'GuardDuty',
      service: SERVICE,
      checks: ['s3:GetBucketLocation'],
      // No folder: GuardDuty tests its access at the top of the bucket.
      keyActions: ['kms:GenerateDataKey'],
      conditions: [
        { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] },
        {
          test: 'ArnLike',
          variable: 'aws:SourceArn',
          values: [`arn:aws:guardduty:${region}:${account.id}:detector/*`],
        },
      ],
    });
    new GuarddutyPublishingDestination(this, 'Publishing', {
      detectorId: this.detectorId,
      destinationArn: store.bucket.bucketArn,
      kmsKeyArn: store.key.keyArn,
      dependsOn: [store.bucket.policy],
    });
  }
}
