import type { AlarmTopic, Environment } from '@smile/core';

/** Topic of the environment's account for alarms, as a text: the stack that makes it need not be deployed first. */
export function alarmTopicOf({ region, account, country }: Environment): AlarmTopic {
  return { topicArn: `arn:aws:sns:${region}:${account.id}:${country.namePrefix}-alarms` };
}
