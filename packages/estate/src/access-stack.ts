import { Bastion, Operators, Patching, Sessions } from '@smile/access';
import { type AlarmTopic, EncryptionKey, type Environment, EstateStack, PORTS } from '@smile/core';
import type { Construct } from 'constructs';
import type { DatabasesStack } from './databases-stack.ts';
import type { NetworkStack } from './network-stack.ts';
import type { StorageStack } from './storage-stack.ts';

/** What hosts and sessions need from the stacks before. */
export interface AccessStackNeeds {
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  /** Data stores that operators reach through the bastion. */
  readonly databases: DatabasesStack | undefined;
  readonly alarmTopic: AlarmTopic;
}

/** How people reach what has no public address: the bastion, recorded sessions, the operator role, patches for hosts. */
export class AccessStack extends EstateStack {
  readonly sessions: Sessions;
  readonly bastion: Bastion;

  constructor(scope: Construct, environment: Environment, needs: AccessStackNeeds) {
    super(scope, environment, 'access');
    const { access } = environment;
    const key = new EncryptionKey(this, 'Key', { description: 'Sessions and the bastion', alias: 'access' });
    this.sessions = new Sessions(this, 'Sessions', {
      encryption: key,
      logRetention: access.sessionLogRetention,
      accessLogs: needs.storage.accessLogs.bucket,
    });
    this.bastion = new Bastion(this, 'Bastion', {
      network: needs.network,
      instanceType: access.bastion.instanceType,
      encryption: key,
      sessions: this.sessions,
      alarmTopic: needs.alarmTopic,
    });
    new Operators(this, 'Operators', { sessions: this.sessions, principals: access.operatorPrincipals });
    new Patching(this, 'Patching', { schedule: access.patchSchedule });
    if (needs.databases !== undefined) this.reach(needs.databases);
  }

  /** Sessions go through the bastion to the stores, so the bastion may reach them. */
  private reach({ main, wms, redis, rabbitmq }: DatabasesStack): void {
    main.connections.allowFrom(this.bastion, 'Operators query the main MySQL through the bastion');
    wms.connections.allowFrom(this.bastion, 'Operators query the WMS MySQL through the bastion');
    redis.connections.allowFrom(this.bastion, 'Operators look into Redis through the bastion');
    rabbitmq.connections.allowFrom(this.bastion, 'Operators look into RabbitMQ through the bastion', PORTS.amqps);
    rabbitmq.connections.allowFrom(
      this.bastion,
      'Operators open the RabbitMQ console through the bastion',
      PORTS.https,
    );
  }
}
