import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { EncryptionKey } from '../encryption/encryption-key.ts';
import { estateStackFor } from '../fixtures.ts';
import type { Days } from '../units.ts';
import { LogGroup } from './log-group.ts';

const stackWith = (retention?: Days) =>
  estateStackFor((stack) => {
    const encryption = new EncryptionKey(stack, 'Key', { description: 'Logs' });
    new LogGroup(stack, 'Errors', { name: '/aws/rds/instance/main/error', encryption, retention });
  });

test('defaults: encrypted, kept for 90 days', () => {
  expect(stackWith()).toHaveResource(CloudwatchLogGroup, {
    name: '/aws/rds/instance/main/error',
    retention_in_days: 90,
  });
  expect(stackWith()).toReference(CloudwatchLogGroup, 'kms_key_id', KmsKey);
});

test('keeps entries for as long as asked', () => {
  expect(stackWith('7 days')).toHaveResource(CloudwatchLogGroup, { retention_in_days: 7 });
});

test('refuses a period that CloudWatch does not offer', () => {
  expect(() => stackWith('10 days')).toFailWith(
    "indonesia-staging-network/Errors: retention: CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653 days, got '10 days'; choose the next longer one",
  );
});
