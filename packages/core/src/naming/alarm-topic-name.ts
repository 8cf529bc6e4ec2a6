import type { Environment } from '../environment/environment.ts';

/**
 * Name of the topic that tells people about alarms, as in `smile-alarms`.
 *
 * It names no environment, because an account has one topic, which all environments in the account use.
 */
export function alarmTopicName(environment: Environment): string {
  return `${environment.country.namePrefix}-alarms`;
}

/** ARN of {@link alarmTopicName}. A text, for environments that do not own their account and so do not make the topic. */
export function alarmTopicArn(environment: Environment): string {
  return `arn:aws:sns:${environment.region}:${environment.account.id}:${alarmTopicName(environment)}`;
}
