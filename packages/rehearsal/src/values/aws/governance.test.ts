import { expect, test } from 'vitest';
import { GOVERNANCE_FACTS } from './governance.ts';

test.each([
  [
    'aws_config_delivery_channel',
    'aws_config_configuration_recorder',
    'NoAvailableConfigurationRecorderException: Configuration recorder is not available to put delivery channel',
  ],
  [
    'aws_config_configuration_recorder_status',
    'aws_config_delivery_channel',
    'NoAvailableDeliveryChannelException: Delivery channel is not available to start configuration recorder',
  ],
  [
    'aws_config_config_rule',
    'aws_config_configuration_recorder',
    'NoAvailableConfigurationRecorderException: Configuration recorder is not available to put config rule',
  ],
  [
    'aws_securityhub_standards_subscription',
    'aws_securityhub_account',
    'InvalidAccessException: Account is not subscribed to AWS Security Hub',
  ],
  [
    'aws_securityhub_standards_control_association',
    'aws_securityhub_standards_subscription',
    'ResourceNotFoundException: The standard is not enabled in this account',
  ],
])('%s is refused before %s', (type, needed, summary) => {
  const admit = GOVERNANCE_FACTS[type]?.admit;
  expect(admit?.({}, () => [])).toEqual({ summary });
  expect(admit?.({}, (other) => (other === needed ? [{}] : []))).toBeUndefined();
});
