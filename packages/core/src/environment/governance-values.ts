import { z } from 'zod';
import type { Days } from '../units.ts';
import { days, shown, text } from './checks.ts';
import { type LocalTime, localTime } from './local-time.ts';

/** What watches an account and whom it tells. Only the environment that owns the account's singletons uses these. */
export interface GovernanceValues {
  /** Mailboxes that get alarms, findings and budget warnings. Each confirms its subscription once, by a link in a mail. */
  readonly alarmEmails: readonly string[];
  /** What the account may cost in a month, in US dollars. Mails go out at 80% and 100%, and when 100% is foreseen. */
  readonly monthlyBudgetUsd: number;
  /** How long CloudTrail, Config and GuardDuty files are kept in S3. */
  readonly auditRetention: Days;
  /**
   * Local time at which AWS Backup starts its daily backups of the account, as in `03:00`. RDS refuses them within an hour before
   * its own backup and maintenance, and during both.
   */
  readonly backupAt: LocalTime;
  /**
   * Whether GuardDuty puts its agent on nodes and hosts, about USD 1.50 per vCPU and month. The agent's endpoint is made
   * by GuardDuty, not by Terraform, so a VPC must lose it by hand before Terraform can delete the VPC.
   */
  readonly runtimeMonitoring: boolean;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Most addresses that a budget can mail. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html */
const MOST_EMAILS = 10;

/** Checks {@link GovernanceValues}. */
export const governanceSchema = z.strictObject({
  alarmEmails: z
    .array(text('an e-mail address', (value) => EMAIL.test(value), 'name the mailbox of a team, not of a person'))
    .min(1, { error: 'expected at least one e-mail address; an alarm that nobody hears is none' })
    .max(MOST_EMAILS, { error: `expected at most ${MOST_EMAILS} e-mail addresses, which is what a budget can mail` }),
  monthlyBudgetUsd: z
    .number({ error: (issue) => `expected US dollars as a number, got ${shown(issue.input)}; write 5000, not "5000"` })
    .positive({ error: (issue) => `expected more than 0 US dollars, got ${shown(issue.input)}; estimate the bill` }),
  auditRetention: days({ min: 365, max: 3650 }, 'auditors ask for a year at least'),
  backupAt: localTime,
  runtimeMonitoring: z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` }),
});
