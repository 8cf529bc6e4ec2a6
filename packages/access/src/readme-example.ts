import { Bastion, type HostNetwork, Operators, Sessions } from '@smile/access';
import { type AlarmTopic, EncryptionKey, type EstateStack } from '@smile/core';

/** A bastion, how sessions on it go, and who may open them. */
export function access(stack: EstateStack, network: HostNetwork, alarmTopic: AlarmTopic): void {
  const key = new EncryptionKey(stack, 'Key', { description: 'Sessions and the bastion' });
  const sessions = new Sessions(stack, 'Sessions', { encryption: key, logRetention: '365 days' });
  new Bastion(stack, 'Bastion', { network, instanceType: 't3.small', encryption: key, sessions, alarmTopic });
  new Operators(stack, 'Operators', {
    sessions,
    principals: [
      'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
    ],
  });
}
