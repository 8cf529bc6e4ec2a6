import { ConfigConfigurationRecorderStatus } from '@cdktf/provider-aws/lib/config-configuration-recorder-status';
import { SecurityhubAccount } from '@cdktf/provider-aws/lib/securityhub-account';
import { SecurityhubStandardsControlAssociation } from '@cdktf/provider-aws/lib/securityhub-standards-control-association';
import { SecurityhubStandardsSubscription } from '@cdktf/provider-aws/lib/securityhub-standards-subscription';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { ConfigRecorder } from './config-recorder.ts';
import { accountStackFor, auditStoreIn } from './fixtures.ts';
import { SecurityHub } from './security-hub.ts';

const stack = accountStackFor((scope) => {
  const config = new ConfigRecorder(scope, 'Config', { store: auditStoreIn(scope) });
  new SecurityHub(scope, 'SecurityHub', { config });
});

const BEST_PRACTICES = 'arn:aws:securityhub:ap-southeast-3::standards/aws-foundational-security-best-practices/v/1.0.0';
const CIS = 'arn:aws:securityhub:ap-southeast-3::standards/cis-aws-foundations-benchmark/v/5.0.0';

describe('Security Hub (GOV-SECURITYHUB)', () => {
  test("starts without AWS's default standards, with one finding per control, protected from destroy (P64)", () => {
    expect(stack).toHaveResource(SecurityhubAccount, {
      enable_default_standards: false,
      control_finding_generator: 'SECURITY_CONTROL',
      auto_enable_controls: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('starts once AWS Config records, because controls read it', () => {
    expect(stack).toReference(SecurityhubAccount, 'depends_on', ConfigConfigurationRecorderStatus);
  });

  test('asks for the best practices 1.0.0, then for CIS 5.0.0: one after another (P64)', () => {
    expect(resourcesOf(stack, SecurityhubStandardsSubscription)).toEqual([
      expect.objectContaining({
        standards_arn: BEST_PRACTICES,
        depends_on: [expect.stringMatching(/^aws_securityhub_account\./)],
      }),
      expect.objectContaining({
        standards_arn: CIS,
        depends_on: [expect.stringMatching(/^aws_securityhub_standards_subscription\.SecurityHub_BestPractices_/)],
      }),
    ]);
  });

  test.each([BEST_PRACTICES, CIS])('does not ask for EC2.21 in %s, and says why', (standard) => {
    expect(stack).toHaveResource(SecurityhubStandardsControlAssociation, {
      standards_arn: standard,
      security_control_id: 'EC2.21',
      association_status: 'DISABLED',
      updated_reason:
        'ACLs keep no record of connections, so the answer ports stay open; security groups do: docs/adr/0006',
    });
  });

  test('excepts a control once its standard is there', () => {
    expect(stack).toReference(SecurityhubStandardsControlAssociation, 'depends_on', SecurityhubStandardsSubscription);
    expect(stack).toHaveResourceCount(SecurityhubStandardsControlAssociation, 2);
  });
});
