import { AccessanalyzerAnalyzer } from '@cdktf/provider-aws/lib/accessanalyzer-analyzer';
import { NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

/** After how many days without use a role, key or permission is reported; CIS 1.11 asks 45 of credentials. */
const UNUSED_AFTER_DAYS = 45;

/**
 * IAM Access Analyzer: what the outside world can reach, and which access nobody uses.
 *
 * The first is free; the second costs about USD 0.20 per role and month. Changing the type or the days replaces an
 * analyzer with its findings, which come back within a day.
 */
export class AccessAnalyzers extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AccessanalyzerAnalyzer(this, 'External', { analyzerName: this.name('external-access'), type: 'ACCOUNT' });
    new AccessanalyzerAnalyzer(this, 'Unused', {
      analyzerName: this.name('unused-access'),
      type: 'ACCOUNT_UNUSED_ACCESS',
      configuration: { unusedAccess: { unusedAccessAge: UNUSED_AFTER_DAYS } },
    });
  }

  private name(name: string): string {
    return physicalName(this, { ...NAME_LIMITS.accessAnalyzer, name });
  }
}
