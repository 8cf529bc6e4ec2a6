import type { AlarmTopic, Environment } from '@smile/core';

/**
 * The account's alarm topic, which the `account` stack of the account's owner makes.
 *
 * By name rather than by reference: environments may share an account, and then the topic is in another one's state.
 */
export function alarmTopicOf(environment: Environment): AlarmTopic {
  const { region, account, country } = environment;
  return { topicArn: `arn:aws:sns:${region}:${account.id}:${country.namePrefix}-alarms` };
}
