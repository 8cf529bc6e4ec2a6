import { ConfigConfigRule } from '@cdktf/provider-aws/lib/config-config-rule';
import { ConfigConfigurationRecorder } from '@cdktf/provider-aws/lib/config-configuration-recorder';
import { ConfigConfigurationRecorderStatus } from '@cdktf/provider-aws/lib/config-configuration-recorder-status';
import { ConfigDeliveryChannel } from '@cdktf/provider-aws/lib/config-delivery-channel';
import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ConfigRecorder } from './config-recorder.ts';
import { CONFIG_RULES, configRulesIn } from './config-rule-list.ts';
import { accountStackFor, auditStoreIn, statementsAt } from './fixtures.ts';

const stack = accountStackFor((scope) => {
  new ConfigRecorder(scope, 'Config', { store: auditStoreIn(scope) });
});

describe('the recorder (GOV-CONFIG)', () => {
  test('records every type, IAM included, as it changes, with the role that control Config.1 asks for', () => {
    expect(stack).toHaveResource(ConfigConfigurationRecorder, {
      name: 'default',
      recording_group: { all_supported: true, include_global_resource_types: true },
      recording_mode: { recording_frequency: 'CONTINUOUS' },
    });
    expect(stack).toHaveResource(IamServiceLinkedRole, { aws_service_name: 'config.amazonaws.com' });
    expect(stack).toReference(ConfigConfigurationRecorder, 'role_arn', IamServiceLinkedRole);
  });

  test('delivers to the audit bucket under its key, with a snapshot a day', () => {
    expect(stack).toReference(ConfigDeliveryChannel, 's3_bucket_name', S3Bucket);
    expect(stack).toReference(ConfigDeliveryChannel, 's3_kms_key_arn', KmsKey);
    expect(stack).toHaveResource(ConfigDeliveryChannel, {
      snapshot_delivery_properties: { delivery_frequency: 'TwentyFour_Hours' },
    });
  });

  test('is made in the order that AWS accepts: recorder and policy, channel, recording, rules (P67, P36)', () => {
    expect(stack).toReference(ConfigDeliveryChannel, 'depends_on', ConfigConfigurationRecorder);
    expect(stack).toReference(ConfigDeliveryChannel, 'depends_on', S3BucketPolicy);
    expect(stack).toReference(ConfigConfigurationRecorderStatus, 'depends_on', ConfigDeliveryChannel);
    for (const rule of resourcesOf(stack, ConfigConfigRule)) {
      expect(rule.depends_on).toEqual([expect.stringMatching(/^aws_config_configuration_recorder_status\./)]);
    }
  });

  test('may deliver for this account only, to its own folder (P36)', () => {
    const condition = [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] }];
    expect(statementsAt(stack, 'Audit/Bucket/Statements')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sid: 'ConfigChecks', actions: ['s3:GetBucketAcl', 's3:ListBucket'], condition }),
        expect.objectContaining({
          sid: 'ConfigDelivers',
          resources: [expect.stringMatching(/arn}\/AWSLogs\/222222222222\/Config\/\*$/)],
          condition: [
            { test: 'StringEquals', variable: 's3:x-amz-acl', values: ['bucket-owner-full-control'] },
            ...condition,
          ],
        }),
      ]),
    );
  });
});

describe('rules (GOV-CONFIG)', () => {
  test('are those of the list that Jakarta has', () => {
    const made = resourcesOf(stack, ConfigConfigRule).map(({ source }) => source);
    expect(made).toHaveLength(39);
    expect(made).toEqual(
      expect.arrayContaining(
        configRulesIn('ap-southeast-3').map(({ identifier }) => ({ owner: 'AWS', source_identifier: identifier })),
      ),
    );
  });

  test('leave out what a region is known to lack, and nothing where nothing is known', () => {
    const made = (region: string) => configRulesIn(region).map(({ identifier }) => identifier);
    expect(made('ap-southeast-3')).toHaveLength(CONFIG_RULES.length - 19);
    expect(made('ap-southeast-3')).not.toContain('MQ_NO_PUBLIC_ACCESS');
    expect(made('ap-southeast-1')).toHaveLength(CONFIG_RULES.length);
  });

  test('have names that differ, and the parameters that AWS demands', () => {
    expect(new Set(CONFIG_RULES.map(({ identifier }) => identifier)).size).toBe(CONFIG_RULES.length);
    expect(stack).toHaveResource(ConfigConfigRule, {
      name: 'smile-uat-access-keys-rotated',
      input_parameters: '{"maxAccessKeyAge":"90"}',
    });
  });
});
