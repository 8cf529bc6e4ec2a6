import { AccessanalyzerAnalyzer } from '@cdktf/provider-aws/lib/accessanalyzer-analyzer';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { AccessAnalyzers } from './access-analyzers.ts';
import { accountStackFor } from './fixtures.ts';

test('access analyzers report what the outside can reach, and what nobody used for 45 days (CIS 1.11)', () => {
  const stack = accountStackFor((scope) => {
    new AccessAnalyzers(scope, 'AccessAnalyzers');
  });
  expect(stack).toHaveResource(AccessanalyzerAnalyzer, { analyzer_name: 'smile-uat-external-access', type: 'ACCOUNT' });
  expect(stack).toHaveResource(AccessanalyzerAnalyzer, {
    analyzer_name: 'smile-uat-unused-access',
    type: 'ACCOUNT_UNUSED_ACCESS',
    configuration: { unused_access: { unused_access_age: 45 } },
  });
});
