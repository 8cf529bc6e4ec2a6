import { Bastion, Operators, Patching, Sessions } from '@smile/access';
import { EncryptionKey, type Environment, EstateStack } from '@smile/core';
import type { Construct } from 'constructs';
import { alarmTopicOf } from './alarm-topic.ts';
import type { NetworkStack } from './network-stack.ts';

/** How people reach what has no public address: the bastion, recorded sessions, the operator role, patches for hosts. */
export class AccessStack extends EstateStack {
  readonly sessions: Sessions;
  readonly bastion: Bastion;

  constructor(scope: Construct, environment: Environment, network: NetworkStack) {
    super(scope, environment, 'access');
    const { access } = environment;
    const key = new EncryptionKey(this, 'Key', { description: 'Sessions and the bastion', alias: 'access' });
    this.sessions = new Sessions(this, 'Sessions', { encryption: key, logRetention: access.sessionLogRetention });
    this.bastion = new Bastion(this, 'Bastion', {
      network,
      instanceType: access.bastion.instanceType,
      encryption: key,
      sessions: this.sessions,
      alarmTopic: alarmTopicOf(environment),
    });
    new Operators(this, 'Operators', { sessions: this.sessions, principals: access.operatorPrincipals });
    new Patching(this, 'Patching', { schedule: access.patchSchedule });
  }
}
