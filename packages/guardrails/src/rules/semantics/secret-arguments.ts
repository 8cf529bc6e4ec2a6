import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const secretArguments: Rule = {
  id: 'SMILE_SECRET_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'A secret has a name, a recovery window and a rotation that Secrets Manager takes',
  what: '`name`, `recovery_window_in_days` (0, or 7 to 30) and the schedule of rotation.',
  why: 'Plan accepts a rotation of rate(1 hours), Secrets Manager refuses it.',
  remedy: 'Correct the value; a schedule is rate(… days) or cron() with six fields.',
  source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html',
  check: argumentRules('secret-name', 'secret-recovery-window', 'rotation-schedule'),
};
