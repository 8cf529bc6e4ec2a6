import { type Environment, EstateStack } from '@smile/core';
import { SnsAlarmTopic } from '@smile/governance';
import type { Construct } from 'constructs';

/**
 * What exists once per account: who watches it, whom they tell, its defaults and its backups.
 *
 * Only the environment that owns the account's singletons has this stack; AWS refuses a second one, or lets two
 * configurations fight over the same switch.
 */
export class AccountStack extends EstateStack {
  readonly alarmTopic: SnsAlarmTopic;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'account');
    const { governance } = environment;
    this.alarmTopic = new SnsAlarmTopic(this, 'AlarmTopic', { emails: governance.alarmEmails });
  }
}
